package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.kind.DocumentKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an operator lays over the theme of the application, and how mistakes in it are told. */
class ThemeDirectoryTest {
    private static final String MISSING =
            """
            @import org.gongkai.publisher.render.view.PlainPage
            @param PlainPage page
            @template.frame(frame = page.frame(), content = @`
            <h1 class="ours">${page.heading()}</h1>
            `)
            """;

    private @TempDir Path directory;
    private final SiteContents contents = SampleSite.contents();

    @Test
    void anEmptyDirectoryChangesNothing() {
        ThemeRenderer ours = renderer();

        assertThat(pages(ours)).isEqualTo(pages(ofApplication()));
        assertThat(ours.theme().digest()).isEqualTo(ofApplication().theme().digest());
        assertThat(classes()).doesNotExist();
    }

    @Test
    void aTemplateTakesThePlaceOfTheApplications() throws IOException {
        write("templates/missing.jte", MISSING);

        ThemeRenderer ours = renderer();
        Map<String, String> before = pages(ofApplication());
        Map<String, String> after = pages(ours);

        assertThat(after.remove("/404.html")).contains("<h1 class=\"ours\">");
        before.remove("/404.html");
        assertThat(after).isEqualTo(before);
        assertThat(ours.theme()).isNotEqualTo(ofApplication().theme());
    }

    @Test
    void aTemplateOfItsOwnNamesAssetsOfItsOwn() throws IOException {
        write("templates/stamp.jte", "@param String src\n<img src=\"${src}\" alt=\"\">\n");
        write(
                "templates/missing.jte",
                MISSING.replace(
                        "<h1",
                        "@template.stamp(src = page.frame().site().asset(\"logo.svg\"))\n<h1"));
        write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");

        Map<String, String> pages = pages(renderer());

        String logo =
                pages.keySet().stream()
                        .filter(path -> path.startsWith("/theme/logo."))
                        .findFirst()
                        .orElseThrow();
        assertThat(pages.get("/404.html")).contains("<img src=\"" + logo + "\" alt=\"\">");
    }

