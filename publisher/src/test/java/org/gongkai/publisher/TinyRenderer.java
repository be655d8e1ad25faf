package org.gongkai.publisher;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.render.Affected;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.Effects;
import org.gongkai.publisher.render.Page;
import org.gongkai.publisher.render.PublicAsset;
import org.gongkai.publisher.render.Renderer;
import org.gongkai.publisher.render.SitePages;
import org.gongkai.publisher.render.SiteView;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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

    /** Whatever changes may be on any page: it renders all of them each time. */
    @Override
    public Theme theme() {
        Sha256 digest = Sha256.of(theme.getBytes(StandardCharsets.UTF_8));
        return new Theme() {
            @Override
            public Sha256 digest() {
                return digest;
            }

            @Override
            public SitePages pages(SiteView view) {
                return new Pages(view);
            }

            @Override
            public Effects effects(
                    SiteView before,
                    SortedMap<String, Sha256> aspects,
                    SiteView after,
                    Set<UUID> documents) {
                return touches -> true;
            }
        };
    }

    @Override
    public byte[] preview(SiteView view, Article article) {
        return article(view, article).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<byte[]> previewAsset(String path) {
        return Optional.empty();
    }

    private final class Pages implements SitePages {
        private final SiteView view;

        Pages(SiteView view) {
            this.view = view;
        }

        @Override
        public SortedMap<String, Sha256> aspects() {
            String shared = theme + view.text() + view.at().isBefore(view.text().closing());
            return new TreeMap<>(Map.of(FRAME, Sha256.of(shared.getBytes(StandardCharsets.UTF_8))));
        }

        @Override
        public boolean everywhere(Set<String> aspects) {
            return true;
        }

        @Override
        public int size() {
            return view.catalogue().documents().size();
        }

        @Override
        public void every(Consumer<Page> page) {
            pages(view).forEach(page);
        }

        @Override
        public Map<String, Page> showing(Affected affected) {
            Map<String, Page> pages = new TreeMap<>();
            every(page -> pages.put(page.path(), page));
            return pages;
        }
    }

    private List<Article> articles(SiteView view) {
        return view.catalogue().documents().stream().map(view.articles()::read).toList();
    }

    private List<Page> pages(SiteView view) {
        List<Article> articles = articles(view);
        List<Page> pages = new ArrayList<>();
        pages.add(page("/index.html", 200, null, () -> home(view)));
        pages.add(page("/404.html", 404, null, () -> plain("没有这一页")));
        pages.add(page("/search/index.html", 200, null, () -> plain("搜索")));
        pages.add(page(css(), 200, null, () -> "body{}/*" + theme + "*/"));
        for (SiteText.Section section : view.text().sections()) {
            List<Article> shown =
                    articles.stream()
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
        for (Article article : articles) {
            pages.add(
                    page(
                            article.content().path() + "index.html",
                            200,
                            article,
                            () -> article(view, article)));
        }
        view.catalogue()
                .forEachWithdrawal(
                        gone -> {
                            if (view.catalogue().at(gone.path()).isEmpty()) {
                                pages.add(
                                        page(
                                                gone.path() + "index.html",
                                                410,
                                                null,
                                                () -> plain("已撤下 " + gone.reason())));
                            }
                        });
        return pages;
    }

    private Page page(String path, int status, @Nullable Article article, Supplier<String> html) {
        return new Page(
                path,
                status,
                article == null ? null : article.edition(),
                () -> {
                    rendered.incrementAndGet();
                    return new Page.Rendered(html.get().getBytes(StandardCharsets.UTF_8), "");
                });
    }

    private String home(SiteView view) {
        return html("", "<h1>" + view.text().column() + "</h1>" + links(articles(view)));
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

    private String article(SiteView view, Article article) {
        String words = breaksOn;
        if (words != null && article.content().title().contains(words)) {
            throw new IllegalStateException("article.jte, line 7: broken");
        }
        String date = MINUTE.format(article.firstPublished());
        String head =
                view.text()
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
        return "/theme/tiny.%s.css".formatted(theme().digest().hex().substring(0, 8));
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
}
