package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.KindField;
import org.gongkai.publisher.kind.KindPage;
import org.gongkai.publisher.render.view.HomePage;
import org.gongkai.publisher.render.view.HomePage.Block;
import org.gongkai.publisher.render.view.HomePage.Pair;
import org.gongkai.publisher.render.view.HomePage.Shelf;
import org.gongkai.publisher.render.view.HomePage.Stop;
import org.gongkai.publisher.render.view.Link;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The front page. */
final class HomePages {
    private static final int HEADLINES = 10;
    private static final int BLOCK = 5;
    private static final int PAIRS = 3;

    private final Lookup lookup;
    private final Frames frames;
    private final Items items;
    private final SiteText text;

    HomePages(Lookup lookup) {
        this.lookup = lookup;
        this.frames = new Frames(lookup);
        this.items = new Items(lookup);
        this.text = lookup.shared().view.text();
    }

    HomePage page() {
        Optional<ReleasedDocument> lead = lead();
        return new HomePage(
                frames.ofHome(),
                lead.map(items::item).orElse(null),
                items.items(headlines(lead)),
                sections(true),
                pairs(),
                shelves(),
                sections(false),
                units(),
                text.milestones().stream()
                        .map(
                                stop ->
                                        new Stop(
                                                ShanghaiTime.iso(stop.at()),
                                                ShanghaiTime.monthAndDay(stop.at()),
                                                stop.label()))
                        .toList());
    }

    /** The story that two people chose, or the newest with a picture, or the newest. */
    private Optional<ReleasedDocument> lead() {
        List<ReleasedDocument> news = lookup.newest(ListKey.ALL, HEADLINES, this::isNews);
        return Optional.ofNullable(text.lead())
                .flatMap(lookup::live)
                .or(() -> news.stream().filter(this::isPictured).findFirst())
                .or(() -> news.stream().findFirst());
    }

    private List<ReleasedDocument> headlines(Optional<ReleasedDocument> lead) {
        return lookup.newest(
                ListKey.ALL,
                HEADLINES,
                document -> isNews(document) && (lead.isEmpty() || document != lead.get()));
    }

    private boolean isNews(ReleasedDocument document) {
        return !lookup.kind(document.kind()).page().standing();
    }

    private boolean isPictured(ReleasedDocument document) {
        return document.facts().pictured() && lookup.card(document).picture() != null;
    }

    /** A shelf and its place from the top. */
    private record Placed(int place, Shelf shelf) {}

    /** The shelves that have something on them. */
    private List<Shelf> shelves() {
        List<Placed> shelves = new ArrayList<>();
        for (DocumentKind kind : lookup.kinds().all()) {
            KindPage.Shelf shelf = kind.page().shelf();
            List<ReleasedDocument> newest = shelf == null ? List.of() : newest(kind, shelf.size());
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

    private List<ReleasedDocument> newest(DocumentKind kind, int count) {
        return lookup.newest(
                new ListKey(ListKey.Shelf.PICTURED, kind.key()), count, this::isPictured);
    }

    private List<Block> sections(boolean blocks) {
        return lookup.shared().liveSections().stream()
                .filter(section -> section.block() == blocks)
                .map(this::block)
                .toList();
    }

    private Block block(SiteText.Section section) {
        lookup.aspect("section:" + section.key());
        return new Block(
                section.key(),
                section.name(),
                section.description(),
                Frames.pathOf(section),
                items.items(
                        lookup.newest(new ListKey(ListKey.Shelf.SECTION, section.key()), BLOCK)));
    }

    /** Documents with what explains them, those with the newest explanation first. */
    private List<Pair> pairs() {
        Map<UUID, Pair> pairs = new LinkedHashMap<>();
        for (DocumentKind kind : lookup.kinds().all()) {
            for (KindField field : kind.relations()) {
                if (field.related().map(KindField.Relation::paired).orElse(false)) {
                    pairs(kind, field, pairs);
                }
            }
        }
        return pairs.values().stream()
                .sorted(
                        Comparator.comparing((Pair pair) -> pair.policy().date())
                                .reversed()
                                .thenComparing(pair -> pair.policy().href()))
                .limit(PAIRS)
                .toList();
    }

    private void pairs(DocumentKind naming, KindField field, Map<UUID, Pair> pairs) {
        Set<UUID> found = new HashSet<>();
        lookup.newest(
                        new ListKey(ListKey.Shelf.KIND, naming.key()),
                        PAIRS,
                        each -> {
                            UUID named = lookup.names(each).get(field.key());
                            return named != null
                                    && lookup.live(named).isPresent()
                                    && found.add(named);
                        })
                .forEach(
                        each ->
                                lookup.named(each, field)
                                        .ifPresent(
                                                named ->
                                                        pairs.putIfAbsent(
                                                                named.id(),
                                                                pair(named, naming, field))));
    }

    private Pair pair(ReleasedDocument named, DocumentKind naming, KindField field) {
        List<ReleasedDocument> others = lookup.naming(named.id(), naming, field);
        DocumentKind kind = lookup.kind(named.kind());
        return new Pair(
                kind.label().zh(),
                kind.page().icon(),
                items.item(named),
                number(named, kind),
                field.related().map(KindField.Relation::inverse).orElseThrow(),
                naming.page().icon(),
                items.items(others.subList(0, Math.min(PAIRS, others.size()))));
    }

    private @Nullable String number(ReleasedDocument document, DocumentKind kind) {
        return kind.field(KindField.Search.NUMBER)
                .flatMap(
                        number -> {
                            lookup.content(document.id());
                            return lookup.shared()
                                    .view
                                    .articles()
                                    .read(document)
                                    .content()
                                    .field(number.key());
                        })
                .orElse(null);
    }

    private List<Link> units() {
        return lookup.units().stream()
                .map(unit -> new Link(unit.name(), Frames.pathOfUnit(unit.key())))
                .toList();
    }
}
