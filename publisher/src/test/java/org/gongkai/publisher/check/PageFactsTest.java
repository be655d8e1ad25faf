package org.gongkai.publisher.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.gongkai.publisher.render.SamplePages;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** What is found by tags alone is what a parser finds in the tree that browsers build. */
class PageFactsTest {
    private static final int MUTATIONS = Integer.getInteger("gongkai.mutations", 4_000);
    private static final Map<String, byte[]> PAGES = SamplePages.html();

    @Test
    void tagsTellEverythingOfOurOwnPages() {
        PAGES.forEach(
                (path, html) ->
                        assertThat(unordered(FactsOfTags.of(html, true)))
                                .as(path)
                                .isEqualTo(unordered(ofTree(html))));
    }

    @Test
    void tagsTellOfAPageThatIsWrittenOtherwiseOrBrokenWhatATreeTellsOrNothing() {
        List<String> pages = PAGES.values().stream().map(PageFactsTest::text).toList();
        int told = 0;
        for (int seed = 0; seed < MUTATIONS; seed++) {
            String page = new Mutation(seed).of(pages.get(seed % pages.size()));
            byte[] html = page.getBytes(StandardCharsets.UTF_8);
            PageFacts facts = FactsOfTags.of(html, true);
            if (facts != null && !hasScriptInDrawing(page)) {
                told++;
                assertThat(unordered(facts)).as("seed %d", seed).isEqualTo(unordered(ofTree(html)));
            }
        }
        assertThat(told).isGreaterThan(MUTATIONS / 2);
    }

    @Test
    void attackersStringsAreReadAsATreeReadsThem() throws Exception {
        Path input = Path.of("/work/shared/input");
        assumeTrue(Files.isDirectory(input), "There are no attack strings at " + input);
        List<String> strings = new ArrayList<>();
        for (String file : List.of("naughty-strings.json", "xss/vectors.json")) {
            strings(JsonMapper.shared().readTree(Files.readString(input.resolve(file))), strings);
        }
        assertThat(strings).hasSizeGreaterThan(500);
        String page = text(Objects.requireNonNull(PAGES.get("/index.html")));
        for (String string : strings) {
            for (String html :
                    List.of(
                            string,
                            page.replaceFirst(
                                    "<h2", "$0 title=\"" + Matcher.quoteReplacement(string) + "\""),
                            page.replace("</h1>", string + "</h1>"),
                            page.replace("</main>", string + "</main>"))) {
                byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
                PageFacts facts = FactsOfTags.of(bytes, true);
                if (facts != null) {
                    assertThat(unordered(facts)).as(string).isEqualTo(unordered(ofTree(bytes)));
                }
            }
        }
    }

    private static void strings(JsonNode node, List<String> strings) {
        if (node.isString()) {
            strings.add(node.asString());
        }
        node.forEach(child -> strings(child, strings));
    }

    private static PageFacts ofTree(byte[] html) {
        return FactsOfTree.of(Jsoup.parse(text(html)));
    }

    /** There the parser takes for a script's text what browsers take for tags. */
    private static boolean hasScriptInDrawing(String page) {
        return Jsoup.parse(page).selectFirst("svg script, math script") != null;
    }

    /** A tree moves what stands in a table where it must not; no rule asks for the order. */
    private static String unordered(@Nullable PageFacts facts) {
        assertThat(facts).isNotNull();
        Map<String, List<String>> meta = new TreeMap<>();
        facts.meta().forEach((name, values) -> meta.put(name, sorted(values)));
        return "meta %s%nlinks %s%nimages %s%nheading %s%ntimes %s%ndated %s"
                .formatted(
                        meta,
                        new TreeSet<>(facts.links()),
                        sorted(facts.bareImages()),
                        facts.heading(),
                        sorted(facts.times()),
                        facts.dated());
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().sorted().toList();
    }

    private static String text(byte[] html) {
        return new String(html, StandardCharsets.UTF_8);
    }
}
