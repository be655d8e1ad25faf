package org.gongkai.content.difference;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.Content;
import org.gongkai.content.html.BodySanitizer;
import org.gongkai.content.html.SharedInput;
import org.gongkai.content.intake.Markdown;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What must hold of any difference, tried on seeded random edits of real and of invented texts. */
class DifferencePropertyTest {
    private static final String ALPHABET =
            "的一是在公开政务市民服务中心办理条例第规定应当，。、；（）《》 \n0123456789abcXYZ<>&\"'=/😀é";
    private static final List<String> PIECES =
            List.of(
                    "<p>",
                    "</p>",
                    "<ul>",
                    "<li>",
                    "</li>",
                    "</ul>",
                    "<table>",
                    "<tr>",
                    "</tr>",
                    "<td colspan=\"2\">",
                    "</td>",
                    "<a href=\"#x\">",
                    "</a>",
                    "<br>",
                    "<hr>",
                    "&amp;",
                    "&nbsp;",
                    "&",
                    "<",
                    "<a \"",
                    "</",
                    "<!--",
                    "<strong>",
                    "</strong>",
                    "<img alt=\"图\">");
    private static final Set<String> HARMLESS =
            Set.of(
                    "div", "dl", "dt", "dd", "p", "ins", "del", "span", "br", "table", "tbody",
                    "tr", "td", "ul", "li", "b", "a", "details", "summary");

