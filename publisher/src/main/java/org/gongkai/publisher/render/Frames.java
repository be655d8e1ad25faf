package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.render.view.Frame;
import org.gongkai.publisher.render.view.Link;
import org.gongkai.publisher.render.view.Meta;
import org.gongkai.publisher.render.view.Picture;
import org.gongkai.publisher.render.view.Site;
import org.gongkai.publisher.render.view.Words;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Heads and surroundings of pages: titles, the tags that government sites must carry (conformance
 * rules META-1 to META-3), Open Graph, JSON-LD.
 */
final class Frames {
    private static final int DESCRIPTION = 100;
    private static final int STANDING_PAGES = 8;

    private final SiteIndex index;
    private final SiteIdentity identity;
    private final Site site;
    private final Words words;

    Frames(SiteIndex index, SiteIdentity identity, Theme theme) {
        this.index = index;
        this.identity = identity;
        words = theme.words();
        site = site(theme);
    }

    Site site() {
        return site;
    }

    String absolute(String path) {
        return identity.origin() + path;
    }

    static String pathOf(SiteText.Section section) {
        return Addresses.ofSection(section.key());
    }

    static String pathOfUnit(String key) {
        return Addresses.ofUnit(key);
    }

    Link home() {
        return new Link(words.of("home"), "/");
    }

    Frame ofHome() {
        SiteText text = index.text();
        List<Meta> meta = identityTags();
        tag(meta, "Keywords", text.keywords());
        tag(meta, "Description", text.description());
        tag(meta, "description", text.description());
        String json =
                JsonLd.of("WebSite")
                        .with("name", text.column())
                        .with("description", text.description())
                        .with("url", absolute("/"))
                        .with("inLanguage", "zh-CN")
                        .organisation("publisher", text.footer().organizer())
                        .json();
        return new Frame(
                site,
                "home",
                text.column() + " - " + text.name(),
                absolute("/"),
                List.copyOf(meta),
                graph("website", text.column(), "/", text.description(), null),
                json,
                List.of(),
                null,
                siteFeed());
    }

    /**
     * @param section the section, null for the list of a unit
     * @param number the number of the page, 0 for the first
     */
    Frame ofList(
            SiteText.@Nullable Section section,
            String heading,
            String description,
            String path,
            int number) {
        List<Meta> meta = identityTags();
        if (section != null) {
            columnTags(meta, section);
        }
        tag(meta, "description", description);
        String own = number == 0 ? path : path + "page/" + number + "/";
        String title = number == 0 ? heading : heading + words.of("list.numbered", number);
        List<Link> crumbs = List.of(home(), new Link(heading, path));
        String json =
                JsonLd.of("CollectionPage")
                        .with("name", heading)
                        .with("description", description)
                        .with("url", absolute(own))
                        .with("inLanguage", "zh-CN")
                        .breadcrumbs(identity.origin(), crumbs)
                        .json();
        return new Frame(
                site,
                "list",
                windowTitle(title),
                absolute(own),
                List.copyOf(meta),
                graph("website", title, own, description, null),
                json,
                crumbs,
                section == null ? null : section.key(),
                section == null
                        ? siteFeed()
                        : new Link(words.of("feed.of", heading), path + "feed.atom"));
    }

    Frame ofArticle(Article article, String source, Optional<Picture> picture) {
        String title = article.content().title();
        String path = article.content().path();
        String description = Items.summary(article, DESCRIPTION);
        String published = ShanghaiTime.minute(article.firstPublished());
        Optional<SiteText.Section> section = index.section(article.content().section());
        List<Meta> meta = identityTags();
        section.ifPresent(known -> columnTags(meta, known));
        meta.add(new Meta("ArticleTitle", title));
        meta.add(new Meta("PubDate", published));
        meta.add(new Meta("ContentSource", source));
        tag(meta, "Keywords", String.join(",", article.content().tags()));
        article.content().field("author").ifPresent(author -> tag(meta, "Author", author));
        tag(meta, "Description", description);
        picture.ifPresent(shown -> tag(meta, "Image", absolute(shown.src())));
        tag(meta, "Url", absolute(path));
        tag(meta, "description", description);
        List<Link> crumbs = new ArrayList<>(List.of(home()));
        section.ifPresent(known -> crumbs.add(new Link(known.name(), pathOf(known))));
        String image = picture.map(shown -> absolute(shown.src())).orElse(null);
        String json =
                JsonLd.of(index.kind(article).page().schema())
                        .with("headline", title)
                        .with("description", description)
                        .with("image", image)
                        .with("datePublished", ShanghaiTime.iso(article.firstPublished()))
                        .with("dateModified", ShanghaiTime.iso(article.published()))
                        .with("mainEntityOfPage", absolute(path))
                        .with("inLanguage", "zh-CN")
                        .organisation("author", source)
                        .organisation("publisher", index.text().footer().organizer())
                        .json();
        return new Frame(
                site,
                "article kind-" + article.content().kind(),
                windowTitle(title),
                absolute(path),
                List.copyOf(meta),
                graph("article", title, path, description, image),
                json,
                List.copyOf(crumbs),
                section.map(SiteText.Section::key).orElse(null),
                section.map(
                                known ->
                                        new Link(
                                                words.of("feed.of", known.name()),
                                                pathOf(known) + "feed.atom"))
                        .orElseGet(this::siteFeed));
    }

