package org.gongkai.publisher;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.Page;
import org.gongkai.publisher.render.PublicAsset;
import org.gongkai.publisher.render.Renderer;
import org.gongkai.publisher.render.SiteContents;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The least theme that the gate lets through. */
public final class TinyRenderer implements Renderer {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    /** Breaks on every page. */
    public static final String EVERYWHERE = "";

    private final String siteName;
    private volatile String theme = "tiny";
    private volatile @Nullable String breaksOn;
    private final AtomicInteger rendered = new AtomicInteger();

    public TinyRenderer() {
        this("测试站");
    }

    public TinyRenderer(String siteName) {
        this.siteName = siteName;
    }

    /** From now on a page whose title has these words cannot be rendered. */
    public void breaksOn(@Nullable String words) {
        breaksOn = words;
    }

    public void theme(String changed) {
        theme = changed;
    }

    public int rendered() {
        return rendered.getAndSet(0);
    }

    @Override
    public List<Page> pages(SiteContents contents) {
        List<Page> pages = new ArrayList<>();
        pages.add(page("/index.html", 200, null, () -> home(contents)));
        pages.add(page("/404.html", 404, null, () -> plain("没有这一页")));
        pages.add(page("/search/index.html", 200, null, () -> plain("搜索")));
        pages.add(page(css(), 200, null, () -> "body{}/*" + theme + "*/"));
        for (SiteText.Section section : contents.text().sections()) {
            List<Article> shown =
                    contents.articles().stream()
                            .filter(article -> article.content().section().equals(section.key()))
                            .toList();
            if (!shown.isEmpty()) {
                pages.add(
                        page(
                                "/" + section.key() + "/index.html",
                                200,
                                null,
                                () -> html(column(section), links(shown))));
            }
        }
        for (Article article : contents.articles()) {
            pages.add(
                    page(
                            article.content().path() + "index.html",
                            200,
                            article,
                            () -> article(contents, article)));
        }
        contents.withdrawals()
                .forEach(
                        gone ->
                                pages.add(
                                        page(
                                                gone.path() + "index.html",
                                                410,
                                                null,
                                                () -> plain("已撤下 " + gone.reason()))));
        return pages;
    }

    private Page page(String path, int status, @Nullable Article article, Supplier<String> html) {
        return new Page(
                path,
                status,
                article == null ? null : article.edition(),
                () -> {
                    rendered.incrementAndGet();
                    return html.get().getBytes(StandardCharsets.UTF_8);
                });
    }

    private String home(SiteContents contents) {
        return html("", "<h1>" + contents.text().column() + "</h1>" + links(contents.articles()));
    }

    private String plain(String words) {
        return html("", "<h1>" + words + "</h1>");
    }

    private static String links(List<Article> articles) {
        return articles.stream()
                .map(
                        article ->
                                "<a href=\"%s\">%s</a>"
                                        .formatted(
                                                article.content().path(),
                                                article.content().title()))
                .collect(Collectors.joining("\n"));
    }

    private static String column(SiteText.Section section) {
        return meta("ColumnName", section.name())
                + meta("ColumnDescription", section.description())
                + meta("ColumnKeywords", section.keywords())
                + meta("ColumnType", section.columnType());
    }

    private String article(SiteContents contents, Article article) {
        String words = breaksOn;
        if (words != null && article.content().title().contains(words)) {
            throw new IllegalStateException("article.jte, line 7: broken");
        }
        String date = MINUTE.format(article.firstPublished());
        String head =
                contents.text()
                                .section(article.content().section())
                                .map(TinyRenderer::column)
                                .orElse("")
                        + meta("ArticleTitle", article.content().title())
                        + meta("PubDate", date)
                        + meta("ContentSource", "区政府办公室");
        StringBuilder body =
                new StringBuilder(
                        "<h1>%s</h1><time datetime=\"%s\">%s</time>%s"
                                .formatted(
                                        article.content().title(),
                                        article.firstPublished(),
                                        date,
                                        article.content().body()));
        for (PublicAsset asset : article.assets().values()) {
            body.append("<a href=\"").append(asset.url()).append("\">附件</a>");
        }
        return html(head, body.toString());
    }

    private String css() {
        return "/theme/tiny.%s.css".formatted(theme().hex().substring(0, 8));
    }

    private static String meta(String name, String content) {
        return "<meta name=\"%s\" content=\"%s\">".formatted(name, content);
    }

    private String html(String head, String body) {
        if (EVERYWHERE.equals(breaksOn)) {
            throw new IllegalStateException("layout.jte, line 1: broken");
        }
        return """
        <!DOCTYPE html><html lang="zh-CN"><head><title>测试</title>%s%s%s%s
        <link rel="stylesheet" href="%s"></head><body>%s</body></html>
        """
                .formatted(
                        siteName.isEmpty() ? "" : meta("SiteName", siteName),
                        meta("SiteDomain", "www.example.org"),
                        meta("SiteIDCode", "未配置"),
                        head,
                        css(),
                        body);
    }

    @Override
    public byte[] preview(SiteContents contents, Article article) {
        return article(contents, article).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Sha256 theme() {
        return Sha256.of(theme.getBytes(StandardCharsets.UTF_8));
    }
}
