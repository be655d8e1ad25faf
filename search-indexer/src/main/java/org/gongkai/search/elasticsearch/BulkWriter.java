package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;

import org.gongkai.search.Applied;
import org.gongkai.search.IndexChange;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes changes in bounded batches, some of them at once; a book goes alone, for the engine's
 * sake. The release number is the external version ("greater or equal", so that a repair may write
 * the same release again): what is older than the index holds is refused by the engine with 409,
 * which is counted and otherwise harmless.
 */
final class BulkWriter {
    private static final int BATCH_CHANGES = 500;
    private static final int BATCH_CHARACTERS = 500_000;

    private final Engine engine;
    private final IndexedText text;

    BulkWriter(Engine engine, IndexedText text) {
        this.engine = engine;
        this.text = text;
    }

    /**
     * @param aliases where each change goes; only the first must exist, the others may vanish while
     *     this runs (a rebuild ended)
     */
    Applied write(Stream<? extends IndexChange> changes, List<String> aliases) {
        Bulk bulk = new Bulk(engine, aliases.getFirst());
        Applied skipped = Applied.NOTHING;
        try (BulksInFlight bulks = new BulksInFlight()) {
            List<IndexChange> batch = new ArrayList<>();
            long characters = 0;
            for (Iterator<? extends IndexChange> each = changes.iterator(); each.hasNext(); ) {
                IndexChange change = each.next();
                if (change instanceof IndexChange.Skip skip) {
                    skipped = skipped.plus(new Applied(0, 0, Map.of(skip.reason(), 1L)));
                    continue;
                }
                long size = size(change);
                boolean large = size >= BATCH_CHARACTERS;
                if (large) {
                    start(bulks, bulk, batch, aliases);
                    batch = new ArrayList<>();
                    bulks.await();
                }
                batch.add(change);
                characters += size;
                if (batch.size() >= BATCH_CHANGES || characters >= BATCH_CHARACTERS) {
                    start(bulks, bulk, batch, aliases);
                    batch = new ArrayList<>();
                    characters = 0;
                }
                if (large) {
                    bulks.await();
                }
            }
            start(bulks, bulk, batch, aliases);
            return bulks.await().plus(skipped);
        }
    }

    private void start(
            BulksInFlight bulks, Bulk bulk, List<IndexChange> batch, List<String> aliases) {
        if (!batch.isEmpty()) {
            bulks.start(() -> bulk.send(operations(batch, aliases)));
        }
    }

    private List<BulkOperation> operations(List<IndexChange> batch, List<String> aliases) {
        List<BulkOperation> operations = new ArrayList<>();
        for (IndexChange change : batch) {
            switch (change) {
                case IndexChange.Put put -> {
                    Map<String, Object> document = text.of(put.document());
                    aliases.forEach(alias -> operations.add(put(put, document, alias)));
                }
                case IndexChange.Remove remove ->
                        aliases.forEach(alias -> operations.add(remove(remove, alias)));
                case IndexChange.Skip skip -> {}
            }
        }
        return operations;
    }

    private static BulkOperation put(
            IndexChange.Put put, Map<String, Object> document, String alias) {
        return BulkOperation.of(
                o ->
                        o.<Map<String, Object>>index(
                                i ->
                                        i.index(alias)
                                                .id(put.id())
                                                .version(put.release())
                                                .versionType(VersionType.ExternalGte)
                                                .document(document)));
    }

    private static BulkOperation remove(IndexChange.Remove remove, String alias) {
        return BulkOperation.of(
                o ->
                        o.delete(
                                d ->
                                        d.index(alias)
                                                .id(remove.id())
                                                .version(remove.release())
                                                .versionType(VersionType.ExternalGte)));
    }

    private static long size(IndexChange change) {
        return change instanceof IndexChange.Put put
                ? put.document().title().length()
                        + (long) put.document().body().length()
                        + put.document().attachments().length()
                : 0;
    }
}
