package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.text.Synonyms;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class EngineQuestionTest {
    @Test
    void theReadersTextIsNeverSyntax() {
        JsonNode request = request("q=title:(a OR b) /x.*/ *");

        assertThat(names(request))
                .doesNotContain(
                        "query_string", "simple_query_string", "regexp", "wildcard", "prefix")
                .doesNotContain("script");
    }

    @Test
    void datesMeanWholeDaysInShanghai() {
        JsonNode filters = request("q=a&from=2020-05-15&to=2020-05-15").at("/query/bool/filter");

        assertThat(filters.toString())
                .isEqualTo(
                        """
                        [{"range":{"publishedAt":{"gte":"2020-05-14T16:00:00Z"}}},\
                        {"range":{"publishedAt":{"lt":"2020-05-15T16:00:00Z"}}}]""");
    }

    @Test
    void whatIsPreferredAndNewGainsAFixedAndABoundedAmount() {
        assertThat(request("q=a").at("/query/bool/must/0/bool/should").toString())
                .contains(
                        "{\"constant_score\":{\"boost\":8.0,\"filter\":{\"term\":{\"kind\":{\"value\":\"policy\"}}}}}",
                        """
                        {"distance_feature":{"boost":3.0,"origin":"2020-05-14T16:00:00Z",\
                        "pivot":"365d","field":"publishedAt"}}""");
    }

    @Test
    void keysFilterAndPagesSkip() {
        JsonNode request = request("q=a&section=x&section=y&kind=policy&page=3&size=20");

        assertThat(request.at("/post_filter/bool/filter").toString())
                .isEqualTo(
                        "[{\"terms\":{\"kind\":[\"policy\"]}},{\"terms\":{\"section\":[\"x\",\"y\"]}}]");
        assertThat(request.at("/aggregations/kind/filter/bool/filter").toString())
                .as("its own choice does not narrow what is counted of a facet")
                .isEqualTo("[{\"terms\":{\"section\":[\"x\",\"y\"]}}]");
        assertThat(request.get("from").intValue()).isEqualTo(40);
        assertThat(request.get("size").intValue()).isEqualTo(20);
    }

    private static JsonNode request(String query) {
        Question question = Question.of(QuestionTest.parameters(query));
        Relevance relevance =
                new Relevance(
                        new Synonyms(null),
                        Map.of("policy", 8f),
                        Clock.fixed(Instant.parse("2020-05-15T03:00:00Z"), ZoneOffset.UTC));
        String json =
                EngineQuestion.of(
                                question,
                                relevance.words(question.terms()),
                                List.of("a"),
                                List.of("gongkai-1"),
                                Duration.ofSeconds(3))
                        .toString();
        return new JsonMapper().readTree(json.substring(json.indexOf('{')));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>(node.propertyNames());
        for (JsonNode child : node) {
            names.addAll(names(child));
        }
        return names;
    }
}
