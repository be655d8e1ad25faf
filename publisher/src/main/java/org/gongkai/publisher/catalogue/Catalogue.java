package org.gongkai.publisher.catalogue;

import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.catalogue.ListKey.Shelf;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The live documents of one release, found by id, path and every list in which they stand, and what
 * was withdrawn. It never changes; the catalogue of the next release is made from it and costs what
 * that release changes.
 */
public final class Catalogue {
    private static final Catalogue EMPTY =
            new Catalogue(
                    Buckets.empty(),
                    Buckets.empty(),
                    Map.of(),
                    Buckets.empty(),
                    Buckets.empty(),
                    Buckets.empty(),
                    Buckets.empty(),
                    Buckets.empty());

    private final Buckets<UUID, ReleasedDocument> byId;
    private final Buckets<String, UUID> byPath;
    private final Map<ListKey, DocumentList> lists;
    private final Buckets<UUID, List<Naming>> naming;
    private final Buckets<UUID, List<UUID>> linking;
    private final Buckets<String, List<UUID>> using;
    private final Buckets<UUID, Withdrawal> withdrawals;
    private final Buckets<UUID, List<UUID>> leading;

    /** A field of a document that names another. */
    private record Naming(String field, UUID document) {}

    private Catalogue(
            Buckets<UUID, ReleasedDocument> byId,
            Buckets<String, UUID> byPath,
            Map<ListKey, DocumentList> lists,
            Buckets<UUID, List<Naming>> naming,
            Buckets<UUID, List<UUID>> linking,
            Buckets<String, List<UUID>> using,
            Buckets<UUID, Withdrawal> withdrawals,
            Buckets<UUID, List<UUID>> leading) {
        this.byId = byId;
        this.byPath = byPath;
        this.lists = lists;
        this.naming = naming;
        this.linking = linking;
        this.using = using;
        this.withdrawals = withdrawals;
        this.leading = leading;
    }

    /** Nothing is live. */
    public static Catalogue empty() {
        return EMPTY;
    }

    /**
     * This catalogue with changes.
     *
     * @param documents what becomes of documents; null for those that are not live any more
     * @param withdrawn what becomes of withdrawals, by document; null for those that are none any
     *     more
     */
    public Catalogue with(
            Map<UUID, @Nullable ReleasedDocument> documents,
            Map<UUID, @Nullable Withdrawal> withdrawn) {
        Set<ReleasedDocument> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<ListKey, List<ReleasedDocument>> come = new HashMap<>();
        Set<ListKey> left = new HashSet<>();
        Map<String, @Nullable UUID> paths = new HashMap<>();
        References<UUID, Naming> names = new References<>(naming);
        References<UUID, UUID> links = new References<>(linking);
        References<String, UUID> media = new References<>(using);
        for (Map.Entry<UUID, @Nullable ReleasedDocument> each : documents.entrySet()) {
            UUID id = each.getKey();
            ReleasedDocument old = byId.get(id).orElse(null);
            ReleasedDocument now = each.getValue();
            if (old != null) {
                gone.add(old);
                left.addAll(ListKey.of(old));
                paths.putIfAbsent(old.path(), null);
                old.names().forEach((field, named) -> names.remove(named, new Naming(field, id)));
                old.links().forEach(target -> links.remove(target, id));
                old.facts().media().forEach(file -> media.remove(file, id));
            }
            if (now != null) {
                ListKey.of(now)
                        .forEach(
                                key ->
                                        come.computeIfAbsent(key, none -> new ArrayList<>())
                                                .add(now));
                paths.put(now.path(), id);
                now.names().forEach((field, named) -> names.add(named, new Naming(field, id)));
                now.links().forEach(target -> links.add(target, id));
                now.facts().media().forEach(file -> media.add(file, id));
            }
        }
        left.addAll(come.keySet());
        Map<ListKey, DocumentList> changed = new HashMap<>(lists);
        for (ListKey key : left) {
            DocumentList list = list(key).with(gone, come.getOrDefault(key, List.of()));
            if (list.isEmpty()) {
                changed.remove(key);
            } else {
                changed.put(key, list);
            }
        }
        References<UUID, UUID> led = new References<>(leading);
        withdrawn.forEach(
                (id, now) -> {
                    withdrawals
                            .get(id)
                            .ifPresent(old -> leads(old).forEach(to -> led.remove(to, id)));
                    if (now != null) {
                        leads(now).forEach(to -> led.add(to, id));
                    }
                });
        return new Catalogue(
                byId.with(documents),
                byPath.with(paths),
                Collections.unmodifiableMap(changed),
                names.changed(),
                links.changed(),
                media.changed(),
                withdrawals.with(withdrawn),
                led.changed());
    }

