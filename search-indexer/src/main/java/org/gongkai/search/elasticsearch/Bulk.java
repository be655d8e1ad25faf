package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;

import org.gongkai.search.Applied;
import org.gongkai.search.IndexChange.Reason;
import org.gongkai.search.SearchUnavailable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One request of many writes, repeated for what the engine had no room for, and as a whole when the
 * connection broke: a repeated write is harmless. The pause doubles and is drawn at random, so that
 * writers that were refused together do not come back together.
 */
final class Bulk {
    private static final int ATTEMPTS = 6;
    private static final int ATTEMPTS_OF_LOST = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private static final Applied PUT = new Applied(1, 0, Map.of());
    private static final Applied REMOVED = new Applied(0, 1, Map.of());
    private static final Applied ABSENT = new Applied(0, 0, Map.of(Reason.ABSENT, 1L));
    private static final Applied SUPERSEDED = new Applied(0, 0, Map.of(Reason.SUPERSEDED, 1L));

    private final Engine engine;
    private final String counted;

    /**
     * @param counted the alias that must exist, and whose writes are counted; others may vanish (a
     *     rebuild ended)
     */
    Bulk(Engine engine, String counted) {
        this.engine = engine;
        this.counted = counted;
    }

    Applied send(List<BulkOperation> operations) {
        Applied applied = Applied.NOTHING;
        List<BulkOperation> open = operations;
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                Outcome outcome = sendOnce(open);
                applied = applied.plus(outcome.applied());
                open = outcome.busy();
                if (open.isEmpty()) {
                    return applied;
                }
                if (attempt == ATTEMPTS) {
                    throw new SearchUnavailable(
                            "writing " + open.size() + " changes",
                            new IllegalStateException("still overloaded after " + ATTEMPTS));
                }
            } catch (SearchUnavailable e) {
                if (attempt >= attempts(e)) {
                    throw e;
                }
            }
            sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    /** An engine that is away stays away longer than anyone here should wait. */
    private static int attempts(SearchUnavailable failure) {
        if (Engine.overloaded(failure)) {
            return ATTEMPTS;
        }
        return Engine.lost(failure) ? ATTEMPTS_OF_LOST : 1;
    }

    private record Outcome(Applied applied, List<BulkOperation> busy) {}

    private Outcome sendOnce(List<BulkOperation> operations) {
        BulkResponse response =
                engine.call(
                        "writing " + operations.size() + " changes",
                        client -> client.bulk(b -> b.requireAlias(true).operations(operations)));
        Applied applied = Applied.NOTHING;
        List<BulkOperation> busy = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            BulkOperation operation = operations.get(i);
            BulkResponseItem item = response.items().get(i);
            if (item.error() != null && Overload.is(item.status())) {
                busy.add(operation);
                continue;
            }
            boolean counts = counted.equals(target(operation));
            Applied one = became(operation, item, counts);
            applied = counts ? applied.plus(one) : applied;
        }
        return new Outcome(applied, busy);
    }

    private static Applied became(
            BulkOperation operation, BulkResponseItem item, boolean mustExist) {
        ErrorCause error = item.error();
        if (error == null) {
            return operation.isIndex() ? PUT : item.status() == 404 ? ABSENT : REMOVED;
        }
        if (item.status() == 409) {
            return SUPERSEDED;
        }
        if (item.status() == 404 && !mustExist) {
            return Applied.NOTHING;
        }
        throw new IllegalStateException(
                "The engine refused document %s: %s. The mapping in index.json and the document do not fit, or %s is not an alias: prepare the index or rebuild it."
                        .formatted(item.id(), error.reason(), item.index()));
    }

    private static String target(BulkOperation operation) {
        String index = operation.isIndex() ? operation.index().index() : operation.delete().index();
        return index == null ? "" : index;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(
                    ThreadLocalRandom.current()
                            .nextLong(pause.toMillis() / 2, pause.toMillis() * 3 / 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchUnavailable("waiting to write again", e);
        }
    }
}
