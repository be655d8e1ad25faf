package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ListKey.Shelf;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.render.view.GonePage;
import org.gongkai.publisher.render.view.Link;
import org.gongkai.publisher.render.view.PlainPage;
import org.gongkai.publisher.render.view.Words;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** The pages that the theme makes of one state of the site. */
final class ThemePages implements SitePages {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    /** Pages that are there whatever is live, with the files of the theme. */
    private static final int FEW = 14;

    /** Aspects that only lists of one sort, and pages of which there are few, show. */
    private static final Set<String> ON_SOME_PAGES = Set.of("home", "units", "months", "lists");

    private final Shared shared;
    private final ListFamily lists;
    private final Words words;

    ThemePages(Shared shared) {
        this.shared = shared;
        this.lists = new ListFamily(shared);
        this.words = shared.theme.words();
    }

    @Override
    public SortedMap<String, Sha256> aspects() {
        return shared.digests();
    }

    @Override
    public boolean everywhere(Set<String> names) {
        return !ON_SOME_PAGES.containsAll(names);
    }

    @Override
    public int size() {
        int pages = FEW + shared.catalogue().documents().size();
        for (ListPages list : lists.all()) {
            pages += 1 + paging(list.list()).numbered() + (list.fed() ? 2 : 0);
        }
        return pages;
    }

    /** A numbered page of a list with the newest document on it. */
    private record Numbered(ListPages list, int number, ReleasedDocument newest) {}

    @Override
    public void every(Consumer<Page> page) {
        List<ListPages> all = lists.all();
        List<Numbered> numbered = new ArrayList<>();
        for (ListPages list : all) {
            Paging<ReleasedDocument> paging = paging(list.list());
            for (int number = 1; number <= paging.numbered(); number++) {
                numbered.add(new Numbered(list, number, paging.page(number).getFirst()));
            }
        }
        Comparator<ReleasedDocument> oldestFirst =
                Comparator.comparing(ReleasedDocument::live, ReleasedDocument.NEWEST_FIRST)
                        .reversed();
        numbered.sort(Comparator.comparing(Numbered::newest, oldestFirst));
        int next = 0;
        for (ReleasedDocument document : shared.catalogue().documents().reversed()) {
            page.accept(document(document));
            while (next < numbered.size()
                    && oldestFirst.compare(numbered.get(next).newest(), document) <= 0) {
                page.accept(page(numbered.get(next).list(), numbered.get(next).number()));
                next++;
            }
        }
        for (ListPages list : all) {
            front(list, page);
        }
        for (int part = 1; part <= Sitemap.parts(shared.catalogue().documents().size()); part++) {
            page.accept(mapped(part));
        }
        shared.catalogue().forEachWithdrawal(each -> gone(each).ifPresent(page));
        few(page);
    }

    @Override
    public Map<String, Page> showing(Affected affected) {
        Map<String, Page> pages = new LinkedHashMap<>();
        Consumer<Page> add =
                page -> {
                    Page other = pages.put(page.path(), page);
                    if (other != null && !Objects.equals(other.edition(), page.edition())) {
                        throw new IllegalStateException(
                                "Two pages of the release want the path %s: one must give way"
                                        .formatted(page.path()));
                    }
                };
        affected.documents()
                .forEach(id -> shared.catalogue().live(id).map(this::document).ifPresent(add));
        affected.notices()
                .forEach(
                        id -> shared.catalogue().withdrawal(id).flatMap(this::gone).ifPresent(add));
        affected.lists().forEach((list, span) -> part(list, span, add));
        if (affected.aspects().contains("units")) {
            whole(Shelf.UNIT, add);
        }
        if (affected.aspects().contains("months")) {
            whole(Shelf.MONTH, add);
        }
        few(add);
        return pages;
    }

    private void whole(Shelf shelf, Consumer<Page> page) {
        Affected.Span all = new Affected.Span(0, Integer.MAX_VALUE);
        shared.catalogue().keys(shelf).forEach(key -> part(new ListKey(shelf, key), all, page));
    }

    private void part(ListKey key, Affected.Span span, Consumer<Page> page) {
        if (key.shelf() == Shelf.ALL) {
            int parts = Sitemap.parts(shared.catalogue().documents().size());
            int last = (int) Math.min(parts, span.to() / Sitemap.PART + 1L);
            for (int part = span.from() / Sitemap.PART + 1; part <= last; part++) {
                page.accept(mapped(part));
            }
        }
        lists.of(key)
                .ifPresent(
                        list -> {
                            front(list, page);
                            int numbered = paging(key).numbered();
                            int last = Math.min(numbered, span.to() / Paging.SIZE + 1);
                            // One page earlier: the last one of a list says whether more follow.
                            int first = Math.max(1, span.from() / Paging.SIZE - 1);
                            for (int number = first; number <= last; number++) {
                                page.accept(page(list, number));
                            }
                        });
    }

    private Paging<ReleasedDocument> paging(ListKey list) {
        return new Paging<>(shared.catalogue().list(list));
    }

    private Page document(ReleasedDocument document) {
        return page(
                document.path() + "index.html",
                OK,
                document.live().edition(),
                shared.kinds.of(document.kind()).page().template(),
                lookup -> {
                    Article article = shared.view.articles().read(document);
                    shared.card(article); // its lists come next, and need not read it again
                    return new ArticlePages(lookup).page(document, article);
                });
    }

