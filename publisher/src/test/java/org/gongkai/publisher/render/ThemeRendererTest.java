package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.publisher.kind.DocumentKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class ThemeRendererTest {
    private static final RenderedSite SITE = RenderedSite.of(SampleSite.contents());
    private static final Article POLICY = SampleSite.article("policy");

    @Test
    void everyPageThatTheIssueNamesIsThere() {
        assertThat(SITE.pages().keySet())
                .contains(
                        "/index.html",
                        "/services/index.html",
                        "/services/page/1/index.html",
                        "/unit/housing/index.html",
                        "/search/index.html",
                        "/404.html",
                        "/sitemap.xml",
                        "/robots.txt",
                        "/feed.atom",
                        "/services/feed.atom",
                        POLICY.content().path() + "index.html");
    }

    @Test
    void equalContentsGiveEqualBytes() {
        RenderedSite again = RenderedSite.of(SampleSite.contents());

        assertThat(again.bytes().keySet()).isEqualTo(SITE.bytes().keySet());
        SITE.bytes()
                .forEach(
                        (path, bytes) ->
                                assertThat(Arrays.equals(again.bytes().get(path), bytes))
                                        .as(path)
                                        .isTrue());
    }

    @Test
    void theOrderInWhichArticlesAreHandedOverDoesNotMatter() {
        SiteContents contents = SampleSite.contents();
        SiteContents reversed =
                new SiteContents(
                        contents.release(),
                        contents.at(),
                        contents.text(),
                        contents.articles().reversed(),
                        contents.withdrawals());

        assertThat(RenderedSite.of(reversed).text("/")).isEqualTo(SITE.text("/"));
    }

    @ParameterizedTest
    @CsvSource({"icon: trumpet, trumpet", "template: bulletin.jte, bulletin.jte"})
    void aKindThatWantsWhatTheThemeLacksStopsTheStart(
            String page, String missing, @TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("kinds"));
        Files.writeString(
                directory.resolve("kinds/bulletin.yaml"),
                "key: bulletin\nlabel: {zh: 公报, en: Bulletin}\npage: {" + page + "}\n");
        try (URLClassLoader more =
                new URLClassLoader(
                        new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            DocumentKinds kinds = DocumentKinds.read(more);

            assertThatThrownBy(() -> new ThemeRenderer(SampleSite.IDENTITY, kinds))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("bulletin")
                    .hasMessageContaining(missing);
        }
    }

    @Test
    void factsThatAreTooFewForATableStandUnderTheTitle() {
        Article notice = SampleSite.article("plain8");
        Article numbered =
                SampleSite.changed(
                        notice,
                        content ->
                                SampleSite.withFields(
                                        content, Map.of("documentNumber", "云政函〔2020〕9号")));
        Article dated =
                SampleSite.changed(
                        notice,
                        content ->
                                SampleSite.withFields(
                                        content,
                                        Map.of(
                                                "documentNumber", "云政函〔2020〕9号",
                                                "documentDate", "2020-05-06")));
        ThemeRenderer renderer = new ThemeRenderer(SampleSite.IDENTITY, SampleSite.KINDS);

        assertThat(preview(renderer, numbered))
                .contains("<span>文号：云政函〔2020〕9号</span>")
                .doesNotContain("class=\"facts\"");
        assertThat(preview(renderer, dated))
                .contains("<div><dt>成文日期</dt><dd>2020年5月6日</dd></div>")
                .doesNotContain("<span>文号：");
    }

    private static String preview(ThemeRenderer renderer, Article article) {
        return new String(
                renderer.preview(SampleSite.contents().view(), article), StandardCharsets.UTF_8);
    }

    @Test
    void everyInternalLinkLeadsToAPageOrToMedia() {
        Pattern link = Pattern.compile("(?:href|src|poster)=\"(/[^\"]*)\"");
        Set<String> dead = new TreeSet<>();
        for (String path : SITE.pages().keySet()) {
            if (path.endsWith(".html")) {
                Matcher matcher = link.matcher(SITE.text(path));
                while (matcher.find()) {
                    String target = matcher.group(1).replaceFirst("\\?.*", "");
                    String file = target.endsWith("/") ? target + "index.html" : target;
                    if (!SITE.pages().containsKey(file) && !target.startsWith("/media/")) {
                        dead.add(path + " -> " + target);
                    }
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void aSectionOrUnitWithoutContentIsNeitherMadeNorNamed() {
        assertThat(SITE.pages().keySet())
                .noneMatch(path -> path.startsWith("/empty/") || path.startsWith("/unit/silent/"));
        SITE.pages()
                .keySet()
                .forEach(
                        path ->
                                assertThat(SITE.text(path))
                                        .doesNotContain("筹备中的栏目")
                                        .doesNotContain("还没有公开内容的单位"));
    }

    @Test
    void aHostileTitleIsShownAndNeverRun() {
        String hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>&amp;'";
        SiteContents contents = SampleSite.contents();
        List<Article> articles =
                contents.articles().stream()
                        .map(
                                each ->
                                        SampleSite.changed(
                                                each,
                                                content -> SampleSite.titled(content, hostile)))
                        .toList();
        RenderedSite site =
                RenderedSite.of(
                        new SiteContents(
                                contents.release(),
                                contents.at(),
                                contents.text(),
                                articles,
                                contents.withdrawals()));

        site.pages()
                .keySet()
                .forEach(
                        path ->
                                assertThat(site.text(path))
                                        .as(path)
                                        .doesNotContain("<script>alert")
                                        .doesNotContain("<img src=x"));
        assertThat(site.text(POLICY.content().path()))
                .contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;");
    }
}
