package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;

import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchUnavailable;
import org.gongkai.search.elasticsearch.Engine;
import org.gongkai.search.elasticsearch.IndexNotes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The one way from the query side to the index: nothing is asked before the index has come past the
 * last removal, whatever the question.
 *
 * <p>Questions go to the numbered index whose checkpoint was seen, never to the alias: the
 * checkpoint of one index only grows, but behind the alias there may be, a moment later, a rebuilt
 * index that is not as far. Which index that is, is looked up once a second, so that most questions
 * are one call. Thread-safe.
 */
final class RemovalGate {
    private static final Logger LOG = LoggerFactory.getLogger(RemovalGate.class);
    private static final Duration LOOKED_UP = Duration.ofSeconds(1);
    private static final int TRIES = 3;

    private final Engine engine;
    private final IndexNotes notes;
    private final RemovalCheckpoint removals;
    private final String alias;
    private volatile Seen seen = new Seen(List.of(), OptionalLong.empty(), System.nanoTime());

    RemovalGate(Engine engine, IndexNotes notes, RemovalCheckpoint removals, String alias) {
        this.engine = engine;
        this.notes = notes;
        this.removals = removals;
        this.alias = alias;
    }

    /** Which indices may be asked, and how far they had come at least. */
    private record Seen(List<String> indices, OptionalLong checkpoint, long at) {
        boolean fresh() {
            return System.nanoTime() - at < LOOKED_UP.toNanos();
        }

        boolean reaches(long removal) {
            boolean far = checkpoint.isPresent() && checkpoint.getAsLong() >= removal;
            return !indices.isEmpty() && (removal == 0 || far);
        }
    }

    /** What the answers of one moment hold for. */
    record State(List<String> indices, OptionalLong checkpoint, long lastRemoval) {}

    /**
     * Asks, again if the index was replaced meanwhile or a connection broke.
     *
     * @param attempted what is done, for the error, such as "searching"
     * @param question to the indices that it is given
     * @throws SearchUnavailable if the engine does not answer in time
     * @throws IndexBehind if the index may hold what was withdrawn
     */
    <T> T ask(String attempted, Function<List<String>, Engine.Question<T>> question) {
        for (int attempt = 1; ; attempt++) {
            try {
                return engine.ask(attempted, question.apply(open().indices()));
            } catch (SearchUnavailable e) {
                boolean again = Engine.answered(e) ? !Engine.busy(e) : Engine.lost(e);
                if (attempt == TRIES || !again) {
                    throw e;
                }
            } catch (ElasticsearchException e) {
                if (attempt == TRIES) {
                    LOG.warn("The engine refused {}: {}", attempted, e.getMessage());
                    throw new SearchUnavailable(attempted, e);
                }
            }
            // The index may have been replaced and deleted since it was looked up.
            seen = new Seen(List.of(), OptionalLong.empty(), System.nanoTime());
        }
    }

    /** The order matters: a removal after the first line belongs to a release after the answer. */
    State open() {
        long lastRemoval = lastRemoval();
        Seen now = seen;
        if (!now.fresh() || !now.reaches(lastRemoval)) {
            now = lookUp();
            seen = now;
        }
        if (now.indices().isEmpty() && lastRemoval == 0) {
            throw new SearchUnavailable(
                    "looking for the index", new IllegalStateException("there is no " + alias));
        }
        if (!now.reaches(lastRemoval)) {
            throw new IndexBehind(
                    "The index holds release %s, release %d removed something"
                            .formatted(
                                    now.checkpoint().isEmpty()
                                            ? "none"
                                            : now.checkpoint().getAsLong(),
                                    lastRemoval));
        }
        return new State(now.indices(), now.checkpoint(), lastRemoval);
    }

    private Seen lookUp() {
        try {
            long at = System.nanoTime();
            Map<String, OptionalLong> all = notes.checkpoints(alias);
            return new Seen(List.copyOf(all.keySet()), IndexNotes.lowest(all.values()), at);
        } catch (ElasticsearchException e) {
            throw new SearchUnavailable("reading how far the index has come", e);
        }
    }

    private long lastRemoval() {
        try {
            return removals.lastRemoval();
        } catch (RuntimeException e) {
            LOG.error("It is not known what was withdrawn, so search shows nothing", e);
            throw new IndexBehind("It is not known what was withdrawn");
        }
    }
}