    /** The page of an article that may not be live. */
    byte[] preview(ReleasedDocument document, Article article) {
        Lookup lookup = new Lookup(shared);
        return shared.theme.render(
                shared.kinds.of(document.kind()).page().template(),
                new ArticlePages(lookup).page(document, article));
    }

    private Page page(ListPages list, int number) {
        return page(
                list.pathOf(number) + "index.html",
                OK,
                null,
                "list.jte",
                lookup -> list.page(number, lookup));
    }

    /** The first page of a list, and its feeds. */
    private void front(ListPages list, Consumer<Page> page) {
        page.accept(page(list, 0));
        if (list.fed()) {
            feed(new Feed(list.list(), list.path(), feedTitle(list), organizer()), page);
        }
    }

    private String feedTitle(ListPages list) {
        return list.heading() + " - " + shared.view.text().column();
    }

    private String organizer() {
        return shared.view.text().footer().organizer();
    }

    private void feed(Feed feed, Consumer<Page> page) {
        page.accept(file(feed.atomPath(), feed::atom));
        page.accept(file(feed.jsonPath(), feed::json));
    }

    /** Pages of which there are few, whatever is live. */
    private void few(Consumer<Page> page) {
        page.accept(page("/index.html", OK, null, "home.jte", one -> new HomePages(one).page()));
        feed(new Feed(ListKey.ALL, "/", shared.view.text().column(), organizer()), page);
        plain(page, "/search/index.html", OK, "search", "search", "/search/");
        plain(page, "/accessibility/index.html", OK, "reading", "accessibility", "/accessibility/");
        plain(page, "/404.html", NOT_FOUND, "missing", "missing", null);
        plain(page, "/archive/index.html", OK, "index", "archive", "/archive/");
        page.accept(file("/sitemap.xml", lookup -> new Sitemap(lookup).index(lookup)));
        page.accept(file(Sitemap.pathOf("pages"), this::listed));
        page.accept(file("/robots.txt", lookup -> Robots.of(shared.identity.origin())));
        shared.theme
                .assets()
                .values()
                .forEach(asset -> page.accept(file(asset.path(), lookup -> asset.bytes())));
    }

    /** The addresses of what is no document: the first pages of lists lead to the others. */
    private byte[] listed(Lookup lookup) {
        lookup.aspect("lists");
        List<String> paths =
                new ArrayList<>(List.of("/", "/search/", "/accessibility/", "/archive/"));
        lists.all().forEach(list -> paths.add(list.path()));
        return new Sitemap(lookup).pages(paths);
    }

    private Page mapped(int part) {
        return file(
                Sitemap.pathOf(Integer.toString(part)),
                lookup -> new Sitemap(lookup).documents(part, lookup));
    }

    private void plain(
            Consumer<Page> page,
            String file,
            int status,
            String template,
            String key,
            @Nullable String path) {
        page.accept(
                page(
                        file,
                        status,
                        null,
                        template + ".jte",
                        lookup ->
                                new PlainPage(
                                        new Frames(lookup)
                                                .ofPlain(template, words.of(key + ".title"), path),
                                        words.of(key + ".title"),
                                        words.of(key + ".text"),
                                        links(template, lookup))));
    }

    private static List<Link> links(String template, Lookup lookup) {
        return switch (template) {
            case "search" ->
                    lookup.units().stream().map(unit -> new Link(unit.name(), unit.key())).toList();
            case "index" -> ListFamily.months(lookup.months());
            default -> List.of();
        };
    }

    /** The page of a withdrawn document, unless another one stands at its path. */
    private Optional<Page> gone(Withdrawal withdrawal) {
        return shared.catalogue().at(withdrawal.path()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        page(
                                withdrawal.path() + "index.html",
                                GONE,
                                null,
                                "gone.jte",
                                lookup -> gone(withdrawal, lookup)));
    }

    private GonePage gone(Withdrawal withdrawal, Lookup lookup) {
        lookup.notice(withdrawal.document());
        WithdrawalPhrases phrases = new WithdrawalPhrases(words);
        return new GonePage(
                new Frames(lookup).ofPlain("gone", phrases.heading(), null),
                phrases.heading(),
                phrases.sentence(withdrawal.reason()),
                ShanghaiTime.date(withdrawal.at()),
                phrases.since(withdrawal.at()),
                lookup.replacementOf(withdrawal).orElse(null),
                lookup.explanationOf(withdrawal).orElse(null));
    }

    private Page page(
            String path,
            int status,
            @Nullable UUID edition,
            String template,
            Function<Lookup, Object> model) {
        return new Page(
                path,
                status,
                edition,
                () -> {
                    Lookup lookup = new Lookup(shared);
                    lookup.aspect("template:" + template);
                    byte[] bytes = shared.theme.render(template, model.apply(lookup));
                    return new Page.Rendered(bytes, lookup.touches());
                });
    }

    /** A file that no template makes. */
    private Page file(String path, Function<Lookup, byte[]> making) {
        return new Page(
                path,
                OK,
                null,
                () -> {
                    Lookup lookup = new Lookup(shared);
                    lookup.aspect(FRAME);
                    byte[] bytes = making.apply(lookup);
                    return new Page.Rendered(bytes, lookup.touches());
                });
    }
}