    @Test
    void eachSideOfARealTextIsMadeOfTheOtherAndTheDifference() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(SharedInput.find("regulations"))) {
            files = all.sorted().toList();
        }
        BodySanitizer sanitizer = new BodySanitizer();
        Random random = new Random(20200515);
        for (int i = 0; i < files.size(); i += 9) {
            String body = sanitizer.sanitize(Markdown.html(Files.readString(files.get(i))));
            Content before = Contents.of("第" + i + "号", body);
            Content after = Contents.of("第" + (i + 1) + "号", edited(body, random));

            holds(before, after, String.valueOf(files.get(i).getFileName()));
        }
    }

    @Test
    void itHoldsForBodiesThatNoSanitizerMade() {
        Random random = new Random(8);
        for (int i = 0; i < 400; i++) {
            String body = invented(random);
            String other = random.nextInt(4) == 0 ? invented(random) : smeared(body, random);

            holds(Contents.body(body), Contents.body(other), body);
        }
    }

    @Test
    void itHoldsForMembersAndAssetsInAnyOrder() {
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            holds(members(random), members(random), "round " + i);
        }
    }

    @Test
    void twoLongTextsWithNothingInCommonTakeNoTime() {
        String one = paragraphs(new Random(1), "公开透明便民利企政策解读会议制度", 300_000);
        String other = paragraphs(new Random(2), "江河湖海山川草木日月星辰风雨雷电", 300_000);

        quick(one, other);
        quick(
                "<p>" + one.replaceAll("<[^>]+>\n?", "") + "</p>",
                "<p>" + other.replaceAll("<[^>]+>\n?", "") + "</p>");
    }

    @Test
    void twoLongTextsOfTheSameWordsInAnotherOrderTakeNoTime() {
        quick(
                paragraphs(new Random(3), "公开透明便民利企", 300_000),
                paragraphs(new Random(4), "公开透明便民利企", 300_000));
        quick("<hr>\n".repeat(60_000), "<p>一</p>\n<hr>\n".repeat(20));
        List<String> blocks =
                IntStream.range(0, 20_000)
                        .mapToObj(i -> "<p>第" + i % 700 + "项</p>")
                        .collect(Collectors.toCollection(ArrayList::new));
        String ordered = String.join("\n", blocks);
        Collections.shuffle(blocks, new Random(6));
        quick(ordered, String.join("\n", blocks));
    }

    private static void quick(String before, String after) {
        Content one = Contents.body(before);
        Content other = Contents.body(after);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long started = threads.getCurrentThreadCpuTime();
        Difference difference = Differences.between(one, other);
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - started);

        assertThat(Applied.forwards(one, difference)).isEqualTo(other);
        // Less than a second of one core; the bound here only tells n log n from n².
        assertThat(taken).isLessThan(Duration.ofSeconds(10));
    }

    private static void holds(Content before, Content after, String of) {
        Difference difference = Differences.between(before, after);

        assertThat(Applied.forwards(before, difference)).as(of).isEqualTo(after);
        assertThat(Applied.backwards(after, difference)).as(of).isEqualTo(before);
        assertThat(difference.identical()).as(of).isEqualTo(before.equals(after));
        assertThat(Differences.between(before, after)).as(of).isEqualTo(difference);
        harmless(DifferenceHtml.of(difference, labels()), of);
    }

    /** Well-formed, and nothing in it but what the writer means to write. */
    private static void harmless(String html, String of) {
        Element body = Jsoup.parseBodyFragment(html).body();
        for (Element element : body.select("body *")) {
            assertThat(HARMLESS).as(of).contains(element.normalName());
            element.attributes()
                    .forEach(
                            attribute ->
                                    assertThat(attribute.getKey() + " " + attribute.getValue())
                                            .as(of)
                                            .matches(
                                                    "class [a-z ]+|href /api/v1/assets/[0-9a-f]{64}"));
        }
        Objects.requireNonNull(body.ownerDocument()).outputSettings().prettyPrint(false);
        assertThat(body.text()).as(of).isNotEmpty();
    }

    private static Labels labels() {
        StaticMessageSource messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        return new Labels(messages, Locale.ROOT, Optional.empty());
    }

    /** A few edits as editors make them: words, paragraphs gone, new, moved, joined. */
    private static String edited(String body, Random random) {
        List<String> blocks = new ArrayList<>(List.of(body.split("\n")));
        for (int edits = 1 + random.nextInt(12); edits > 0 && blocks.size() > 2; edits--) {
            int at = random.nextInt(blocks.size());
            switch (random.nextInt(6)) {
                case 0 -> blocks.remove(at);
                case 1 ->
                        blocks.add(
                                at,
                                "<p>"
                                        + words(random, 40).replace("<", "").replace("&", "")
                                        + "</p>");
                case 2 -> blocks.add(random.nextInt(blocks.size()), blocks.remove(at));
                default -> blocks.set(at, smeared(blocks.get(at), random));
            }
        }
        return new BodySanitizer().sanitize(String.join("\n", blocks));
    }

    private static String smeared(String text, Random random) {
        StringBuilder smeared = new StringBuilder(text);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int start = random.nextInt(smeared.length() + 1);
            int end = Math.min(smeared.length(), start + random.nextInt(6));
            smeared.replace(start, end, words(random, random.nextInt(6)));
        }
        return smeared.toString();
    }

    private static String invented(Random random) {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            body.append(
                    random.nextBoolean()
                            ? PIECES.get(random.nextInt(PIECES.size()))
                            : words(random, random.nextInt(9)));
        }
        return body.toString();
    }

    private static String words(Random random, int length) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < length; i++) {
            words.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return words.toString();
    }

    private static String paragraphs(Random random, String letters, int length) {
        StringBuilder body = new StringBuilder();
        while (body.length() < length) {
            body.append(body.isEmpty() ? "<p>" : "\n<p>");
            for (int i = 60 + random.nextInt(200); i > 0; i--) {
                body.append(letters.charAt(random.nextInt(letters.length())));
            }
            body.append("</p>");
        }
        return body.toString();
    }

    private static Content members(Random random) {
        Map<String, String> fields = new TreeMap<>();
        for (String key : List.of("summary", "author", "source")) {
            if (random.nextBoolean()) {
                fields.put(key, words(random, 1 + random.nextInt(8)));
            }
        }
        List<String> tags =
                new ArrayList<>(List.of("甲", "乙", "丙", "丁").subList(0, random.nextInt(5)));
        Collections.shuffle(tags, random);
        List<AssetUse> assets = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            assets.add(
                    Contents.asset(
                            String.valueOf(random.nextInt(4)),
                            AssetUse.Role.values()[random.nextInt(3)],
                            random.nextBoolean() ? "图" : "图片说明"));
        }
        return Contents.with(
                fields,
                tags,
                Instant.EPOCH.plusSeconds(random.nextInt(3)),
                assets.toArray(AssetUse[]::new));
    }
}
