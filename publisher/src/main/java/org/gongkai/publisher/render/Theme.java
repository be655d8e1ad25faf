package org.gongkai.publisher.render;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.render.view.Words;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The theme: templates, assets under fingerprinted names, words; and the digest over all, and over
 * the kinds of documents whose words and looks it shows.
 */
final class Theme {
    private static final String ROOT = "/theme/";
    private static final String WORDS = "words.properties";
    private static final Pattern ICON = Pattern.compile("name\\.equals\\(\"([a-z]+)\"\\)");

    /** An asset comes after those that it refers to by {@code url("name")}. */
    static final List<String> ASSETS =
            List.of("banner.svg", "fret.svg", "seal.svg", "column.css", "column.js");

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

    private final TemplateEngine engine;
    private final Words words;
    private final Map<String, Asset> assets;
    private final Sha256 digest;
    private final Sha256 wordsDigest;
    private final SortedMap<String, Sha256> templateDigests;

    /** A file of the theme under its public path. */
    record Asset(String path, byte[] bytes) {}

    private Theme(
            TemplateEngine engine,
            Words words,
            Map<String, Asset> assets,
            Sha256 digest,
            Sha256 wordsDigest,
            SortedMap<String, Sha256> templateDigests) {
        this.wordsDigest = wordsDigest;
        this.templateDigests = templateDigests;
        this.engine = engine;
        this.words = words;
        this.assets = assets;
        this.digest = digest;
    }

    /** The theme that travels with the application. */
    static Theme fromClassPath(DocumentKinds kinds) {
        MessageDigest digest = Sha256.digest();
        add(digest, "kinds", kinds.digest().hex().getBytes(StandardCharsets.UTF_8));
        byte[] wordBytes = resource(WORDS);
        add(digest, WORDS, wordBytes);
        Map<String, byte[]> templates = new TreeMap<>();
        for (String name : TEMPLATES) {
            templates.put(name, resource("templates/" + name));
            add(digest, name, resource("templates/" + name));
        }
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (String name : ASSETS) {
            byte[] bytes =
                    name.endsWith(".css") ? addressed(resource(name), assets) : resource(name);
            add(digest, name, bytes);
            assets.put(name, new Asset(fingerprinted(name, bytes), bytes));
        }
        TemplateEngine engine =
                TemplateEngine.createPrecompiled(
                        null,
                        ContentType.Html,
                        Theme.class.getClassLoader(),
                        "org.gongkai.publisher.render.theme");
        requireWhatKindsNeed(kinds, engine);
        return new Theme(
                engine,
                words(wordBytes),
                assets,
                Sha256.ofComputed(digest.digest()),
                Sha256.of(wordBytes),
                TemplateDigests.of(templates));
    }

    /** The words of the theme that travels with the application, without its templates. */
    static Words wordsFromClassPath() {
        return words(resource(WORDS));
    }

    Words words() {
        return words;
    }

    Sha256 digest() {
        return digest;
    }

    Sha256 wordsDigest() {
        return wordsDigest;
    }

    /** A digest for each template, over it and all that it calls. */
    SortedMap<String, Sha256> templateDigests() {
        return templateDigests;
    }

    Map<String, Asset> assets() {
        return assets;
    }

    /** The public path of an asset. */
    String address(String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("The theme has no asset named " + name);
        }
        return asset.path();
    }

    byte[] render(String template, Object model) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template, model, output);
        return output.toByteArray();
    }

    private static byte[] addressed(byte[] stylesheet, Map<String, Asset> earlier) {
        String text = new String(stylesheet, StandardCharsets.UTF_8);
        for (Map.Entry<String, Asset> asset : earlier.entrySet()) {
            text =
                    text.replace(
                            "url(\"" + asset.getKey() + "\")",
                            "url(\"" + asset.getValue().path() + "\")");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String fingerprinted(String name, byte[] bytes) {
        int dot = name.lastIndexOf('.');
        return ROOT
                + name.substring(0, dot)
                + "."
                + Sha256.of(bytes).hex().substring(0, 8)
                + name.substring(dot);
    }

    private static Words words(byte[] bytes) {
        Properties properties = new Properties();
        try (StringReader reader = new StringReader(new String(bytes, StandardCharsets.UTF_8))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> words = new HashMap<>();
        properties.forEach((key, word) -> words.put((String) key, (String) word));
        return new Words(words);
    }

    /** A kind that asks for what the theme lacks is refused at the start, not while rendering. */
    private static void requireWhatKindsNeed(DocumentKinds kinds, TemplateEngine engine) {
        Set<String> icons =
                ICON.matcher(new String(resource("templates/icon.jte"), StandardCharsets.UTF_8))
                        .results()
                        .map(icon -> icon.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        for (DocumentKind kind : kinds.all()) {
            if (!engine.hasTemplate(kind.page().template())) {
                throw new IllegalStateException(
                        "The kind %s wants the template %s, which the theme has not"
                                .formatted(kind.key(), kind.page().template()));
            }
            for (String icon : kind.page().icons()) {
                if (!icons.contains(icon)) {
                    throw new IllegalStateException(
                            "The kind %s wants the drawing “%s”; the theme has %s"
                                    .formatted(kind.key(), icon, String.join(", ", icons)));
                }
            }
        }
    }

    private static void add(MessageDigest digest, String name, byte[] bytes) {
        digest.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Theme.class.getResourceAsStream(ROOT + name)) {
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
