package org.gongkai.content.seed;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Articles to measure the publisher with: the {@code articles.jsonl} and {@code columns.json} of a
 * generated corpus, or invented ones of the same size.
 *
 * @param directory of the corpus; null to invent
 */
record Corpus(@Nullable Path directory) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FILES = Pattern.compile("<a href=\"/files/[^\"]*\">([^<]*)</a>");
    private static final int SECTIONS = 40;
    private static final int SENTENCES = 20;

    /** What an editor would have typed, as HTML that is not sanitised yet. */
    record Article(
            String section,
            String title,
            String body,
            Map<String, String> fields,
            List<String> tags) {}

    /** Key and name of each section, in their order. */
    Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        if (directory == null) {
            IntStream.range(0, SECTIONS)
                    .forEach(n -> sections.put("s%02d".formatted(n), "栏目%02d".formatted(n)));
        } else {
            JSON.readTree(directory.resolve("columns.json"))
                    .forEach(
                            column ->
                                    sections.put(
                                            column.get("id").asString(),
                                            column.get("name").asString()));
        }
        return sections;
    }

    /** One article after the other; the same every time. */
    void forEach(int count, Consumer<Article> each) throws IOException {
        if (directory == null) {
            Words words = new Words(new Random(7));
            for (int i = 0; i < count; i++) {
                each.accept(
                        new Article(
                                "s%02d".formatted(i % SECTIONS),
                                words.title(i),
                                words.body(SENTENCES),
                                Map.of("source", "滨海区"),
                                List.of("政策解读")));
            }
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(directory.resolve("articles.jsonl"))) {
            for (int i = 0; i < count; i++) {
                each.accept(article(JSON.readTree(lines.readLine())));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Its attachments do not exist, so nothing links to them. */
    private static Article article(JsonNode json) {
        List<String> tags = new ArrayList<>();
        json.get("tags").forEach(tag -> tags.add(tag.asString()));
        return new Article(
                json.get("column").asString(),
                json.get("title").asString(),
                FILES.matcher(json.get("body").asString()).replaceAll("$1"),
                Map.of(
                        "source", json.get("source").asString(),
                        "author", json.get("author").asString(),
                        "summary", json.get("summary").asString()),
                tags);
    }
}
