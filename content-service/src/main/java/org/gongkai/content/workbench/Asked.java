package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentFilter;
import org.gongkai.content.document.DocumentOrder;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

import java.util.List;
import java.util.Objects;

/**
 * What a list of documents was asked for, as it stands in its address, so that a list can be handed
 * on; null means all.
 */
record Asked(
        @Nullable EditionState state,
        @Nullable String kind,
        @Nullable String section,
        @Nullable String unit,
        @Nullable String title,
        @Nullable Boolean waiting,
        @Nullable Boolean late,
        @Nullable String sort) {
    /** How a person may want a list sorted. */
    static final List<String> SORTS =
            List.of("-changed", "changed", "-submitted", "submitted", "due", "title");

    Page<DocumentSummary> from(DocumentQueries queries, Actor actor, int page, int size) {
        DocumentFilter filter =
                new DocumentFilter(
                        state,
                        null,
                        given(section),
                        given(unit),
                        given(kind),
                        given(title),
                        set(waiting),
                        set(late));
        return sort == null || sort.isEmpty()
                ? queries.list(actor, filter, page, size)
                : queries.list(actor, filter, DocumentOrder.parse(sort), page, size);
    }

    /** Where this list is. */
    String address(String path) {
        return UriComponentsBuilder.fromPath(path)
                .queryParam("state", state == null ? "" : state.name())
                .queryParam("kind", "{kind}")
                .queryParam("section", "{section}")
                .queryParam("unit", "{unit}")
                .queryParam("title", "{title}")
                .queryParam("waiting", set(waiting))
                .queryParam("late", set(late))
                .queryParam("sort", "{sort}")
                .encode()
                .buildAndExpand(or(kind), or(section), or(unit), or(title), or(sort))
                .toUriString();
    }

    private static boolean set(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static String or(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
