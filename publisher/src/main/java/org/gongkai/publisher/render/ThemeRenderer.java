package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.render.view.GonePage;
import org.gongkai.publisher.render.view.Link;
import org.gongkai.publisher.render.view.PlainPage;
import org.gongkai.publisher.render.view.Words;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Renders the site through the theme's compiled templates (docs/theme.md). What pages look up is
 * built once for a release; each page then costs what it shows.
 */
public final class ThemeRenderer implements Renderer {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final SiteIdentity identity;
    private final DocumentKinds kinds;
    private final Themes themes;

    /**
     * Renders by the theme that travels with the application.
     *
     * @throws IllegalStateException if a kind wants a template or a drawing that the theme lacks
     */
    public ThemeRenderer(SiteIdentity identity, DocumentKinds kinds) {
        this(identity, kinds, new Themes(kinds));
    }

    private ThemeRenderer(SiteIdentity identity, DocumentKinds kinds, Themes themes) {
        this.identity = identity;
        this.kinds = kinds;
        this.themes = themes;
    }

    /**
     * Renders by the theme of a directory, whose files take the place of the application's. That it
     * is broken is said when pages are asked for, so that a site can be served meanwhile.
     *
     * @param theme the directory (docs/theme.md)
     * @param classes a directory for compiled templates
     */
    public static ThemeRenderer ofDirectory(
            SiteIdentity identity, DocumentKinds kinds, Path theme, Path classes) {
        return new ThemeRenderer(identity, kinds, new Themes(kinds, theme, classes));
    }

    @Override
    public List<Page> pages(SiteContents contents) {
        return new Release(contents, themes.current()).pages();
    }

    @Override
    public byte[] preview(SiteContents contents, Article article) {
        List<Article> articles = new ArrayList<>();
        articles.add(article);
        contents.articles().stream()
                .filter(other -> !other.document().equals(article.document()))
                .forEach(articles::add);
        SiteContents with =
                new SiteContents(
                        contents.release(),
                        contents.at(),
                        contents.text(),
                        articles,
                        contents.withdrawals());
        return new Release(with, themes.forPreview()).document(article);
    }

    @Override
    public Sha256 theme() {
        return themes.digest();
    }

    @Override
    public void refresh() {
        themes.refresh();
    }

    /** The pages of one release. */
    private final class Release {
        private final SiteIndex index;
        private final Frames frames;
        private final Items items;
        private final ArticlePages articles;
        private final Theme theme;
        private final Words words;
        private final List<Page> pages = new ArrayList<>();
        private final List<String> listed = new ArrayList<>();

        Release(SiteContents contents, Theme theme) {
            this.theme = theme;
            words = theme.words();
            index = new SiteIndex(contents, kinds);
            frames = new Frames(index, identity, theme);
            items = new Items(index);
            articles = new ArticlePages(index, frames, items, words);
        }

        List<Page> pages() {
            HomePages home = new HomePages(index, frames, items);
            listed.add("/");
            add("/index.html", () -> theme.render("home.jte", home.page()));
            documents();
            sections();
            units();
            plain();
            withdrawn();
            machines();
            theme.assets().values().forEach(asset -> add(asset.path(), asset::bytes));
            return List.copyOf(pages);
        }

        private void documents() {
            for (Article article : index.articles()) {
                pages.add(
                        new Page(
                                article.content().path() + "index.html",
                                OK,
                                article.edition(),
                                () -> document(article)));
            }
        }

        private byte[] document(Article article) {
            return theme.render(index.kind(article).page().template(), articles.page(article));
        }

        private void sections() {
            List<Link> all =
                    frames.site().sections().stream()
                            .map(section -> new Link(section.name(), section.href()))
                            .toList();
            for (SiteText.Section section : index.liveSections()) {
                String path = Frames.pathOf(section);
                List<Article> documents = index.inSection(section.key());
                list(
                        new ListPages(
                                frames,
                                items,
                                section,
                                section.name(),
                                section.description(),
                                path,
                                new Paging<>(documents),
                                all));
                feed(path, section.name() + " - " + index.text().column(), documents);
            }
        }

