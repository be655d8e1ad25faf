package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;

import org.gongkai.search.IndexChange;
import org.gongkai.search.SearchUnavailable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes changes in bounded batches. The release number is the external version ("greater or
 * equal", so that a repair may write the same release again): what is older than the index holds is
 * refused by the engine with 409, which is counted and otherwise harmless.
 */
final class BulkWriter {
    private static final int BATCH_CHANGES = 500;
    private static final int BATCH_CHARACTERS = 1_500_000;
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    /** What became of the changes. */
    record Written(long accepted, long stale) {
        Written plus(Written other) {
            return new Written(accepted + other.accepted, stale + other.stale);
        }
    }

    private final Engine engine;

    BulkWriter(Engine engine) {
        this.engine = engine;
    }

    /**
     * @param aliases where each change goes; only the first must exist, the others may vanish while
     *     this runs (a rebuild ended)
     */
    Written write(Stream<? extends IndexChange> changes, List<String> aliases) {
        Written written = new Written(0, 0);
        List<BulkOperation> batch = new ArrayList<>();
        long characters = 0;
        for (Iterator<? extends IndexChange> each = changes.iterator(); each.hasNext(); ) {
            IndexChange change = each.next();
            for (String alias : aliases) {
                batch.add(operation(change, alias));
            }
            characters += size(change);
            if (batch.size() >= BATCH_CHANGES || characters >= BATCH_CHARACTERS) {
                written = written.plus(send(batch, aliases.getFirst()));
                batch = new ArrayList<>();
                characters = 0;
            }
        }
        return batch.isEmpty() ? written : written.plus(send(batch, aliases.getFirst()));
    }

    private Written send(List<BulkOperation> batch, String requiredAlias) {
        Written written = new Written(0, 0);
        List<BulkOperation> open = batch;
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                Outcome outcome = sendOnce(open, requiredAlias);
                written = written.plus(outcome.written());
                open = outcome.busy();
                if (open.isEmpty()) {
                    return written;
                }
                if (attempt == ATTEMPTS) {
                    throw new SearchUnavailable(
                            "writing " + open.size() + " changes",
                            new IllegalStateException("still overloaded after " + ATTEMPTS));
                }
            } catch (SearchUnavailable e) {
                if (attempt == ATTEMPTS || !Overload.causes(e)) {
                    throw e;
                }
            }
            sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private record Outcome(Written written, List<BulkOperation> busy) {}

    private Outcome sendOnce(List<BulkOperation> batch, String requiredAlias) {
        BulkResponse response =
                engine.call(
                        "writing " + batch.size() + " changes",
                        client -> client.bulk(b -> b.requireAlias(true).operations(batch)));
        long accepted = 0;
        long stale = 0;
        List<BulkOperation> busy = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            BulkResponseItem item = response.items().get(i);
            ErrorCause error = item.error();
            if (error == null) {
                accepted++;
            } else if (item.status() == 409) {
                stale++;
            } else if (Overload.is(item.status())) {
                busy.add(batch.get(i));
            } else if (item.status() != 404 || requiredAlias.equals(target(batch.get(i)))) {
                throw new IllegalStateException(
                        "The engine refused document %s: %s. The mapping in index.json and the document do not fit, or %s is not an alias: prepare the index or rebuild it."
                                .formatted(item.id(), error.reason(), item.index()));
            }
        }
        return new Outcome(new Written(accepted, stale), busy);
    }

    private static BulkOperation operation(IndexChange change, String alias) {
        return switch (change) {
            case IndexChange.Put put ->
                    BulkOperation.of(
                            o ->
                                    o.<Map<String, Object>>index(
                                            i ->
                                                    i.index(alias)
                                                            .id(put.id())
                                                            .version(put.release())
                                                            .versionType(VersionType.ExternalGte)
                                                            .document(
                                                                    IndexedText.of(
                                                                            put.document()))));
            case IndexChange.Remove remove ->
                    BulkOperation.of(
                            o ->
                                    o.delete(
                                            d ->
                                                    d.index(alias)
                                                            .id(remove.id())
                                                            .version(remove.release())
                                                            .versionType(VersionType.ExternalGte)));
        };
    }

    private static String target(BulkOperation operation) {
        String index = operation.isIndex() ? operation.index().index() : operation.delete().index();
        return index == null ? "" : index;
    }

    private static long size(IndexChange change) {
        return change instanceof IndexChange.Put put
                ? put.document().title().length() + (long) put.document().body().length()
                : 0;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchUnavailable("waiting to write again", e);
        }
    }
}
