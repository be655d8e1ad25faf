package org.gongkai.search.query;

import co.elastic.clients.elasticsearch.core.search.Hit;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

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

    static final List<String> MEMBERS =
            Stream.of(StoredHit.class.getRecordComponents()).map(RecordComponent::getName).toList();

    /** None if the engine sent a hit without its document. */
    static List<Answer.Hit> of(Hit<StoredHit> hit) {
        StoredHit stored = hit.source();
        if (stored == null) {
            return List.of();
        }
        List<String> title = hit.highlight().getOrDefault("title", List.of(stored.title()));
        return List.of(stored.with(Highlight.html(title), Highlight.html(passages(hit))));
    }

    /** Of attachments only if no word stands in the body. */
    private static List<String> passages(Hit<StoredHit> hit) {
        List<String> body = hit.highlight().getOrDefault("body", List.of());
        List<String> attachments = hit.highlight().getOrDefault("attachments", List.of());
        boolean marked = body.stream().anyMatch(each -> each.indexOf(Highlight.OPEN) >= 0);
        return marked || attachments.isEmpty() ? body : attachments;
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
