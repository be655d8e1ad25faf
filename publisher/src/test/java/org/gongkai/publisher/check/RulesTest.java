package org.gongkai.publisher.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import org.gongkai.publisher.Finding;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.check.ConformanceGate.Candidate;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.SiteContents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Each rule passes the page as it should be, and finds the one thing that is then made wrong. */
class RulesTest {
    private static final DocumentKinds KINDS = DocumentKinds.read(RulesTest.class.getClassLoader());
    private static final String PATH = "/news/2020/0515-1/";
    private static final Instant RELEASED = Instant.parse("2020-05-15T01:30:00Z");
    private static final UUID DOCUMENT = InMemoryContent.id("公交");
    private static final UUID EDITION = InMemoryContent.id("公交/1");
    private static final UUID POLICY = InMemoryContent.id("办法");
    private static final String ARTICLE =
            """
            <html><head>
            <meta name="SiteName" content="测试站">
            <meta name="SiteDomain" content="www.example.org">
            <meta name="SiteIDCode" content="未配置">
            <meta name="ColumnName" content="新闻">
            <meta name="ColumnDescription" content="说明">
            <meta name="ColumnKeywords" content="词">
            <meta name="ColumnType" content="工作动态">
            <meta name="ArticleTitle" content="关于公交的公告">
            <meta name="PubDate" content="2020-05-15 09:30">
            <meta name="ContentSource" content="区政府办公室">
            </head><body><h1>关于公交的公告</h1><time datetime="2020-05-15T01:30:00Z">2020-05-15 09:30</time>
            <a href="/">首页</a><img src="/media/1/w320.jpg" alt="一辆公交车" srcset="/media/1/w320.jpg 320w, /media/1/w800.jpg 800w">
            <a href="https://elsewhere.example.com/missing">外站</a><a href="#top">上</a><a href="mailto:a@example.org">信</a>
            <a href="/api/search?q=a">接口</a><a href="../../../news/?page=2#x">栏目</a></body></html>
            """;
    private static final String SECTION =
            ARTICLE.replaceAll("(?m)^<meta name=\"(ArticleTitle|PubDate|ContentSource)\".*\\n", "")
                    .replace("../../../news/", "/news/");

    private ApprovedContent content = content("article", Map.of(), List.of());
    private boolean withPolicy;
    private boolean live;
    private String policyKind = "policy";
    private final Set<String> paths =
            new TreeSet<>(
                    Set.of(
                            "/index.html",
                            "/news/index.html",
                            PATH + "index.html",
                            "/media/1/w320.jpg",
                            "/media/1/w800.jpg"));
    private CheckedIdentity identity = identity("测试站", "110", Finding.Severity.BLOCK);

