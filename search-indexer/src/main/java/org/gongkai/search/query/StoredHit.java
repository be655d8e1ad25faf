package org.gongkai.search.query;

import co.elastic.clients.elasticsearch.core.search.Hit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The stored members of a document that a hit shows. */
record StoredHit(
        String id,
        String url,
        String title,
        String kind,
        String section,
        String sectionName,
        String unit,
        String unitName,
        @Nullable List<String> tags,
        String publishedAt,
        @Nullable String documentNumber,
        @Nullable String documentDate) {

    /** None if the engine sent a hit without its document. */
    static List<Answer.Hit> of(Hit<StoredHit> hit) {
        StoredHit stored = hit.source();
        if (stored == null) {
            return List.of();
        }
        List<String> title = hit.highlight().getOrDefault("title", List.of(stored.title()));
        List<String> body = hit.highlight().getOrDefault("body", List.of());
        return List.of(stored.with(Highlight.html(title), Highlight.html(body)));
    }

    private Answer.Hit with(String titleHighlight, String highlight) {
        return new Answer.Hit(
                id,
                url,
                title,
                titleHighlight,
                highlight,
                kind,
                section,
                sectionName,
                unit,
                unitName,
                tags == null ? List.of() : List.copyOf(tags),
                Instant.parse(publishedAt),
                documentNumber,
                documentDate == null ? null : LocalDate.parse(documentDate));
    }
}
