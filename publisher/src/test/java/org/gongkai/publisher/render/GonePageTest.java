package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.Withdrawal.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class GonePageTest {
    private static final Article POLICY = SampleSite.article("policy");
    private static final Article READING = SampleSite.article("text2");
    private static final UUID NOWHERE = SampleSite.id("never public");
    private static final Pattern LINK =
            Pattern.compile("<a href=\"([^\"]*)\">", Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @CsvSource({
        "WRONG, 该内容因表述有误已撤下，请以更正后发布的内容为准。",
        "OUTDATED, 该内容已过时，不再公开。",
        "PRIVACY, 该内容因涉及个人信息保护已撤下。",
        "SUPERSEDED, 该内容已被新的内容替代。"
    })
    void eachReasonHasItsPhraseAndTheDayIsThatOfTheDistrict(Reason reason, String phrase) {
        String page = page(withdrawn("a", reason, null, null));

        assertThat(page)
                .contains(phrase)
                .contains("<time datetime=\"2020-05-18\">撤下日期：2020年5月18日</time>");
        WithdrawalPhrases phrases = WithdrawalPhrases.ofTheme();
        assertThat(phrases.sentence(reason)).isEqualTo(phrase);
        assertThat(phrases.since(Instant.parse("2020-05-17T17:00:00Z")))
                .isEqualTo("撤下日期：2020年5月18日");
    }

    @Test
    void whatReplacesItAndWhatExplainsItAreNamedWhileTheyAreLive() {
        assertThat(page(withdrawn("a", Reason.SUPERSEDED, POLICY.document(), READING.document())))
                .contains("请查看")
                .contains(
                        "<a href=\"%s\">%s</a>"
                                .formatted(POLICY.content().path(), POLICY.content().title()))
                .contains("情况说明")
                .contains(
                        "<a href=\"%s\">%s</a>"
                                .formatted(READING.content().path(), READING.content().title()));
        String neither = page(withdrawn("a", Reason.SUPERSEDED, NOWHERE, NOWHERE));
        assertThat(neither).doesNotContain("请查看").doesNotContain("情况说明");
        assertThat(links(neither)).containsExactly("/");
    }

    @Test
    void aReplacementThatWasReplacedInItsTurnLeadsToTheLastOne() {
        Withdrawal first = withdrawn("a", Reason.SUPERSEDED, SampleSite.id("b"), null);
        Withdrawal second = withdrawn("b", Reason.SUPERSEDED, SampleSite.id("c"), null);
        Withdrawal third = withdrawn("c", Reason.OUTDATED, POLICY.document(), null);

        assertThat(links(page(first, second, third))).containsExactly(POLICY.content().path(), "/");
    }

    @Test
    void aReplacementThatWasWithdrawnWithoutOneLeadsNowhere() {
        Withdrawal first = withdrawn("a", Reason.SUPERSEDED, SampleSite.id("b"), null);

        assertThat(links(page(first, withdrawn("b", Reason.PRIVACY, null, null))))
                .containsExactly("/");
    }

    @Test
    void documentsThatReplaceEachOtherLeadNowhereAndEndTheSearch() {
        Withdrawal first = withdrawn("a", Reason.WRONG, SampleSite.id("b"), null);

        assertThat(links(page(first, withdrawn("b", Reason.WRONG, SampleSite.id("a"), null))))
                .containsExactly("/");
    }

    private static Withdrawal withdrawn(
            String name, Reason reason, @Nullable UUID replacedBy, @Nullable UUID explainedBy) {
        return new Withdrawal(
                SampleSite.id(name),
                "/news/2020/" + name + "/",
                reason,
                Instant.parse("2020-05-17T16:30:00Z"),
                replacedBy,
                explainedBy);
    }

    /** The page of the first of these. */
    private static String page(Withdrawal... withdrawals) {
        SiteContents sample = SampleSite.contents();
        return RenderedSite.of(
                        new SiteContents(
                                sample.release(),
                                sample.at(),
                                sample.text(),
                                sample.articles(),
                                List.of(withdrawals)))
                .text(withdrawals[0].path());
    }

    /** Where the links of the page itself lead. */
    private static List<String> links(String page) {
        String main = page.substring(page.indexOf("<main"), page.indexOf("</main>"));
        Matcher matcher = LINK.matcher(main);
        return matcher.results().map(found -> found.group(1)).toList();
    }
}
