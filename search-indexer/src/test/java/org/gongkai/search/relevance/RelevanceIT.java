package org.gongkai.search.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.gongkai.search.EmptySite;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SharedNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Search on the judged set, asked at its own API. The floors are a little under what was reached:
 * whoever changes analysis or ranking sees here what that costs, and lifts them when it helps.
 */
@SpringBootTest(
        classes = {EmptySite.class, SearchApplication.class},
        properties = "gongkai.search.rate.per-second=0")
@AutoConfigureMockMvc
class RelevanceIT {
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvcTester mvc;
    @Autowired SearchIndex index;

    @DynamicPropertySource
    static void node(DynamicPropertyRegistry properties) {
        SharedNode.register(properties);
    }

    @Test
    void theDemonstrationIsFoundByWhatReadersWouldAsk() {
        Judgements judgements = Judgements.read("demo.tsv");

        Measured search = search(Corpus.demo(), judgements);

        System.out.println(Measured.table(List.of(search)) + search.weakest());
        assertThat(search.ndcg("navigational")).isGreaterThan(0.96);
        assertThat(search.ndcg()).isGreaterThan(0.895);
        assertThat(search.recall()).isGreaterThan(0.925);
    }

    @Test
    void amongManyRegulationsTooAndBetterThanByOneAnalyzerAlone() throws Exception {
        assumeThat(Corpus.REGULATIONS).as("regulations beside the repository").isDirectory();
        Collection<SearchDocument> documents = new ArrayList<>(Corpus.demo());
        documents.addAll(Corpus.regulations());
        List<String> ids = ids(documents);
        Judgements judgements = Judgements.read("demo.tsv").and(Judgements.read("regulations.tsv"));
        assertThat(judgements.missingFrom(ids)).isEmpty();

        List<Measured> systems = new ArrayList<>();
        systems.add(search(documents, judgements));
        new Baselines(SharedNode.client())
                .over(documents)
                .forEach(
                        (name, ranking) ->
                                systems.add(Measured.of(name, ranking, judgements, ids)));

        Measured search = systems.getFirst();
        System.out.println(Measured.table(systems) + search.weakest());
        assertThat(search.ndcg("navigational")).isGreaterThan(0.96);
        assertThat(search.ndcg()).isGreaterThan(0.915);
        assertThat(search.recall()).isGreaterThan(0.94);
        assertThat(systems.subList(1, systems.size()))
                .allSatisfy(other -> assertThat(search.ndcg()).isGreaterThan(other.ndcg()));
    }

    private Measured search(Collection<SearchDocument> documents, Judgements judgements) {
        index.rebuild(documents::stream, 1);
        return Measured.of("gongkai", this::hits, judgements, ids(documents));
    }

    private List<String> hits(String question) {
        MvcTestResult answer =
                mvc.get()
                        .uri("/api/search")
                        .param("q", question)
                        .param("size", Integer.toString(Ranking.MOST))
                        .exchange();
        assertThat(answer).as(question).hasStatusOk();
        JsonNode hits = JSON.readTree(answer.getResponse().getContentAsByteArray()).get("hits");
        return StreamSupport.stream(hits.spliterator(), false)
                .map(hit -> hit.get("id").asString())
                .toList();
    }

    private static List<String> ids(Collection<SearchDocument> documents) {
        return documents.stream().map(SearchDocument::id).toList();
    }
}
