package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class ThemeTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Path ASSETS = Path.of("src/main/resources/theme");
    private static final Path CODE = Path.of("src/main/java/org/gongkai/publisher/render");
    private static final int ARTICLE_BUDGET = 60 * 1024;

    @Test
    void theDigestCoversEveryTemplateAndAsset() throws IOException {
        assertThat(ThemeFiles.TEMPLATES).containsExactlyInAnyOrderElementsOf(names(TEMPLATES));
        Set<String> assets = new TreeSet<>(names(ASSETS));
        assets.remove("words.properties");
        assertThat(ThemeFiles.ASSETS).containsExactlyInAnyOrderElementsOf(assets);
    }

    @Test
    void everyWordIsSaidSomewhere() throws IOException {
        Set<String> defined = new TreeSet<>();
        for (String line : Files.readAllLines(ASSETS.resolve("words.properties"))) {
            if (line.contains(" = ")) {
                defined.add(line.substring(0, line.indexOf(" = ")));
            }
        }
        Set<String> used = new TreeSet<>();
        Pattern quoted = Pattern.compile("\"([a-z]+(?:[.-][a-z-]+)*)\"");
        for (Path file : List.of(TEMPLATES, CODE)) {
            try (Stream<Path> sources = Files.walk(file)) {
                for (Path source : sources.filter(Files::isRegularFile).toList()) {
                    Matcher word = quoted.matcher(Files.readString(source));
                    while (word.find()) {
                        used.add(word.group(1));
                    }
                }
            }
        }
        defined.removeIf(key -> key.matches("(type|gone)\\..*"));
        defined.removeIf(
                key -> key.matches("(search|accessibility|missing|archive)\\.(title|text)"));
        defined.removeAll(used);
        assertThat(defined).as("words that nobody says").isEmpty();
    }

    @Test
    void noTemplateHoldsWordsOfItsOwn() throws IOException {
        for (String name : names(TEMPLATES)) {
            assertThat(Files.readString(TEMPLATES.resolve(name)))
                    .as(name)
                    .doesNotContainPattern("[\\p{IsHan}]");
        }
    }

    @Test
    void anArticleStaysLight() {
        RenderedSite site = RenderedSite.of(SampleSite.contents());
        String policy = SampleSite.article("policy").content().path();
        int theme =
                site.pages().keySet().stream()
                        .filter(path -> path.endsWith(".css") || path.endsWith(".js"))
                        .filter(path -> site.text(policy).contains(path))
                        .mapToInt(path -> site.file(path).length)
                        .sum();
        int page = site.file(policy).length;

        assertThat(theme + page).isLessThan(ARTICLE_BUDGET);
    }

    @Test
    void noPageNeedsAnInlineScriptOrStyle() {
        RenderedSite site = RenderedSite.of(SampleSite.contents());
        site.pages().keySet().stream()
                .filter(path -> path.endsWith(".html"))
                .forEach(
                        path ->
                                assertThat(site.text(path))
                                        .as(path)
                                        .doesNotContainPattern("\\sstyle=\"|<style|\\son[a-z]+=\"")
                                        .doesNotContain("<script>"));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