    /**
     * A page of few words.
     *
     * @param path its address, null if it must not be found
     */
    Frame ofPlain(String face, String heading, @Nullable String path) {
        List<Meta> meta = identityTags();
        if (path == null) {
            meta.add(new Meta("robots", "noindex"));
        }
        return new Frame(
                site,
                face,
                windowTitle(heading),
                path == null ? null : absolute(path),
                List.copyOf(meta),
                List.of(),
                null,
                path == null ? List.of() : List.of(home(), new Link(heading, path)),
                null,
                siteFeed());
    }

    private String windowTitle(String title) {
        return title + " - " + index.text().column();
    }

    private Link siteFeed() {
        return new Link(words.of("feed.of", index.text().column()), "/feed.atom");
    }

    private List<Meta> identityTags() {
        List<Meta> meta = new ArrayList<>(16);
        meta.add(new Meta("SiteName", identity.siteName()));
        meta.add(new Meta("SiteDomain", identity.siteDomain()));
        meta.add(new Meta("SiteIDCode", identity.siteIdCode()));
        return meta;
    }

    private static void columnTags(List<Meta> meta, SiteText.Section section) {
        meta.add(new Meta("ColumnName", section.name()));
        meta.add(new Meta("ColumnDescription", section.description()));
        meta.add(new Meta("ColumnKeywords", section.keywords()));
        meta.add(new Meta("ColumnType", section.columnType()));
    }

    private static void tag(List<Meta> meta, String name, String content) {
        if (!content.isBlank()) {
            meta.add(new Meta(name, content));
        }
    }

    private List<Meta> graph(
            String type, String title, String path, String description, @Nullable String image) {
        List<Meta> graph = new ArrayList<>(7);
        graph.add(new Meta("og:type", type));
        graph.add(new Meta("og:title", title));
        graph.add(new Meta("og:url", absolute(path)));
        graph.add(new Meta("og:site_name", index.text().column()));
        graph.add(new Meta("og:locale", "zh_CN"));
        tag(graph, "og:description", description);
        tag(graph, "og:image", image == null ? "" : image);
        return List.copyOf(graph);
    }

    private Site site(Theme theme) {
        SiteText text = index.text();
        return new Site(
                words,
                text.name(),
                text.column(),
                text.theme(),
                ShanghaiTime.iso(text.opening()),
                ShanghaiTime.window(text.opening(), text.closing()),
                phase(text, index.contents().at()),
                index.liveSections().stream()
                        .map(
                                section ->
                                        new Site.SectionLink(
                                                section.key(),
                                                section.name(),
                                                pathOf(section),
                                                section.description()))
                        .toList(),
                index.articles().stream()
                        .filter(article -> index.kind(article).page().standing())
                        .map(page -> new Link(page.content().title(), page.content().path()))
                        .limit(STANDING_PAGES)
                        .toList(),
                text.footer().organizer(),
                text.footer().contact(),
                identity.siteIdCode(),
                identity.icp(),
                identity.policeRecord(),
                identity.findError(),
                identity.demonstration(),
                theme.addresses().of("column.css"),
                theme.addresses().of("column.js"),
                theme.addresses().of("seal.svg"),
                theme.addresses());
    }

    private static Site.Phase phase(SiteText text, Instant at) {
        if (at.isBefore(text.opening())) {
            return Site.Phase.BEFORE;
        }
        return at.isBefore(text.closing()) ? Site.Phase.OPEN : Site.Phase.CLOSED;
    }
}
