package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.search.Documents;
import org.gongkai.search.SearchDocument;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class FacetsIT {
    private final Random random = new Random(5);
    private final Asking asking =
            Asking.over(
                    IntStream.range(0, 300)
                            .mapToObj(this::document)
                            .toArray(SearchDocument[]::new));

    @Test
    void everyCountIsWhatItsChoiceFinds() {
        for (String question :
                List.of(
                        "q=通知",
                        "q=绿化 -供热",
                        "to=2030-01-01",
                        "q=通知&kind=k1",
                        "q=通知&kind=k1&kind=k2&section=s0",
                        "q=通知&unit=u3&year=2018&year=2019",
                        "q=通知&from=2018-06-01&section=s1")) {
            Counts counts = asking.ask(question).counts();
            Map.of(
                            "kind", counts.kind(),
                            "section", counts.section(),
                            "unit", counts.unit(),
                            "year", counts.year())
                    .forEach((facet, each) -> each.forEach(count -> check(question, facet, count)));
            assertThat(counts.year()).isNotEmpty();
        }
    }

    private void check(String question, String facet, Counts.Count count) {
        String others = question.replaceAll("&" + facet + "=[^&]*", "");

        assertThat(asking.ask(others + "&" + facet + "=" + count.key()).total())
                .as(question + " and " + facet + " " + count.key())
                .isEqualTo(count.count());
        assertThat(count.chosen()).isEqualTo(question.contains(facet + "=" + count.key()));
    }

    @Test
    void aChoiceDoesNotChangeWhatAQuestionMeans() {
        Asking few =
                Asking.over(
                        Stream.concat(
                                        Stream.of(
                                                Documents.published(
                                                        Documents.of("exact", "扬尘治理", "一"),
                                                        "2015-05-15T00:00:00Z")),
                                        IntStream.range(0, 12)
                                                .mapToObj(
                                                        i ->
                                                                Documents.of(
                                                                        "near" + i, "扬尘的治理", "二")))
                                .toArray(SearchDocument[]::new));

        Answer all = few.ask("q=扬尘治理");

        assertThat(all.total()).isEqualTo(13);
        assertThat(all.hits().getFirst().id())
                .as("what has all of it comes first")
                .isEqualTo("exact");
        assertThat(all.counts().year()).hasSize(2);
        all.counts()
                .year()
                .forEach(
                        year ->
                                assertThat(few.ask("q=扬尘治理&year=" + year.key()).total())
                                        .isEqualTo(year.count()));
        assertThat(few.ids("q=扬尘治理&sort=newest")).containsExactly("exact");
        assertThat(few.ask("q=扬尘治理&year=2001").found()).isEqualTo("exact");
    }

    @Test
    void yearsAreThoseOfTheOfficeAndNewestFirst() {
        Asking newYear =
                Asking.over(
                        Documents.published(Documents.of("a", "元旦", "一"), "2018-12-31T15:59:59Z"),
                        Documents.published(Documents.of("b", "元旦", "一"), "2018-12-31T16:00:00Z"));

        assertThat(newYear.ask("q=元旦").counts().year())
                .extracting(Counts.Count::key)
                .containsExactly("2019", "2018");
        assertThat(newYear.ids("q=元旦&year=2019")).containsExactly("b");
    }

    private SearchDocument document(int i) {
        String title = random.nextBoolean() ? "绿化通知" : "供热通知";
        String day =
                "%d-%02d-%02dT%02d:00:00Z"
                        .formatted(
                                2017 + random.nextInt(4),
                                1 + random.nextInt(12),
                                1 + random.nextInt(28),
                                random.nextInt(24));
        return Documents.in(
                Documents.published(Documents.of("n" + i, title, "正文"), day),
                "k" + random.nextInt(3),
                "s" + random.nextInt(3),
                "u" + random.nextInt(6));
    }
}