    @Test
    void pagesThatAreAsTheyShouldBeGiveNoFinding() {
        assertThat(article(ARTICLE).findings()).isEmpty();
        assertThat(section(SECTION).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SiteName", "SiteDomain", "SiteIDCode"})
    void meta1WantsTheSitesTagsOnceOnEveryPageInExactCase(String tag) {
        for (String broken : broken(SECTION, tag)) {
            assertThat(section(broken).siteBlocks())
                    .extracting(Finding::rule, Finding::path)
                    .containsExactly(tuple("META-1", "/news/index.html"));
        }
    }

    @Test
    void meta1AndFoot1WantTheSettingsBehindThem() {
        identity = identity("", "未配置", Finding.Severity.BLOCK);
        assertThat(section(SECTION).siteBlocks())
                .extracting(Finding::message)
                .containsExactly(
                        "site-id-code is not set; pages say 未配置 in its place. Set it, or set gongkai.publisher.conformance.unset-identity=warn",
                        "site-name is not set; pages say 未配置 in its place. Set it, or set gongkai.publisher.conformance.unset-identity=warn");

        identity = identity("", "110", Finding.Severity.WARN);
        assertThat(section(SECTION).siteBlocks()).isEmpty();
        assertThat(rules(section(SECTION).warnings())).containsExactly("META-1");

        identity =
                new CheckedIdentity(
                        "https://www.example.org",
                        "www.example.org",
                        Map.of(),
                        Map.of("icp", " "),
                        Finding.Severity.BLOCK);
        assertThat(section(SECTION).siteBlocks()).isEmpty();
        assertThat(rules(section(SECTION).warnings())).containsExactly("FOOT-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"})
    void meta2WantsTheSectionsTagsOnItsPagesAndMeta3OnItsArticles(String tag) {
        paths.addAll(Set.of("/news/page/2/index.html", "/about/index.html"));
        for (String broken : broken(SECTION, tag)) {
            assertThat(rules(section(broken).siteBlocks())).containsExactly("META-2");
            assertThat(rules(page("/news/page/2/index.html", 200, null, broken).siteBlocks()))
                    .containsExactly("META-2");
            assertThat(page("/about/index.html", 200, null, broken).findings()).isEmpty();
        }
        for (String broken : broken(ARTICLE, tag)) {
            assertHeld(article(broken), "META-3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ArticleTitle", "PubDate", "ContentSource"})
    void meta3WantsTheArticlesTags(String tag) {
        for (String broken : broken(ARTICLE, tag)) {
            assertHeld(article(broken), "META-3");
        }
    }

    @Test
    void meta3WantsASectionThatTheSiteHas() {
        content = new Form("article", Map.of(), List.of()).inSection("unknown");

        assertThat(article(ARTICLE).blocksOnEditions())
                .extracting(Finding::rule, Finding::message)
                .containsExactly(
                        tuple(
                                "META-3",
                                "Its section is not in the site text: choose another section"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<h1>关于公交的|<h1>关于地铁的",
                "content=\"关于公交的公告\"|content=\"公告\"",
                "content=\"2020-05-15 09:30\"|content=\"2020-05-15 09:31\"",
                "content=\"2020-05-15 09:30\"|content=\"2020-05-15\"",
                ">2020-05-15 09:30<|>昨天<"
            })
    void meta4WantsTitleAndDateAsReadersSeeThem(String right, String wrong) {
        Conformance conformance = article(ARTICLE.replace(right, wrong));

        assertThat(conformance.blockedEditions()).containsExactly(EDITION);
        assertThat(rules(conformance.findings())).contains("META-4").containsOnly("META-4");
    }

    @Test
    void meta4WantsTheDomainUnderWhichReadersComeOrNone() {
        String other = SECTION.replace("www.example.org", "other.example.org");
        assertThat(rules(section(other).siteBlocks())).containsExactly("META-4");
        assertThat(section(SECTION.replace("www.example.org", "未配置")).findings()).isEmpty();
    }

    @Test
    void veto1WantsNoPageOfAnEmptySection() {
        paths.add("/policies/index.html");

        assertThat(section(SECTION).siteBlocks())
                .extracting(Finding::message)
                .containsExactly(
                        "The section 栏目policies shows nothing and must not be shown itself");
    }

    @Test
    void veto4WantsADateOnEveryArticle() {
        Conformance conformance = article(ARTICLE.replace("time datetime=", "time data-was="));

        assertHeld(conformance, "VETO-4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"/nowhere/\">去</a>",
                "<a href=\"https://www.example.org/nowhere/\">去</a>",
                "<a href=\"//www.example.org/nowhere/\">去</a>",
                "<a href=\"../0515-2/\">去</a>",
                "<img alt=\"a\" src=\"/media/2/w320.jpg\">",
                "<img alt=\"a\" srcset=\"/media/1/w320.jpg 320w, /media/1/w1600.jpg 1600w\">",
                "<video poster=\"/media/2/w800.jpg\"></video>",
                "<form action=\"/send\"></form>",
                "<a href=\"http://[bad\">去</a>"
            })
    void veto6WantsEveryLinkOnThisSiteToLeadSomewhere(String link) {
        assertHeld(article(ARTICLE.replace("</body>", link + "</body>")), "VETO-6");
        assertThat(rules(section(SECTION.replace("</body>", link + "</body>")).siteBlocks()))
                .containsExactly("VETO-6");
        assertThat(page("/gone/index.html", 410, null, SECTION + link).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LEAD, '', true",
        "INLINE, ' ', true",
        "VIDEO, '', true",
        "INLINE, 一张图, false",
        "POSTER, '', false",
        "ATTACHMENT, '', false"
    })
    void a11y2WantsWordsForPicturesAndFilms(
            ApprovedContent.AssetUse.Role role, String alt, boolean found) {
        Sha256 asset = Sha256.of(new byte[] {1});
        content =
                content(
                        "article",
                        Map.of(),
                        List.of(
                                new ApprovedContent.AssetUse(
                                        asset, role, "image/png", "图.png", alt, "", 500, 500)));

        Conformance conformance = article(ARTICLE);

        if (found) {
            assertHeld(conformance, "A11Y-2");
            assertThat(conformance.findings().getFirst().message()).startsWith("图.png has no text");
        } else {
            assertThat(conformance.findings()).isEmpty();
        }
    }

    @Test
    void a11y2WantsAnAltOnEveryImageButItMayBeEmpty() {
        assertHeld(article(ARTICLE.replace("alt=\"一辆公交车\"", "")), "A11Y-2");
        assertThat(article(ARTICLE.replace("一辆公交车", "")).findings()).isEmpty();
    }

    @Test
    void pol1WantsAnInterpretationToNameAPolicyThatIsPublicWithIt() {
        content = content("interpretation", Map.of("interprets", POLICY.toString()), List.of());
        assertHeld(article(ARTICLE), "POL-1");

        withPolicy = true;
        assertThat(article(ARTICLE).findings()).isEmpty();

        policyKind = "notice";
        assertHeld(article(ARTICLE), "POL-1");

        for (String named : List.of("", "not an id")) {
            content = content("interpretation", Map.of("interprets", named), List.of());
            assertHeld(article(ARTICLE), "POL-1");
        }
    }

    @Test
    void kind1HoldsAKindThatThisPublisherDoesNotKnowUnlessItIsPublicAlready() {
        content = content("bulletin", Map.of("volume", "5"), List.of());
        assertHeld(article(ARTICLE), "KIND-1");
        assertThat(article(ARTICLE).findings().getFirst().message())
                .contains("kinds/bulletin.yaml");

        live = true;
        assertThat(rules(article(ARTICLE).warnings())).containsExactly("KIND-1");
    }

    @Test
    void whatIsPublicAlreadyIsWarnedOfAndNotTakenAway() {
        live = true;

        Conformance conformance = article(ARTICLE.replace("time datetime=", "time data-was="));

        assertThat(conformance.blocksOnEditions()).isEmpty();
        assertThat(rules(conformance.warnings())).containsExactly("VETO-4");
    }

    private static void assertHeld(Conformance conformance, String rule) {
        assertThat(conformance.findings())
                .extracting(Finding::rule, Finding::edition)
                .containsExactly(tuple(rule, EDITION));
        assertThat(conformance.blockedEditions()).containsExactly(EDITION);
        assertThat(conformance.siteBlocks()).isEmpty();
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).distinct().toList();
    }

    /** Without the tag, with an empty one, with two of it, and with its name in another case. */
    private static List<String> broken(String html, String tag) {
        String line = "<meta name=\"%s\" content=\"[^\"]*\">".formatted(tag);
        return List.of(
                html.replaceFirst(line, ""),
                html.replaceFirst(line, "<meta name=\"%s\" content=\" \">".formatted(tag)),
                html.replaceFirst("(" + line + ")", "$1$1"),
                html.replaceFirst("\"" + tag + "\"", "\"" + tag.toLowerCase(Locale.ROOT) + "\""));
    }

    private Conformance article(String html) {
        return page(PATH + "index.html", 200, EDITION, html);
    }

    private Conformance section(String html) {
        return page("/news/index.html", 200, null, html);
    }

    private Conformance page(String path, int status, @Nullable UUID edition, String html) {
        PublishableSite site = site();
        Article article =
                new Article(
                        DOCUMENT, EDITION, site.digest(), content, RELEASED, RELEASED, Map.of());
        Article policy =
                new Article(
                        POLICY,
                        InMemoryContent.id("办法/1"),
                        site.digest(),
                        content(policyKind, Map.of(), List.of()),
                        RELEASED,
                        RELEASED,
                        Map.of());
        SiteContents contents =
                new SiteContents(
                        1,
                        RELEASED,
                        SiteText.of(site),
                        withPolicy ? List.of(article, policy) : List.of(article),
                        List.of());
        return new ConformanceGate(identity, Set.of("/api/"), KINDS, null)
                .check(
                        CheckedSite.of(contents.view(), paths::contains),
                        contents.articles().stream(),
                        Stream.of(
                                new Candidate(
                                        path,
                                        status,
                                        edition,
                                        () -> html.getBytes(StandardCharsets.UTF_8))),
                        each -> live && each.equals(EDITION));
    }

    private static PublishableSite site() {
        byte[] form = InMemoryContent.site("政务公开日", "news", "policies");
        return new PublishableSite(Sha256.of(form), form);
    }

    private static CheckedIdentity identity(String name, String code, Finding.Severity unset) {
        return new CheckedIdentity(
                "https://www.example.org",
                "www.example.org",
                Map.of("site-name", name, "site-id-code", code),
                Map.of(),
                unset);
    }

    private static ApprovedContent content(
            String kind, Map<String, String> fields, List<ApprovedContent.AssetUse> assets) {
        return new Form(kind, fields, assets).inSection("news");
    }

    /** What differs between contents. */
    private record Form(
            String kind, Map<String, String> fields, List<ApprovedContent.AssetUse> assets) {
        ApprovedContent inSection(String section) {
            return new ApprovedContent(
                    ApprovedContent.FORM,
                    kind,
                    "关于公交的公告",
                    "<p>正文</p>",
                    fields,
                    section,
                    "office",
                    List.of(),
                    PATH,
                    null,
                    assets);
        }
    }
}
