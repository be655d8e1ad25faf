package org.gongkai.publisher.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tags of conformance rules META-1 to META-4, to the letter and in exact case. */
class MetadataTest {
    private static final Pattern TAG =
            Pattern.compile("<meta name=\"([A-Z]\\w+)\" content=\"([^\"]*)\">");
    private static final RenderedSite SITE = RenderedSite.of(SampleSite.contents());

    @Test
    void everyPageNamesTheSiteOnceEach() {
        SITE.pages().keySet().stream()
                .filter(path -> path.endsWith(".html"))
                .forEach(
                        path ->
                                assertThat(tags(path))
                                        .as(path)
                                        .containsOnlyOnce(
                                                "SiteName=未配置",
                                                "SiteDomain=未配置",
                                                "SiteIDCode=未配置"));
    }

    @Test
    void aSectionsPageCarriesTheTagsOfAColumn() {
        assertThat(tags("/services/page/1/index.html"))
                .containsExactly(
                        "SiteName=未配置",
                        "SiteDomain=未配置",
                        "SiteIDCode=未配置",
                        "ColumnName=服务事项高效办",
                        "ColumnDescription=一网、一门、一次：怎么办、去哪办、多久办好。",
                        "ColumnKeywords=办事,服务,指南",
                        "ColumnType=办事服务");
    }

    @Test
    void anArticlesPageCarriesTheTagsOfContentAndOfItsColumn() {
        Article policy = SampleSite.article("policy");
        String path = policy.content().path();

        assertThat(tags(path + "index.html"))
                .containsExactly(
                        "SiteName=未配置",
                        "SiteDomain=未配置",
                        "SiteIDCode=未配置",
                        "ColumnName=政策文件",
                        "ColumnDescription=区政府及各部门的规范性文件。",
                        "ColumnKeywords=政策,文件",
                        "ColumnType=政策文件",
                        "ArticleTitle=云湾区老旧小区改造三年行动方案（2020—2022年）",
                        "PubDate=2020-05-20 05:00",
                        "ContentSource=区住房和城乡建设局",
                        "Keywords=老旧小区,城市更新,民生",
                        "Description=用三年时间改造老旧小区 138 个，惠及居民 4.6 万户；先民生后提升，居民说了算。",
                        "Url=http://localhost:8080" + path);
        assertThat(SITE.text(path))
                .contains("<h1>云湾区老旧小区改造三年行动方案（2020—2022年）</h1>")
                .contains("发布时间：<time datetime=\"2020-05-20T05:00+08:00\">2020-05-20 05:00</time>")
                .contains("更新时间：<time datetime=\"2020-05-23T05:00+08:00\">2020-05-23 05:00</time>");
    }

    @Test
    void anArticleThatWasNeverUpdatedSaysNothingOfAnUpdate() {
        assertThat(SITE.text(SampleSite.article("plain0").content().path()))
                .contains("发布时间：")
                .doesNotContain("更新时间：");
    }

    @Test
    void thePictureOfAnArticleStandsInItsTagsWithItsWholeAddress() {
        String path = SampleSite.article("harbour").content().path();

        assertThat(tags(path + "index.html"))
                .contains("Image=http://localhost:8080/media/harbour1-800.jpg");
        assertThat(SITE.text(path))
                .contains(
                        "<meta property=\"og:image\""
                                + " content=\"http://localhost:8080/media/harbour1-800.jpg\">");
    }

    @Test
    void aPageThatMustNotBeFoundHasNoAddressAndSaysSo() {
        assertThat(SITE.text("/404.html"))
                .contains("<meta name=\"robots\" content=\"noindex\">")
                .doesNotContain("rel=\"canonical\"");
        assertThat(SITE.text("/news/2020/privacy/"))
                .contains("<meta name=\"robots\" content=\"noindex\">")
                .contains("该内容因涉及个人信息保护已撤下。");
    }

    @Test
    void linkedDataCannotLeaveItsScript() {
        String json = JsonLd.of("NewsArticle").with("headline", "</script>\"\\\n<!--").json();

        assertThat(json)
                .isEqualTo(
                        "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":"
                                + "\"\\u003c/script\\u003e\\\"\\\\\\u000a\\u003c!--\"}");
    }

    private static List<String> tags(String path) {
        return TAG.matcher(SITE.text(path)).results().map(MetadataTest::tag).toList();
    }

    private static String tag(MatchResult tag) {
        return tag.group(1) + "=" + tag.group(2);
    }
}
