package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.gongkai.search.Documents;
import org.gongkai.search.EmptySite;
import org.gongkai.search.SearchApplication;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SearchIndex;
import org.gongkai.search.SharedNode;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real regulations of many cities, where they lie beside the repository. */
@SpringBootTest(classes = {EmptySite.class, SearchApplication.class})
class RegulationsIT {
    private static final Path REGULATIONS = Path.of("..", "..", "shared", "input", "regulations");

    @Autowired SearchIndex index;
    @Autowired Searches searches;

    @DynamicPropertySource
    static void node(DynamicPropertyRegistry properties) {
        SharedNode.register(properties);
    }

    @Test
    void keepingDogsFindsTheRegulationsOfSeveralCitiesTitlesFirst() {
        assumeThat(REGULATIONS).as("regulations beside the repository").isDirectory();
        index.rebuild(RegulationsIT::regulations, 1);
        long inTitle;
        try (Stream<SearchDocument> all = regulations()) {
            inTitle = all.filter(each -> each.title().contains("养犬")).count();
        }

        Answer answer = searches.answer(Question.of(QuestionTest.parameters("q=养犬&size=50")));
        List<String> titles = answer.hits().stream().map(Answer.Hit::title).toList();

        assertThat(inTitle).isGreaterThan(5);
        assertThat(answer.total()).isGreaterThan(inTitle);
        assertThat(titles.subList(0, (int) inTitle)).allMatch(title -> title.contains("养犬"));
        assertThat(answer.hits()).allMatch(hit -> highlighted(hit).contains("<em>养犬</em>"));
    }

    private static String highlighted(Answer.Hit hit) {
        return hit.titleHighlight() + hit.highlight();
    }

    private static Stream<SearchDocument> regulations() {
        try {
            return Files.list(REGULATIONS)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(RegulationsIT::document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SearchDocument document(Path file) {
        try {
            String text = Files.readString(file);
            String title = text.lines().findFirst().orElse("").replaceFirst("^#+\\s*", "");
            String id = Integer.toHexString(file.getFileName().toString().hashCode());
            return Documents.of(id, title, text.substring(text.indexOf('\n') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