    @Test
    void aStyleSheetHasAnotherAddressAndNamesAssetsAsTheyAreCalled() throws IOException {
        write("logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        write("column.css", "a { background: url(logo.svg), url('#x'), url( \"seal.svg\" ) }\n");

        Map<String, String> before = pages(ofApplication());
        Map<String, String> after = pages(renderer());

        String sheet = sheet(after);
        assertThat(sheet).isNotEqualTo(sheet(before));
        assertThat(after.get("/index.html")).contains("href=\"" + sheet + "\"");
        assertThat(after.get(sheet))
                .containsPattern(
                        "url\\(\"/theme/logo\\.[0-9a-f]{8}\\.svg\"\\), url\\('#x'\\), url\\(\"/theme/seal\\.[0-9a-f]{8}\\.svg\"\\)");
        assertThat(classes()).doesNotExist();
    }

    @Test
    void wordsAreMergedOverTheApplications() throws IOException {
        write("words.properties", "# ours\nmissing.title = 找不到这一页\nown = 自己的\n");

        Map<String, String> pages = pages(renderer());

        assertThat(pages.get("/404.html")).contains("<h1>找不到这一页</h1>");
        assertThat(pages.get("/index.html")).contains("无障碍与长者模式");
        assertThat(classes()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@param String x\\n@if(x\\nb | :2: Missing closing brace",
                "@param String x\\n\\n${x.nope()} | :3: cannot find symbol, method nope()",
                "@param String x\\n@for(var y : x)\\na | Missing @endfor",
                "a\\n@template.nothing() | :2: nothing.jte not found",
                "a\\n${page.asset(\"none.svg\")} | :2: the theme has no asset named none.svg"
            })
    void aBrokenTemplateIsNamedWithItsLine(String source, String message) throws IOException {
        write("templates/missing.jte", source.replace("\\n", "\n"));
        ThemeRenderer ours = renderer();

        assertThatThrownBy(ours::theme)
                .isInstanceOf(ThemeBroken.class)
                .hasMessageStartingWith(directory.resolve("theme/templates/missing.jte") + ":")
                .hasMessageContaining(message);
    }

    @Test
    void aTemplateThatOthersDoNotFitIsToldWhereTheyAre() throws IOException {
        write("templates/icon.jte", "@param String other\n<i>${other}</i>\n");

        assertThatThrownBy(() -> renderer().theme())
                .hasMessageMatching(
                        "\\w+\\.jte:\\d+: No parameter with name name is defined in icon.jte");
    }

    @Test
    void aTemplateThatFailsWhileItRendersIsNamedWithItsLine() throws IOException {
        write("templates/missing.jte", MISSING + "\n${page.links().get(9).text()}\n");
        ThemeRenderer ours = renderer();
        List<Page> pages = new ArrayList<>();
        ours.theme().pages(contents.view()).every(pages::add);
        Page missing =
                pages.stream()
                        .filter(page -> page.path().equals("/404.html"))
                        .findFirst()
                        .orElseThrow();

        assertThatThrownBy(() -> missing.rendering().render())
                .isInstanceOf(ThemeBroken.class)
                .hasMessageStartingWith(directory.resolve("theme/templates/missing.jte") + ":7: ")
                .hasMessageContaining("Index 9 out of bounds");
    }

    @Test
    void aStyleSheetThatNamesNoAssetIsNamedWithItsLine() throws IOException {
        write("column.css", "a {}\nb { background: url(none.png) }\n");

        assertThatThrownBy(() -> renderer().theme())
                .hasMessage(
                        "%s:2: the theme has no asset named none.png"
                                .formatted(directory.resolve("theme/column.css")));
    }

    @Test
    void wordsThatCannotBeReadAreNamedWithTheirLine() throws IOException {
        Path words = directory.resolve("theme/words.properties");
        write("words.properties", "home = 首页\nskip = \\u12x4\n");
        assertThatThrownBy(() -> renderer().theme())
                .hasMessageStartingWith(words + ":2: after \\u come four hexadecimal digits");

        Files.writeString(words, "# a\n# b\nhome = 首页\n", Charset.forName("GBK"));
        assertThatThrownBy(() -> renderer().theme())
                .hasMessageStartingWith(words + ":3: this is not UTF-8");
    }

    @Test
    void aChangeTakesEffectWhenItIsLookedForAndNotBefore() throws IOException {
        ThemeRenderer ours = renderer();
        Renderer.Theme before = ours.theme();
        write("words.properties", "missing.title = 找不到\n");
        assertThat(pages(before).get("/404.html")).doesNotContain("找不到");

        Renderer.Theme after = ours.theme();
        assertThat(after.digest()).isNotEqualTo(before.digest());
        assertThat(pages(after).get("/404.html")).contains("找不到");

        Files.delete(directory.resolve("theme/words.properties"));
        assertThat(ours.theme().digest()).isEqualTo(before.digest());
    }

    @Test
    void previewsKeepTheLastThemeThatWasInOrderAndMendingNeedsNoRestart() throws IOException {
        write("templates/article.jte", article().replace("<h1>", "<h1 class=\"ours\">"));
        ThemeRenderer ours = renderer();
        Sha256 inOrder = ours.theme().digest();
        write("templates/article.jte", article() + "@if(");

        assertThatThrownBy(ours::theme).isInstanceOf(ThemeBroken.class);
        assertThat(
                        new String(
                                ours.preview(contents.view(), contents.articles().getFirst()),
                                StandardCharsets.UTF_8))
                .contains("<h1 class=\"ours\">");

        write("templates/article.jte", article().replace("<h1>", "<h1 class=\"ours\">"));
        assertThat(ours.theme().digest()).isEqualTo(inOrder);
        assertThat(pages(ours)).isNotEmpty();
    }

    @Test
    void everyByteInEffectIsInTheDigest() throws IOException {
        Set<Sha256> digests = new HashSet<>(Set.of(renderer().theme().digest()));
        for (String file :
                List.of(
                        "words.properties",
                        "column.js",
                        "column.css",
                        "seal.svg",
                        "templates/gone.jte")) {
            String own =
                    file.endsWith(".jte")
                            ? Files.readString(Path.of("src/main/jte/gone.jte"))
                            : Files.readString(Path.of("src/main/resources/theme/" + file));
            write(file, own);
            assertThat(digests).as("the same " + file).contains(renderer().theme().digest());
            write(file, file.equals("words.properties") ? own + "\nx = 1\n" : own + "\n");
            assertThat(digests.add(renderer().theme().digest())).as("another " + file).isTrue();
        }
    }

    @Test
    void theDigestCoversTheCodeThatRenders() {
        assertThat(RendererDigest.compute(Theme.class))
                .isEqualTo(RendererDigest.compute(SiteView.class))
                .isNotEqualTo(RendererDigest.compute(DocumentKinds.class));
        assertThat(RendererDigest.VALUE).isNotEqualTo(RendererDigest.compute(Theme.class));
    }

    @Test
    void whatWasCompiledIsKeptAndWhatIsNoLongerInUseIsNot() throws IOException {
        for (int version = 1; version <= 4; version++) {
            write("templates/missing.jte", MISSING.replace("ours", "v" + version));
            ThemeRenderer ours = renderer();
            assertThat(pages(ours).get("/404.html")).contains("v" + version);
            assertThat(compiled()).hasSize(1);
        }
        Path only = compiled().getFirst();
        Object made = Files.getLastModifiedTime(only);

        write("column.css", "a {}\n");
        assertThat(pages(renderer()).get("/404.html")).contains("v4");
        assertThat(compiled()).containsExactly(only);
        assertThat(Files.getLastModifiedTime(only)).isEqualTo(made);
    }

    @Test
    void nothingOutsideOfTheDirectoryIsRead() throws IOException {
        Path outside = Files.writeString(directory.resolve("secret.css"), "a {}\n");
        Files.createDirectories(directory.resolve("theme/templates"));
        Path link = Files.createSymbolicLink(directory.resolve("theme/column.css"), outside);
        assertThatThrownBy(() -> renderer().theme())
                .hasMessageStartingWith(link + " leads out of the theme, to ");

        Files.delete(link);
        write("real.css", "a {}\n");
        Files.createSymbolicLink(link, Path.of("real.css"));
        Files.writeString(directory.resolve("missing.jte"), MISSING);
        assertThat(pages(renderer())).isNotEmpty();

        Path template = directory.resolve("theme/templates/missing.jte");
        Files.createSymbolicLink(template, directory.resolve("missing.jte"));
        assertThatThrownBy(() -> renderer().theme())
                .hasMessageStartingWith(template + " leads out of the theme");
    }

    @Test
    void aDirectoryThatIsNotThereIsSaidWhenPagesAreAskedFor() {
        ThemeRenderer ours =
                ThemeRenderer.ofDirectory(
                        SampleSite.IDENTITY,
                        SampleSite.KINDS,
                        directory.resolve("none"),
                        classes());

        assertThatThrownBy(ours::theme)
                .hasMessageStartingWith("There is no " + directory.resolve("none"))
                .hasMessageContaining("gongkai.publisher.theme");
    }

    private ThemeRenderer renderer() {
        try {
            Files.createDirectories(directory.resolve("theme"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ThemeRenderer.ofDirectory(
                SampleSite.IDENTITY, SampleSite.KINDS, directory.resolve("theme"), classes());
    }

    private static ThemeRenderer ofApplication() {
        return new ThemeRenderer(SampleSite.IDENTITY, SampleSite.KINDS);
    }

    private Path classes() {
        return directory.resolve("classes");
    }

    private List<Path> compiled() throws IOException {
        try (Stream<Path> all = Files.list(classes())) {
            return all.toList();
        }
    }

    private static String article() throws IOException {
        return Files.readString(Path.of("src/main/jte/article.jte"));
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve("theme").resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static String sheet(Map<String, String> pages) {
        return pages.keySet().stream()
                .filter(path -> path.startsWith("/theme/column.") && path.endsWith(".css"))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> pages(Renderer renderer) {
        return pages(renderer.theme());
    }

    private Map<String, String> pages(Renderer.Theme theme) {
        Map<String, String> pages = new TreeMap<>();
        theme.pages(contents.view())
                .every(
                        page ->
                                pages.put(
                                        page.path(),
                                        new String(
                                                page.rendering().render().bytes(),
                                                StandardCharsets.UTF_8)));
        return pages;
    }
}
