package org.gongkai.search.query;

import org.jsoup.nodes.Element;

import java.util.List;

/** The counts of one facet, each in a copy of the theme's template, as a link that chooses it. */
final class FilledCounts {
    private FilledCounts() {}

    /**
     * @param box keeps what the theme says in it, and names keys by {@code data-name-KEY}
     */
    static void fill(
            Element box,
            Element template,
            String facet,
            List<Counts.Count> counts,
            SearchLinks links) {
        Element list = box.selectFirst("[data-counts]");
        if (list == null || counts.isEmpty()) {
            return;
        }
        list.empty();
        for (Counts.Count count : counts) {
            Element copy = template.clone();
            String name = box.attr("data-name-" + count.key());
            for (Element slot : copy.select("[data-count-name]")) {
                slot.text(name.isBlank() ? count.name() : name);
            }
            for (Element slot : copy.select("[data-count-number]")) {
                slot.text(Long.toString(count.count()));
            }
            for (Element link : copy.select("a[data-count-link]")) {
                link.attr("href", links.chosen(facet, count.key()));
                if (count.chosen()) {
                    link.attr("aria-current", "true");
                }
            }
            list.appendChildren(List.copyOf(copy.childNodes()));
        }
        box.removeAttr("hidden");
    }
}