    private static Set<UUID> leads(Withdrawal withdrawal) {
        Set<UUID> targets = new HashSet<>();
        if (withdrawal.replacedBy() != null) {
            targets.add(withdrawal.replacedBy());
        }
        if (withdrawal.explainedBy() != null) {
            targets.add(withdrawal.explainedBy());
        }
        return targets;
    }

    /** Who refers to what, with changes. */
    private static final class References<K, V> {
        private final Buckets<K, List<V>> before;
        private final Map<K, @Nullable List<V>> edits = new HashMap<>();

        References(Buckets<K, List<V>> before) {
            this.before = before;
        }

        private List<V> of(K target) {
            List<V> known = edits.get(target);
            if (known == null) {
                known = new ArrayList<>(before.get(target).orElse(List.of()));
                edits.put(target, known);
            }
            return known;
        }

        void add(K target, V from) {
            of(target).add(from);
        }

        void remove(K target, V from) {
            of(target).remove(from);
        }

        Buckets<K, List<V>> changed() {
            edits.replaceAll(
                    (target, list) -> list == null || list.isEmpty() ? null : List.copyOf(list));
            return before.with(edits);
        }
    }

    /** Every live document, newest first. */
    public DocumentList documents() {
        return list(ListKey.ALL);
    }

    /** The live documents that stand together, newest first. */
    public DocumentList list(ListKey key) {
        return lists.getOrDefault(key, DocumentList.EMPTY);
    }

    /** The live documents that stand together, newest first. */
    public DocumentList on(Shelf shelf, String key) {
        return list(new ListKey(shelf, key));
    }

    /** The keys of the lists of this kind that have something in them, sorted. */
    public List<String> keys(Shelf shelf) {
        return lists.keySet().stream()
                .filter(key -> key.shelf() == shelf)
                .map(ListKey::key)
                .sorted()
                .toList();
    }

    /** The lists in which a live document stands. */
    public Set<ListKey> listsOf(UUID document) {
        return live(document).map(ListKey::of).orElse(Set.of());
    }

    public Optional<ReleasedDocument> live(UUID document) {
        return byId.get(document);
    }

    public Optional<ReleasedDocument> at(String path) {
        return byPath.get(path).flatMap(this::live);
    }

    /** The live documents that the fields of this one name, by field. */
    public SortedMap<String, ReleasedDocument> namedBy(ReleasedDocument document) {
        SortedMap<String, ReleasedDocument> named = new TreeMap<>();
        document.names().forEach((field, id) -> live(id).ifPresent(each -> named.put(field, each)));
        return named;
    }

    /**
     * The live documents that name this one, by the field in which they do, newest first: under
     * {@code interprets} those that explain it.
     */
    public SortedMap<String, List<ReleasedDocument>> naming(UUID document) {
        SortedMap<String, List<ReleasedDocument>> all = new TreeMap<>();
        for (Naming each : naming.get(document).orElse(List.of())) {
            live(each.document())
                    .ifPresent(
                            live ->
                                    all.computeIfAbsent(each.field(), none -> new ArrayList<>())
                                            .add(live));
        }
        all.values().forEach(Catalogue::sort);
        return all;
    }

    /** The live documents whose bodies link to this one, whether or not that is live. */
    public List<ReleasedDocument> linkingTo(UUID document) {
        return live(linking.get(document));
    }

    /** The live documents that use a public file. */
    public List<ReleasedDocument> using(String file) {
        return live(using.get(file));
    }

    public Optional<Withdrawal> withdrawal(UUID document) {
        return withdrawals.get(document);
    }

    public void forEachWithdrawal(Consumer<Withdrawal> each) {
        withdrawals.forEach(each);
    }

    /** The withdrawn documents whose notices lead to this one, directly or over others. */
    public List<Withdrawal> leadingTo(UUID document) {
        TreeSet<UUID> found = new TreeSet<>();
        List<UUID> targets = new ArrayList<>(List.of(document));
        while (!targets.isEmpty()) {
            for (UUID from : leading.get(targets.removeLast()).orElse(List.of())) {
                if (found.add(from)) {
                    targets.add(from);
                }
            }
        }
        return found.stream().flatMap(id -> withdrawal(id).stream()).toList();
    }

    private List<ReleasedDocument> live(Optional<List<UUID>> ids) {
        List<ReleasedDocument> live = new ArrayList<>();
        ids.orElse(List.of()).forEach(id -> live(id).ifPresent(live::add));
        sort(live);
        return live;
    }

    private static void sort(List<ReleasedDocument> documents) {
        documents.sort(
                (one, other) -> ReleasedDocument.NEWEST_FIRST.compare(one.live(), other.live()));
    }
}
