package org.gongkai.search.query;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The slots of one hit, in a copy of the theme's hit template. */
final class FilledHit {
    private FilledHit() {}

    static void fill(Element copy, Answer.Hit hit) {
        String date = hit.publishedAt().atZone(Queries.ZONE).toLocalDate().toString();
        slot(copy, "data-hit-title", hit.titleHighlight(), e -> title(e, hit));
        slot(copy, "data-hit-highlight", hit.highlight(), e -> e.html(hit.highlight()));
        slot(copy, "data-hit-section", hit.sectionName(), e -> e.text(hit.sectionName()));
        slot(copy, "data-hit-unit", hit.unitName(), e -> e.text(hit.unitName()));
        slot(copy, "data-hit-date", date, e -> date(e, date));
        String number = hit.documentNumber() == null ? "" : hit.documentNumber();
        slot(copy, "data-hit-number", number, e -> e.text(number));
        for (Element related : copy.select("a[data-hit-related]")) {
            related.attr("href", SearchLinks.relatedTo(hit.id()));
        }
        for (Element meta : copy.select("[data-hit-meta]")) {
            if (meta.childrenSize() == 0) {
                meta.text(
                        Stream.of(hit.sectionName(), hit.unitName(), date)
                                .filter(each -> !each.isBlank())
                                .collect(Collectors.joining(" ")));
            }
        }
    }

    private static void title(Element slot, Answer.Hit hit) {
        slot.html(hit.titleHighlight());
        if (slot.normalName().equals("a") && isPath(hit.url())) {
            slot.attr("href", hit.url());
        }
    }

    /** A path of this site, never another host or a scheme. */
    private static boolean isPath(String url) {
        return url.startsWith("/") && !url.startsWith("//");
    }

    private static void date(Element slot, String date) {
        slot.text(date);
        if (slot.normalName().equals("time")) {
            slot.attr("datetime", date);
        }
    }

    private static void slot(
            Element copy, String attribute, @Nullable String value, Consumer<Element> fill) {
        for (Element slot : copy.select("[" + attribute + "]")) {
            if (value == null || value.isBlank()) {
                slot.remove();
            } else {
                fill.accept(slot);
            }
        }
    }
}
