package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.KindField;
import org.gongkai.publisher.kind.KindPage;
import org.gongkai.publisher.render.view.HomePage;
import org.gongkai.publisher.render.view.HomePage.Block;
import org.gongkai.publisher.render.view.HomePage.Pair;
import org.gongkai.publisher.render.view.HomePage.Shelf;
import org.gongkai.publisher.render.view.HomePage.Stop;
import org.gongkai.publisher.render.view.Link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The front page. */
final class HomePages {
    private static final int HEADLINES = 10;
    private static final int BLOCK = 5;
    private static final int PAIRS = 3;

    private final SiteIndex index;
    private final Frames frames;
    private final Items items;

    HomePages(SiteIndex index, Frames frames, Items items) {
        this.index = index;
        this.frames = frames;
        this.items = items;
    }

    HomePage page() {
        Optional<Article> lead = lead();
        return new HomePage(
                frames.ofHome(),
                lead.map(items::item).orElse(null),
                items.items(headlines(lead)),
                sections(true),
                pairs(),
                shelves(),
                sections(false),
                units(),
                index.text().milestones().stream()
                        .map(
                                stop ->
                                        new Stop(
                                                ShanghaiTime.iso(stop.at()),
                                                ShanghaiTime.monthAndDay(stop.at()),
                                                stop.label()))
                        .toList());
    }

    /** The story that two people chose, or the newest with a picture, or the newest. */
    private Optional<Article> lead() {
        return Optional.ofNullable(index.text().lead())
                .flatMap(index::live)
                .or(
                        () ->
                                index.articles().stream()
                                        .filter(this::isNews)
                                        .limit(HEADLINES)
                                        .filter(article -> Pictures.cover(article).isPresent())
                                        .findFirst())
                .or(() -> index.articles().stream().filter(this::isNews).findFirst());
    }

    private List<Article> headlines(Optional<Article> lead) {
        return index.articles().stream()
                .filter(this::isNews)
                .filter(article -> lead.isEmpty() || article != lead.get())
                .limit(HEADLINES)
                .toList();
    }

    private boolean isNews(Article article) {
        return !index.kind(article).page().standing();
    }

    /** A shelf and its place from the top. */
    private record Placed(int place, Shelf shelf) {}

    /** The shelves that have something on them. */
    private List<Shelf> shelves() {
        List<Placed> shelves = new ArrayList<>();
        for (DocumentKind kind : index.kinds().all()) {
            KindPage.Shelf shelf = kind.page().shelf();
            List<Article> newest = shelf == null ? List.of() : newest(kind, shelf.size());
            if (shelf != null && !newest.isEmpty()) {
                boolean four = shelf.size() == 4;
                shelves.add(
                        new Placed(
                                shelf.place(),
                                new Shelf(kind.key(), shelf.title(), four, items.items(newest))));
            }
        }
        return shelves.stream()
                .sorted(Comparator.comparingInt(Placed::place))
                .map(Placed::shelf)
                .toList();
    }

    private List<Article> newest(DocumentKind kind, int count) {
        return index.articles().stream()
                .filter(article -> article.content().kind().equals(kind.key()))
                .filter(article -> Pictures.cover(article).isPresent())
                .limit(count)
                .toList();
    }

    private List<Block> sections(boolean blocks) {
        return index.liveSections().stream()
                .filter(section -> section.block() == blocks)
                .map(this::block)
                .toList();
    }

    private Block block(SiteText.Section section) {
        List<Article> articles = index.inSection(section.key());
        return new Block(
                section.key(),
                section.name(),
                section.description(),
                Frames.pathOf(section),
                items.items(articles.subList(0, Math.min(BLOCK, articles.size()))));
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Article article : index.articles()) {
            for (DocumentKind kind : index.kinds().all()) {
                kind.relations().stream()
                        .filter(
                                field ->
                                        field.related()
                                                .map(KindField.Relation::paired)
                                                .orElse(false))
                        .flatMap(field -> pair(article, kind, field).stream())
                        .forEach(pairs::add);
            }
            if (pairs.size() >= PAIRS) {
                break;
            }
        }
        return pairs.stream().limit(PAIRS).toList();
    }

    private Optional<Pair> pair(Article article, DocumentKind naming, KindField field) {
        List<Article> others = index.naming(article, naming, field);
        if (others.isEmpty()) {
            return Optional.empty();
        }
        DocumentKind kind = index.kind(article);
        return Optional.of(
                new Pair(
                        kind.label().zh(),
                        kind.page().icon(),
                        items.item(article),
                        kind.field(KindField.Search.NUMBER)
                                .flatMap(number -> article.content().field(number.key()))
                                .orElse(null),
                        field.related().map(KindField.Relation::inverse).orElseThrow(),
                        naming.page().icon(),
                        items.items(others.subList(0, Math.min(PAIRS, others.size())))));
    }

    private List<Link> units() {
        return index.liveUnits().stream()
                .map(unit -> new Link(unit.name(), Frames.pathOfUnit(unit.key())))
                .toList();
    }
}
