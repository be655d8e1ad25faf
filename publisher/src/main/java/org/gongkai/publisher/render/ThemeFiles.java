package org.gongkai.publisher.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a theme that are in effect: those of the application, over which a directory may lay
 * its own.
 *
 * @param templates sources by name, such as {@code article.jte}
 * @param assets bytes by name, each after those that it may refer to
 * @param words the words by key
 * @param origins where each file that is not the application's comes from, by the same names
 */
record ThemeFiles(
        Map<String, String> templates,
        Map<String, byte[]> assets,
        Map<String, String> words,
        Map<String, String> origins) {
    private static final String ROOT = "/theme/";
    static final String WORDS = "words.properties";
    static final String TEMPLATE_DIRECTORY = "templates/";

    static final List<String> ASSETS =
            List.of("banner.svg", "fret.svg", "seal.svg", "column.css", "column.js", "search.js");

    static final List<String> TEMPLATES =
            List.of(
                    "article.jte",
                    "card.jte",
                    "frame.jte",
                    "gone.jte",
                    "home.jte",
                    "icon.jte",
                    "index.jte",
                    "list.jte",
                    "missing.jte",
                    "picture.jte",
                    "reading.jte",
                    "rows.jte",
                    "search.jte");

    /** The theme that travels with the application. */
    static ThemeFiles ofApplication() {
        Map<String, String> templates = new TreeMap<>();
        for (String name : TEMPLATES) {
            byte[] source = resource(TEMPLATE_DIRECTORY + name);
            templates.put(name, new String(source, StandardCharsets.UTF_8));
        }
        Map<String, byte[]> assets = new LinkedHashMap<>();
        for (String name : ASSETS) {
            assets.put(name, resource(name));
        }
        return new ThemeFiles(templates, assets, wordsOfApplication(), Map.of());
    }

    static Map<String, String> wordsOfApplication() {
        return WordFile.read(ROOT + WORDS, resource(WORDS));
    }

    /** The same with what a directory has of its own in place of it or beside it. */
    ThemeFiles under(ThemeDirectory directory) {
        Map<String, String> allTemplates = new TreeMap<>(templates);
        Map<String, byte[]> allAssets = new LinkedHashMap<>(assets);
        Map<String, String> allWords = new TreeMap<>(words);
        Map<String, String> allOrigins = new TreeMap<>();
        directory
                .read()
                .forEach(
                        (path, bytes) -> {
                            String name = path;
                            if (path.equals(WORDS)) {
                                allWords.putAll(WordFile.read(directory.place(path), bytes));
                            } else if (path.startsWith(TEMPLATE_DIRECTORY)) {
                                name = path.substring(TEMPLATE_DIRECTORY.length());
                                allTemplates.put(name, WordFile.text(directory.place(path), bytes));
                            } else {
                                allAssets.put(path, bytes);
                            }
                            allOrigins.put(name, directory.place(path));
                        });
        return new ThemeFiles(allTemplates, inOrder(allAssets), allWords, allOrigins);
    }

    boolean hasOwnTemplates() {
        return origins.keySet().stream().anyMatch(name -> name.endsWith(".jte"));
    }

    /** How to call a file in a message. */
    String place(String name) {
        return origins.getOrDefault(name, name);
    }

    private static Map<String, byte[]> inOrder(Map<String, byte[]> assets) {
        TreeSet<String> names =
                new TreeSet<>(
                        Comparator.comparingInt(ThemeFiles::rank)
                                .thenComparing(Comparator.naturalOrder()));
        names.addAll(assets.keySet());
        Map<String, byte[]> sorted = new LinkedHashMap<>();
        for (String name : names) {
            sorted.put(name, assets.get(name));
        }
        return sorted;
    }

    private static int rank(String name) {
        return name.endsWith(".css") ? 1 : name.endsWith(".js") ? 2 : 0;
    }

    private static byte[] resource(String name) {
        try (InputStream in = ThemeFiles.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The theme's file " + ROOT + name + " is missing on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The theme's file " + name + " is unreadable", e);
        }
    }
}
