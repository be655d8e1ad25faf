package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which documents are asked for. An empty set asks for all; of several values of a set one must
 * fit, of several sets each.
 *
 * @param behind the place behind which the list begins; null for its beginning
 * @param limit how many at most
 */
public record Selection(
        Set<String> sections,
        Set<String> units,
        Set<String> kinds,
        Set<String> tags,
        @Nullable Instant publishedAfter,
        @Nullable Instant updatedAfter,
        @Nullable Position behind,
        int limit) {
    public Selection {
        sections = Set.copyOf(sections);
        units = Set.copyOf(units);
        kinds = Set.copyOf(kinds);
        tags = Set.copyOf(tags);
    }

    /** Whether a document with these is asked for, wherever it stands. */
    public boolean fits(
            String section, String unit, String kind, Collection<String> itsTags, Instant updated) {
        return oneOf(sections, List.of(section))
                && oneOf(units, List.of(unit))
                && oneOf(kinds, List.of(kind))
                && oneOf(tags, itsTags)
                && (updatedAfter == null || updated.isAfter(updatedAfter));
    }

    private static boolean oneOf(Set<String> wanted, Collection<String> values) {
        return wanted.isEmpty() || values.stream().anyMatch(wanted::contains);
    }
}
