package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ListKey.Shelf;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.render.view.Link;
import org.gongkai.publisher.render.view.Site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all pages of one state share, made once; and the digests by which a change of it is seen.
 */
final class Shared {
    private static final int STANDING_PAGES = 8;

    final SiteView view;
    final SiteIdentity identity;
    final DocumentKinds kinds;
    final Theme theme;
    final Cards cards;
    final Site site;
    final Map<String, SiteText.Section> sections = new LinkedHashMap<>();
    final Map<String, SiteText.Unit> units = new LinkedHashMap<>();
    private final SortedMap<String, Sha256> aspects = new TreeMap<>();

    Shared(SiteView view, SiteIdentity identity, DocumentKinds kinds, Theme theme, Cards cards) {
        this.view = view;
        this.identity = identity;
        this.kinds = kinds;
        this.theme = theme;
        this.cards = cards;
        view.text().sections().forEach(section -> sections.put(section.key(), section));
        view.text().units().forEach(unit -> units.put(unit.key(), unit));
        site = site();
        aspects();
    }

    SortedMap<String, Sha256> digests() {
        return aspects;
    }

    Card card(ReleasedDocument document) {
        return cards.of(document.live().digest(), () -> view.articles().read(document));
    }

    Card card(Article article) {
        return cards.of(article.digest(), () -> article);
    }

    /** The sections that have content, in the order of the navigation (VETO-1). */
    List<SiteText.Section> liveSections() {
        return view.text().sections().stream()
                .filter(section -> isFilled(Shelf.SECTION, section.key()))
                .toList();
    }

    /** The units that have content, in the order of the site text. */
    List<SiteText.Unit> liveUnits() {
        return view.text().units().stream()
                .filter(unit -> isFilled(Shelf.UNIT, unit.key()))
                .toList();
    }

    private boolean isFilled(Shelf shelf, String key) {
        return !catalogue().on(shelf, key).isEmpty();
    }

    Catalogue catalogue() {
        return view.catalogue();
    }

    /** The months in which something became public, the latest first. */
    List<String> months() {
        return catalogue().keys(Shelf.MONTH).reversed();
    }

    private void aspects() {
        SiteText text = view.text();
        put(SitePages.FRAME, inFrame(), identity, kinds.digest(), theme.sharedDigest());
        put(
                "home",
                text.description(),
                text.keywords(),
                String.valueOf(text.lead()),
                text.milestones());
        put("units", liveUnits());
        put("months", months());
        put(
                "lists",
                catalogue().keys(Shelf.SECTION),
                catalogue().keys(Shelf.UNIT),
                catalogue().keys(Shelf.TAG),
                catalogue().keys(Shelf.MONTH),
                sections.keySet(),
                units.keySet());
        sections.forEach((key, section) -> put("section:" + key, section));
        units.forEach((key, unit) -> put("unit:" + key, unit));
        theme.templateDigests().forEach((name, digest) -> put("template:" + name, digest));
    }

    private void put(String name, Object... values) {
        StringBuilder all = new StringBuilder();
        for (Object value : values) {
            String text = String.valueOf(value);
            all.append(text.length()).append(':').append(text).append('\n');
        }
        aspects.put(name, Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private Site site() {
        SiteText text = view.text();
        return new Site(
                theme.words(),
                text.name(),
                text.column(),
                text.theme(),
                ShanghaiTime.iso(text.opening()),
                ShanghaiTime.window(text.opening(), text.closing()),
                phase(),
                liveSections().stream()
                        .map(
                                section ->
                                        new Site.SectionLink(
                                                section.key(),
                                                section.name(),
                                                Addresses.ofSection(section.key()),
                                                section.description()))
                        .toList(),
                standing(),
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

    /** What the frame shows of the site, as text. */
    private List<Object> inFrame() {
        return List.of(
                site.name(),
                site.column(),
                site.theme(),
                site.opening(),
                site.window(),
                site.phase(),
                site.sections(),
                site.standing(),
                site.organizer(),
                site.contact());
    }

    /** Pages that stand beside the sections, such as 关于本专栏. */
    private List<Link> standing() {
        List<ReleasedDocument> newest = new ArrayList<>();
        for (DocumentKind kind : kinds.all()) {
            if (kind.page().standing()) {
                newest.addAll(
                        catalogue()
                                .list(new ListKey(Shelf.KIND, kind.key()))
                                .newest(STANDING_PAGES));
            }
        }
        return newest.stream()
                .sorted(
                        (one, other) ->
                                ReleasedDocument.NEWEST_FIRST.compare(one.live(), other.live()))
                .limit(STANDING_PAGES)
                .map(this::card)
                .map(card -> new Link(card.title(), card.path()))
                .toList();
    }

    private Site.Phase phase() {
        if (view.at().isBefore(view.text().opening())) {
            return Site.Phase.BEFORE;
        }
        return view.at().isBefore(view.text().closing()) ? Site.Phase.OPEN : Site.Phase.CLOSED;
    }
}
