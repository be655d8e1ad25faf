package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.ListKey;
import org.gongkai.publisher.catalogue.ListKey.Shelf;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.render.view.Link;
import org.gongkai.publisher.render.view.Words;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which lists of one state have pages, and what stands above them. */
final class ListFamily {
    private final Shared shared;
    private final Words words;

    ListFamily(Shared shared) {
        this.shared = shared;
        this.words = shared.theme.words();
    }

    /** All lists that have something in them. */
    List<ListPages> all() {
        List<ListPages> all = new ArrayList<>();
        for (Shelf shelf : List.of(Shelf.SECTION, Shelf.UNIT, Shelf.TAG, Shelf.MONTH)) {
            for (String key : shared.catalogue().keys(shelf)) {
                of(new ListKey(shelf, key)).ifPresent(all::add);
            }
        }
        return all;
    }

    /** The pages of one list; empty if it has none of its own or nothing in it. */
    Optional<ListPages> of(ListKey list) {
        return shared.catalogue().list(list).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        switch (list.shelf()) {
                            case SECTION -> section(list);
                            case UNIT -> unit(list);
                            case TAG -> tag(list);
                            case MONTH -> month(list);
                            case ALL, KIND, PICTURED -> null;
                        });
    }

    private @Nullable ListPages section(ListKey list) {
        SiteText.Section section = shared.sections.get(list.key());
        return section == null
                ? null
                : new ListPages(
                        list,
                        section,
                        section.name(),
                        section.description(),
                        Addresses.ofSection(section.key()),
                        true,
                        words.of("list.other.sections"),
                        lookup ->
                                lookup.shared().site.sections().stream()
                                        .map(each -> new Link(each.name(), each.href()))
                                        .toList());
    }

    private @Nullable ListPages unit(ListKey list) {
        SiteText.Unit unit = shared.units.get(list.key());
        return unit == null
                ? null
                : new ListPages(
                        list,
                        null,
                        unit.name(),
                        words.of("unit.description", unit.name()),
                        Addresses.ofUnit(unit.key()),
                        true,
                        words.of("list.other.units"),
                        lookup ->
                                lookup.units().stream()
                                        .map(
                                                each ->
                                                        new Link(
                                                                each.name(),
                                                                Addresses.ofUnit(each.key())))
                                        .toList());
    }

    private ListPages tag(ListKey list) {
        ReleasedDocument any = shared.catalogue().list(list).getFirst();
        String tag =
                any.tags().stream()
                        .filter(each -> ListKey.slug(each).equals(list.key()))
                        .findFirst()
                        .orElseThrow();
        return new ListPages(
                list,
                null,
                words.of("tag.title", tag),
                words.of("tag.description", tag),
                Addresses.ofTag(tag),
                false,
                "",
                lookup -> List.of());
    }

    private ListPages month(ListKey list) {
        String name = ShanghaiTime.monthInWords(list.key());
        return new ListPages(
                list,
                null,
                words.of("month.title", name),
                words.of("month.description", name),
                Addresses.ofMonth(list.key()),
                false,
                words.of("list.other.months"),
                lookup -> months(lookup.months()));
    }

    static List<Link> months(List<String> months) {
        return months.stream()
                .map(month -> new Link(ShanghaiTime.monthInWords(month), Addresses.ofMonth(month)))
                .toList();
    }
}
