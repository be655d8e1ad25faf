package org.gongkai.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.search.Documents;
import org.gongkai.search.IndexChange.Remove;
import org.gongkai.search.SearchDocument;
import org.gongkai.search.SharedNode;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** What was withdrawn is found, suggested, counted and named by nothing that can be asked. */
class NotPublicIT {
    private static final List<String> QUESTIONS =
            List.of(
                    "q=麒麟阁",
                    "q=麒麟格",
                    "q=麒麟",
                    "q=qilinge",
                    "q=qlg",
                    "q=麒lin",
                    "q=\"麒麟阁\"",
                    "q=公示 -养犬",
                    "q=秘密函〔2020〕7号",
                    "q=qilindanwei",
                    "to=2030-01-01",
                    "kind=secret",
                    "q=公示");

    private final String name = SharedNode.newIndex();
    private final Asking asking = new Asking(name, "麒麟阁", "养犬");

    private static SearchDocument[] documents() {
        SearchDocument secret =
                Documents.policy("secret", "麒麟阁公示", "麒麟阁公示正文", "秘密函〔2020〕7号", List.of("麒麟标签"));
        return new SearchDocument[] {
            Documents.in(secret, "secret", "麒麟section", "麒麟单位"),
            Documents.of("dogs", "养犬公示", "养犬公示正文")
        };
    }

    @Test
    void aWithdrawnDocumentIsSilentEverywhereBeforeAnySegmentIsMerged() {
        asking.index.rebuild(() -> Stream.of(documents()), 1);
        assertThat(everythingSaid()).contains("麒麟阁").contains("secret");

        asking.index.apply(Stream.of(new Remove("secret", 2)));
        asking.index.advance(2);
        asking.lastRemoval.set(2);

        assertThat(everythingSaid())
                .doesNotContain("麒麟阁公")
                .doesNotContain("secret", "麒麟标签", "麒麟单位");
        assertThat(asking.hot.live()).containsExactly("养犬");
        assertThat(asking.ask("q=公示").total()).isEqualTo(1);
        assertThat(asking.ask("q=麒麟格").correction()).isNull();
        assertThat(asking.related.to("secret").documents()).isEmpty();
    }

    @Test
    void whileTheIndexIsBehindARemovalNothingIsSaidByAnything() {
        asking.index.rebuild(() -> Stream.of(documents()), 1);
        everythingSaid();

        asking.lastRemoval.set(2);

        for (String question : QUESTIONS) {
            assertThatThrownBy(() -> asking.ask(question)).isInstanceOf(IndexBehind.class);
        }
        assertThatThrownBy(() -> asking.suggestions.of("qilin")).isInstanceOf(IndexBehind.class);
        assertThatThrownBy(() -> asking.suggestions.of("")).isInstanceOf(IndexBehind.class);
        assertThatThrownBy(() -> asking.related.to("dogs")).isInstanceOf(IndexBehind.class);
    }

    @Test
    void aRebuiltIndexThatIsNotAsFarIsNotAskedHoweverSoonAfterTheSwitch() {
        asking.index.rebuild(() -> Stream.of(documents()), 1);
        asking.index.apply(Stream.of(new Remove("secret", 2)));
        asking.index.advance(2);
        asking.lastRemoval.set(2);
        assertThat(asking.ask("q=麒麟阁").total()).isZero();

        new Asking(name).index.rebuild(() -> Stream.of(documents()), 1);

        assertThatThrownBy(() -> asking.ask("q=麒麟阁")).isInstanceOf(IndexBehind.class);
        asking.index.apply(Stream.of(new Remove("secret", 2)));
        asking.index.advance(2);
        assertThat(asking.ids("q=公示")).containsExactly("dogs");
    }

    /** All answers to all questions, as text; what was asked is not among it. */
    private String everythingSaid() {
        StringBuilder said = new StringBuilder();
        for (String question : QUESTIONS) {
            Answer answer = asking.ask(question);
            said.append(answer.hits()).append(answer.counts()).append(answer.correction());
        }
        for (String typed : List.of("", "麒", "麒麟", "qilin", "qlg", "麒l", "公示", "gongshi")) {
            said.append(asking.suggestions.of(typed).titles());
        }
        said.append(asking.related.to("dogs")).append(asking.hot.live());
        return said.toString();
    }
}
