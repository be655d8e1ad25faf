package org.gongkai.content.document;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a list selects: editions {@code e} under one of these conditions, of which no two hold for
 * the same edition. The statement has only the conditions that hold for this person and filter, so
 * that the planner knows which index serves it.
 */
record DocumentSelection(List<String> parts, Map<String, Object> params) {
    private static final String PAGE =
            """
            with found as materialized (%s)
            select (select count(*) from found) as found, e.title, e.digest, %s
            from (select e.id from found e order by %s limit %d offset %d) page
                join edition e on e.id = page.id join document d on d.id = e.document_id
            order by %s
            """;

    /** Drafts in whose place others see an edition of that state. */
    private static final String INSTEAD_OF_A_DRAFT =
            """
            e.latest and e.handed_in_revision is null and e.shown_title is not null and not e.unit_key = any(:units)
                and (select s.state from edition s where s.document_id = e.document_id and s.handed_in_revision is not null
                     order by s.state = 'PUBLISHED' desc, s.number desc limit 1) = :state""";

    DocumentSelection {
        parts = List.copyOf(parts);
        params = Map.copyOf(params);
    }

    static DocumentSelection of(
            Actor actor,
            DocumentFilter filter,
            Instant now,
            Visibility visibility,
            Function<Set<PersonId>, UUID[]> accounts) {
        Map<String, Object> params = new HashMap<>();
        List<String> every = new ArrayList<>();
        String[] units = visibility.units(actor);
        boolean overseer = visibility.overseer(actor);
        params.put("units", units);
        every.add(
                overseer
                        ? "(e.unit_key = any(:units) or e.shown_title is not null)"
                        : among(":units", units.length));
        if (filter.stage() != null) {
            every.add("e.state = 'IN_REVIEW'"); // as every edition at a stage; an index asks for it
        }
        equal(every, params, "e.stage", "stage", filter.stage());
        equal(every, params, "e.section_key", "section", filter.section());
        equal(every, params, "e.unit_key", "unit", filter.unit());
        equal(every, params, "e.kind", "kind", filter.kind());
        if (filter.title() != null && !filter.title().isBlank()) {
            String title = filter.title().strip();
            every.add(
                    "title_grams(e.title, e.shown_title) @> grams(:title, %d)"
                            .formatted(title.codePointCount(0, title.length()) > 1 ? 2 : 1));
            every.add("position(lower(:title) in lower(" + titleFor(overseer) + ")) > 0");
            params.put("title", title);
        }
        if (filter.late()) {
            every.add("e.due_at < :now");
            params.put("now", now.atOffset(ZoneOffset.UTC));
        }
        boolean byState = filter.state() != null || filter.stage() != null || filter.late();
        String condition = String.join(" and ", every);
        equal(every, params, "e.state", "state", filter.state());
        if (overseer && byState) { // what they see in place of a draft is in another state
            every.add("(e.unit_key = any(:units) or e.handed_in_revision is not null)");
        }
        if (!filter.waiting()) {
            List<String> parts = new ArrayList<>();
            parts.add("e.latest and " + String.join(" and ", every));
            // What stands in place of a draft is public or over, so it has no due date.
            if (overseer && filter.state() != null && !filter.late()) {
                parts.add(INSTEAD_OF_A_DRAFT + " and " + condition);
            }
            return new DocumentSelection(parts, params);
        }
        String all = String.join(" and ", every);
        WorkList work = WorkList.of(actor, accounts);
        params.putAll(work.params());
        return new DocumentSelection(
                work.heaps().stream().map(heap -> heap + " and " + all).toList(), params);
    }

    /**
     * The first of these in an order.
     *
     * @param most how far to look
     */
    String found(DocumentOrder order, long most) {
        String first = " order by " + order.sql() + " limit " + most;
        String every = "select e.id, " + order.columns() + " from edition e where ";
        return parts.stream()
                .map(part -> "(" + every + part + first + ")")
                .collect(Collectors.joining(" union all ", "select * from (", ") e" + first));
    }

    /**
     * A page of them as rows of {@link DocumentLists#COLUMNS}, each with how many were found.
     *
     * @param most how far to look
     */
    String page(DocumentOrder order, long offset, int size, long most) {
        String by = order.sql();
        return PAGE.formatted(found(order, most), DocumentLists.COLUMNS, by, size, offset, by);
    }

    /** One unit as such: only then does an index give them in the order of the list. */
    static String among(String units, int count) {
        return count == 1
                ? "e.unit_key = (" + units + "::text[])[1]"
                : "e.unit_key = any(" + units + ")";
    }

    /** The title by which somebody finds a document; a draft's is nobody's outside the unit. */
    private static String titleFor(boolean overseer) {
        return overseer
                ? "case when e.unit_key = any(:units) then e.title else e.shown_title end"
                : "e.title";
    }

    private static void equal(
            List<String> conditions,
            Map<String, Object> params,
            String column,
            String name,
            @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            conditions.add(column + " = :" + name);
            params.put(name, value.toString());
        }
    }
}
