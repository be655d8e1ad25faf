package org.gongkai.publisher.indexing;

import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.search.IndexChange;
import org.gongkai.search.IndexChange.Reason;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an index of one release has to do to be that of another. Thread-safe. */
final class Changes {
    private final ReleaseStore store;

    Changes(ReleaseStore store) {
        this.store = store;
    }

    private enum Change {
        NEW,
        CHANGED,
        REMOVED
    }

    /** Reads each document when it is asked for: a release may bring very many. */
    Stream<IndexChange> between(Manifest from, Manifest to, SearchDocuments documents) {
        Map<UUID, Change> changes = changes(from, to);
        Set<String> renamed = renamed(from, to);
        if (!renamed.isEmpty()) {
            to.forEachDocument(
                    (id, live) -> {
                        if (names(documents, id, live, renamed)) {
                            changes.putIfAbsent(id, Change.CHANGED);
                        }
                    });
        }
        return changes.entrySet().stream()
                .map(each -> decision(each.getKey(), each.getValue(), to.release(), documents));
    }

    /** The documents that the later release shows otherwise, or that the earlier one did not. */
    Stream<UUID> shown(Manifest from, Manifest to) {
        return changes(from, to).entrySet().stream()
                .filter(each -> each.getValue() != Change.REMOVED)
                .map(Map.Entry::getKey);
    }

    private static Map<UUID, Change> changes(Manifest from, Manifest to) {
        Map<UUID, Change> changes = new TreeMap<>();
        to.documentsSince(
                from,
                (id, before, live) ->
                        changes.put(
                                id,
                                live == null
                                        ? Change.REMOVED
                                        : before == null ? Change.NEW : Change.CHANGED));
        return changes;
    }

    private static IndexChange decision(
            UUID id, Change change, long release, SearchDocuments documents) {
        boolean searched = change != Change.REMOVED && documents.searched(id);
        if (searched) {
            return new IndexChange.Put(documents.of(id), release);
        }
        // The edition before may have been of a kind that is searched.
        return change == Change.NEW
                ? new IndexChange.Skip(id.toString(), release, Reason.NOT_SEARCHABLE)
                : new IndexChange.Remove(id.toString(), release);
    }

    private static boolean names(
            SearchDocuments documents, UUID id, LiveDocument live, Set<String> renamed) {
        ApprovedContent content = documents.content(id, live);
        return renamed.contains("section " + content.section())
                || renamed.contains("unit " + content.unit());
    }

    /** Sections and units whose names changed: every document that bears one is indexed again. */
    private Set<String> renamed(Manifest from, Manifest to) {
        if (from.site().equals(to.site())) {
            return Set.of();
        }
        Map<String, String> before = names(SearchDocuments.textOf(from, store));
        return names(SearchDocuments.textOf(to, store)).entrySet().stream()
                .filter(name -> !name.getValue().equals(before.get(name.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> names(SiteText text) {
        Map<String, String> names = new HashMap<>();
        text.sections().forEach(section -> names.put("section " + section.key(), section.name()));
        text.units().forEach(unit -> names.put("unit " + unit.key(), unit.name()));
        return names;
    }
}
