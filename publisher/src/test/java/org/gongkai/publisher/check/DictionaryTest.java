package org.gongkai.publisher.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.SiteContents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

class DictionaryTest {
    private static final UUID EDITION = InMemoryContent.id("通知/1");
    private static final Instant AT = Instant.parse("2020-05-15T01:30:00Z");

    private @TempDir Path directory;

    @Test
    void aWrongNameHoldsTheDocumentAndAnUnfortunateWordWarns() throws IOException {
        Files.writeString(
                directory.resolve("block.txt"), "# names\n\n云弯区 => 云湾区\n  禁词\n办公日=>政务公开日\n");
        Files.writeString(directory.resolve("warn.txt"), "登陆 => 登录\n");

        assertThat(look("云弯区的通知", "<p>请<b>登</b>陆，禁词&amp;<i>禁</i>词，登陆。</p>"))
                .extracting(Finding::rule, Finding::severity, Finding::edition, Finding::message)
                .containsExactlyInAnyOrder(
                        tuple(
                                "VETO-5",
                                Finding.Severity.BLOCK,
                                EDITION,
                                "The title says “云弯区” in “云弯区的通知”: write “云湾区”"),
                        tuple(
                                "VETO-5",
                                Finding.Severity.BLOCK,
                                EDITION,
                                "The text says “禁词” in “请登陆，禁词&禁词，登陆。”: it must not"),
                        tuple(
                                "VETO-5",
                                Finding.Severity.WARN,
                                EDITION,
                                "The text says “登陆” in “请登陆，禁词&禁词，登陆。”: write “登录”"));
    }

    @Test
    void whatStandsInDifferentBlocksOrInTagsIsNoWord() throws IOException {
        Files.writeString(directory.resolve("block.txt"), "禁词\n");

        assertThat(look("题", "<p>禁</p><p>词</p><ul><li>禁<li>词</ul><p title=\"禁词\">禁<br>词</p>"))
                .isEmpty();
    }

    @Test
    void aWrongWordInsideTheRightOneIsNoMistake() throws IOException {
        Files.writeString(directory.resolve("block.txt"), "公开日 => 政务公开日\n");

        assertThat(look("政务公开日", "<p>政务公开日和政务公开日</p>")).isEmpty();
        assertThat(look("公开日", "<p>政务公开日和公开日</p>")).hasSize(2);
    }

    @Test
    void withoutADictionaryNothingIsLookedAt() {
        assertThat(Dictionary.in(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=> 云湾区 | is neither a word nor",
                "云弯区 => | is neither a word nor",
                "a => b => c | is neither a word nor",
                "a => a | calls the same word wrong and right",
                "对 | names a word for the second time: 对"
            })
    void aLineThatCannotBeUnderstoodIsNamed(String line, String message) throws IOException {
        Path file = directory.resolve("warn.txt");
        Files.writeString(file, "# words\n对\n" + line + "\n");

        assertThatThrownBy(() -> Dictionary.in(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":3 " + message);
    }

    @Test
    void aDirectoryWithoutDictionariesAndAnotherEncodingAreRefused() throws IOException {
        assertThatThrownBy(() -> Dictionary.in(directory))
                .hasMessageContaining("neither block.txt nor warn.txt");

        Files.writeString(directory.resolve("block.txt"), "禁词", Charset.forName("GBK"));
        assertThatThrownBy(() -> Dictionary.in(directory)).hasMessageContaining("not in UTF-8");
    }

    @Test
    void everyWordIsFoundWhereItStandsHoweverTheyOverlap() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            Set<String> words = new TreeSet<>();
            for (int left = 1 + random.nextInt(12); left > 0; left--) {
                words.add(letters(random, 1 + random.nextInt(4)));
            }
            String text = letters(random, 40);
            Set<String> expected = new TreeSet<>();
            for (String word : words) {
                for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                    expected.add(word + "@" + at);
                }
            }
            List<String> found = new ArrayList<>();
            new WordList(words).find(text, (word, at) -> found.add(word + "@" + at));

            assertThat(found).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(found)).isEqualTo(expected);
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder letters = new StringBuilder();
        for (int left = length; left > 0; left--) {
            letters.append((char) ('a' + random.nextInt(3)));
        }
        return letters.toString();
    }

    private List<Finding> look(String title, String body) {
        byte[] form = InMemoryContent.site("专栏", "news");
        ApprovedContent content =
                new ApprovedContent(
                        ApprovedContent.FORM,
                        "article",
                        title,
                        body,
                        Map.of(),
                        "news",
                        "office",
                        List.of(),
                        "/news/2020/0515-1/",
                        null,
                        List.of());
        Article article =
                new Article(
                        InMemoryContent.id("通知"),
                        EDITION,
                        Sha256.of(form),
                        content,
                        AT,
                        AT,
                        Map.of());
        SiteText text = SiteText.of(new PublishableSite(Sha256.of(form), form));
        return new ConformanceGate(
                        new CheckedIdentity(
                                "https://www.example.org",
                                "www.example.org",
                                Map.of(),
                                Map.of(),
                                Finding.Severity.WARN),
                        Set.of(),
                        DocumentKinds.read(DictionaryTest.class.getClassLoader()),
                        directory)
                .check(
                        CheckedSite.of(
                                new SiteContents(1, AT, text, List.of(article), List.of()).view(),
                                path -> false),
                        Stream.of(article),
                        Stream.of(),
                        edition -> false)
                .findings();
    }
}
