package org.gongkai.publisher.released;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The live documents of one release, found by id, path, section, unit, kind and tag. It never
 * changes.
 */
public final class Catalogue {
    private static final int READ_AT_ONCE = 256;

    private final List<ReleasedDocument> documents;
    private final Map<UUID, ReleasedDocument> byId;
    private final Map<String, ReleasedDocument> byPath;
    private final Map<Shelf, Map<String, List<ReleasedDocument>>> shelves =
            new EnumMap<>(Shelf.class);
    private final Map<UUID, List<Naming>> naming = new HashMap<>();
    private final Map<UUID, List<ReleasedDocument>> linking = new HashMap<>();

    /** By what documents stand together. */
    public enum Shelf {
        SECTION,
        UNIT,
        KIND,
        TAG
    }

    /** A field of a document that names another. */
    private record Naming(String field, ReleasedDocument document) {}

    private Catalogue(List<ReleasedDocument> newestFirst) {
        documents = Collections.unmodifiableList(newestFirst);
        byId = HashMap.newHashMap(newestFirst.size());
        byPath = HashMap.newHashMap(newestFirst.size());
        for (Shelf shelf : Shelf.values()) {
            shelves.put(shelf, new HashMap<>());
        }
        for (ReleasedDocument each : newestFirst) {
            byId.put(each.id(), each);
            byPath.put(each.live().path(), each);
            put(Shelf.SECTION, each.section(), each);
            put(Shelf.UNIT, each.unit(), each);
            put(Shelf.KIND, each.kind(), each);
            each.tags().stream().distinct().forEach(tag -> put(Shelf.TAG, tag, each));
            each.names().forEach((field, named) -> of(naming, named).add(new Naming(field, each)));
            each.links().forEach(target -> of(linking, target).add(each));
        }
        shelves.values().forEach(shelf -> shelf.values().forEach(Catalogue::trim));
    }

    /**
     * The catalogue of these documents. Only those are read that the one before does not know.
     *
     * @param before the catalogue of an earlier release; null to read every document
     */
    static Catalogue of(
            Map<UUID, LiveDocument> live, @Nullable Catalogue before, ReleaseSource source) {
        List<ReleasedDocument> documents = new ArrayList<>(live.size());
        List<Map.Entry<UUID, LiveDocument>> unread = new ArrayList<>();
        for (Map.Entry<UUID, LiveDocument> each : live.entrySet()) {
            ReleasedDocument known =
                    before == null ? null : before.live(each.getKey()).orElse(null);
            if (known != null && known.live().digest().equals(each.getValue().digest())) {
                documents.add(known.in(each.getValue()));
            } else {
                unread.add(each);
            }
        }
        for (int from = 0; from < unread.size(); from += READ_AT_ONCE) {
            List<Map.Entry<UUID, LiveDocument>> part =
                    unread.subList(from, Math.min(unread.size(), from + READ_AT_ONCE));
            Map<Sha256, byte[]> forms =
                    source.forms(part.stream().map(each -> each.getValue().digest()).toList());
            for (Map.Entry<UUID, LiveDocument> each : part) {
                documents.add(
                        ReleasedDocument.of(
                                each.getKey(),
                                each.getValue(),
                                form(each.getValue().digest(), forms)));
            }
        }
        documents.sort(Comparator.comparing(ReleasedDocument::live, ReleasedDocument.NEWEST_FIRST));
        return new Catalogue(documents);
    }

    static byte[] form(Sha256 digest, Map<Sha256, byte[]> forms) {
        byte[] form = forms.get(digest);
        if (form == null) {
            throw new ReleaseUnknown(
                    "The canonical form %s of the active release is missing; restore it from a backup"
                            .formatted(digest));
        }
        return form;
    }

    /** Every live document, newest first. */
    public List<ReleasedDocument> documents() {
        return documents;
    }

    /** The live documents that stand together by this key, newest first. */
    public List<ReleasedDocument> on(Shelf shelf, String key) {
        return seen(shelves.getOrDefault(shelf, Map.of()).get(key));
    }

    /**
     * The rest of a list behind the place of a document, whether or not that is still in it.
     *
     * @param published its public date
     * @param path its public path
     */
    public static List<ReleasedDocument> behind(
            List<ReleasedDocument> newestFirst, Instant published, String path) {
        int low = 0;
        int high = newestFirst.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (newestFirst.get(middle).standsBehind(published, path)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return newestFirst.subList(low, newestFirst.size());
    }

    public Optional<ReleasedDocument> live(UUID document) {
        return Optional.ofNullable(byId.get(document));
    }

    public Optional<ReleasedDocument> at(String path) {
        return Optional.ofNullable(byPath.get(path));
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
        for (Naming each : naming.getOrDefault(document, List.of())) {
            of(all, each.field()).add(each.document());
        }
        return all;
    }

    /** The live documents whose bodies link to this one, whether or not that is live. */
    List<ReleasedDocument> linkingTo(UUID document) {
        return seen(linking.get(document));
    }

    private void put(Shelf shelf, String key, ReleasedDocument document) {
        of(shelves.getOrDefault(shelf, Map.of()), key).add(document);
    }

    private static List<ReleasedDocument> seen(@Nullable List<ReleasedDocument> list) {
        return list == null ? List.of() : Collections.unmodifiableList(list);
    }

    private static void trim(List<ReleasedDocument> list) {
        if (list instanceof ArrayList<ReleasedDocument> grown) {
            grown.trimToSize();
        }
    }

    private static <K, V> List<V> of(Map<K, List<V>> lists, K key) {
        return lists.computeIfAbsent(key, none -> new ArrayList<>());
    }
}