        private void units() {
            List<Link> all =
                    index.liveUnits().stream()
                            .map(unit -> new Link(unit.name(), Frames.pathOfUnit(unit.key())))
                            .toList();
            for (SiteText.Unit unit : index.liveUnits()) {
                list(
                        new ListPages(
                                frames,
                                items,
                                null,
                                unit.name(),
                                words.of("unit.description", unit.name()),
                                Frames.pathOfUnit(unit.key()),
                                new Paging<>(index.ofUnit(unit.key())),
                                all));
            }
        }

        private void list(ListPages list) {
            for (int number = 0; number <= list.numbered(); number++) {
                int which = number;
                listed.add(list.pathOf(which));
                add(
                        list.pathOf(which) + "index.html",
                        () -> theme.render("list.jte", list.page(which)));
            }
        }

        private void plain() {
            List<Link> units =
                    index.liveUnits().stream()
                            .map(unit -> new Link(unit.name(), unit.key()))
                            .toList();
            listed.add("/search/");
            listed.add("/accessibility/");
            plain("/search/index.html", OK, "search", "search", "/search/", units);
            plain(
                    "/accessibility/index.html",
                    OK,
                    "reading",
                    "accessibility",
                    "/accessibility/",
                    List.of());
            plain("/404.html", NOT_FOUND, "missing", "missing", null, List.of());
        }

        private void plain(
                String file,
                int status,
                String template,
                String key,
                @Nullable String path,
                List<Link> units) {
            String heading = words.of(key + ".title");
            PlainPage page =
                    new PlainPage(
                            frames.ofPlain(template, heading, path),
                            heading,
                            words.of(key + ".text"),
                            units);
            pages.add(new Page(file, status, null, () -> theme.render(template + ".jte", page)));
        }

        private void withdrawn() {
            Set<String> taken = new HashSet<>();
            index.articles().forEach(article -> taken.add(article.content().path()));
            for (Withdrawal withdrawal : index.contents().withdrawals()) {
                if (taken.add(withdrawal.path())) {
                    pages.add(
                            new Page(
                                    withdrawal.path() + "index.html",
                                    GONE,
                                    null,
                                    () -> theme.render("gone.jte", gone(withdrawal))));
                }
            }
        }

        private GonePage gone(Withdrawal withdrawal) {
            WithdrawalPhrases phrases = new WithdrawalPhrases(words);
            return new GonePage(
                    frames.ofPlain("gone", phrases.heading(), null),
                    phrases.heading(),
                    phrases.sentence(withdrawal.reason()),
                    ShanghaiTime.date(withdrawal.at()),
                    phrases.since(withdrawal.at()),
                    index.replacementOf(withdrawal).map(Release::link).orElse(null),
                    index.explanationOf(withdrawal).map(Release::link).orElse(null));
        }

        private static Link link(Article live) {
            return new Link(live.content().title(), live.content().path());
        }

        private void machines() {
            Sitemap sitemap = new Sitemap(identity.origin(), index.articles());
            add("/sitemap.xml", sitemap::index);
            add(Sitemap.pathOf("pages"), () -> sitemap.pages(listed));
            for (int part = 1; part <= sitemap.parts(); part++) {
                int which = part;
                add(Sitemap.pathOf(Integer.toString(part)), () -> sitemap.documents(which));
            }
            add("/robots.txt", () -> Robots.of(identity.origin()));
            feed("/", index.text().column(), index.articles());
        }

        private void feed(String path, String title, List<Article> documents) {
            String own = path + "feed.atom";
            add(
                    own,
                    () ->
                            Feed.atom(
                                    identity.origin(),
                                    own,
                                    path,
                                    title,
                                    index.text().footer().organizer(),
                                    documents,
                                    items));
        }

        private void add(String path, Page.Rendering rendering) {
            pages.add(new Page(path, OK, null, rendering));
        }
    }
}
