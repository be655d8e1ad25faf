package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.render.view.Assets;
import org.gongkai.publisher.render.view.Words;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The theme: templates, assets under fingerprinted names, words; and the digest over all, over the
 * code that renders, and over the kinds of documents whose words and looks it shows. Immutable.
 */
final class Theme {
    private static final String ROOT = "/theme/";
    private static final Pattern ICON = Pattern.compile("name\\.equals\\(\"([a-z]+)\"\\)");
    private static final Pattern ASSET = Pattern.compile("\\.asset\\(\"([^\"]*)\"\\)");

    private final ThemeFiles files;
    private final CompiledTemplates templates;
    private final Words words;
    private final Map<String, Asset> assets;
    private final Assets addresses;
    private final Sha256 digest;
    private final SortedMap<String, Sha256> templateDigests;

    /** A file of the theme under its public path. */
    record Asset(String path, byte[] bytes) {}

    private Theme(
            ThemeFiles files,
            CompiledTemplates templates,
            Map<String, Asset> assets,
            Assets addresses,
            Sha256 digest) {
        this.files = files;
        this.templates = templates;
        this.words = new Words(files.words());
        this.assets = assets;
        this.addresses = addresses;
        this.digest = digest;
        this.templateDigests = TemplateDigests.of(files.templates());
    }

    /**
     * The theme of these files.
     *
     * @param compiler makes the templates ready, once the files have been looked at
     * @throws ThemeBroken if files do not fit each other or the kinds
     */
    static Theme of(
            ThemeFiles files,
            DocumentKinds kinds,
            Function<ThemeFiles, CompiledTemplates> compiler) {
        Map<String, Asset> assets = new LinkedHashMap<>();
        Map<String, String> addresses = new LinkedHashMap<>();
        files.assets()
                .forEach(
                        (name, original) -> {
                            byte[] bytes =
                                    name.endsWith(".css")
                                            ? addressed(files.place(name), original, addresses)
                                            : original;
                            Asset asset = new Asset(fingerprinted(name, bytes), bytes);
                            assets.put(name, asset);
                            addresses.put(name, asset.path());
                        });
        requireAssets(files);
        CompiledTemplates templates = compiler.apply(files);
        requireWhatKindsNeed(kinds, files, templates);
        return new Theme(files, templates, assets, new Assets(addresses), digest(files, kinds));
    }

    /** The digest over all files in effect; needs no file to be in order. */
    static Sha256 digest(ThemeFiles files, DocumentKinds kinds) {
        MessageDigest digest = Sha256.digest();
        RendererDigest.addTo(digest);
        RendererDigest.add(digest, "kinds", kinds.digest().hex());
        files.words().forEach((key, word) -> RendererDigest.add(digest, "word " + key, word));
        files.templates().forEach((name, source) -> RendererDigest.add(digest, name, source));
        files.assets().forEach((name, bytes) -> RendererDigest.add(digest, name, bytes));
        return Sha256.ofComputed(digest.digest());
    }

    /** The words of the theme that travels with the application, without its templates. */
    static Words wordsFromClassPath() {
        return new Words(ThemeFiles.wordsOfApplication());
    }

    ThemeFiles files() {
        return files;
    }

    Words words() {
        return words;
    }

    Sha256 digest() {
        return digest;
    }

    /** What every page shows of the theme whatever its template: words, assets, and the code. */
    Sha256 sharedDigest() {
        MessageDigest shared = Sha256.digest();
        RendererDigest.addTo(shared);
        files.words().forEach((key, word) -> RendererDigest.add(shared, "word " + key, word));
        assets.values().forEach(asset -> RendererDigest.add(shared, "asset", asset.path()));
        return Sha256.ofComputed(shared.digest());
    }

    /** A digest for each template, over it and all that it calls. */
    SortedMap<String, Sha256> templateDigests() {
        return templateDigests;
    }

    Map<String, Asset> assets() {
        return assets;
    }

    /** The public paths of all assets. */
    Assets addresses() {
        return addresses;
    }

    /**
     * Renders a page.
     *
     * @throws ThemeBroken if the template fails, with the template's line
     */
    byte[] render(String template, Object model) {
        return templates.render(template, model, files.origins());
    }

    private static byte[] addressed(String file, byte[] sheet, Map<String, String> earlier) {
        return StyleSheet.addressed(file, WordFile.text(file, sheet), earlier)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String fingerprinted(String name, byte[] bytes) {
        int dot = name.lastIndexOf('.');
        return ROOT
                + name.substring(0, dot)
                + "."
                + Sha256.of(bytes).hex().substring(0, 8)
                + name.substring(dot);
    }

    /** An asset that a template names by a constant is missed before any page is rendered. */
    private static void requireAssets(ThemeFiles files) {
        files.templates()
                .forEach(
                        (template, source) -> {
                            Matcher use = ASSET.matcher(source);
                            while (use.find()) {
                                if (!files.assets().containsKey(use.group(1))) {
                                    throw ThemeBroken.at(
                                            files.place(template),
                                            WordFile.lineOf(source, use.start()),
                                            "the theme has no asset named " + use.group(1));
                                }
                            }
                        });
    }

    /** A kind that asks for what the theme lacks is refused at once, not while rendering. */
    private static void requireWhatKindsNeed(
            DocumentKinds kinds, ThemeFiles files, CompiledTemplates templates) {
        Set<String> icons =
                ICON.matcher(files.templates().getOrDefault("icon.jte", ""))
                        .results()
                        .map(icon -> icon.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        for (DocumentKind kind : kinds.all()) {
            if (!templates.has(kind.page().template())) {
                throw new ThemeBroken(
                        "The kind %s wants the template %s, which the theme has not"
                                .formatted(kind.key(), kind.page().template()));
            }
            for (String icon : kind.page().icons()) {
                if (!icons.contains(icon)) {
                    throw new ThemeBroken(
                            "The kind %s wants the drawing “%s”; the theme has %s"
                                    .formatted(kind.key(), icon, String.join(", ", icons)));
                }
            }
        }
    }
}
