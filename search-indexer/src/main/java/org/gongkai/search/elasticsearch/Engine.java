package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;

import org.gongkai.search.SearchUnavailable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The way to Elasticsearch: every call ends in an answer, in {@link SearchUnavailable} when the
 * engine is away or overloaded, or in the {@link ElasticsearchException} of a request that it
 * refused.
 *
 * <p>Thread-safe. Writers use {@link #call}, whose patience is the client's own; whatever a reader
 * waits for uses {@link #ask}, which gives up after {@code gongkai.search.timeout}.
 */
public final class Engine {
    /** Overloaded, starting, or not letting us in: the request itself may be well. */
    private static final Set<Integer> AWAY = Set.of(401, 403, 429, 500, 502, 503, 504);

    private final ElasticsearchClient client;
    private final ElasticsearchAsyncClient async;
    private final Duration patience;
    private final Semaphore questions;

    /**
     * @param atOnce how many questions are open at once; further ones wait
     */
    Engine(ElasticsearchClient client, Duration patience, int atOnce) {
        this.questions = new Semaphore(atOnce);
        this.client = client;
        this.async = new ElasticsearchAsyncClient(client._transport());
        this.patience = patience;
    }

    /** A request that waits for its answer. */
    @FunctionalInterface
    public interface Call<T> {
        T on(ElasticsearchClient client) throws IOException;
    }

    /** A request whose answer comes later. */
    @FunctionalInterface
    public interface Question<T> {
        CompletableFuture<T> on(ElasticsearchAsyncClient client);
    }

    /**
     * @param attempted what is done, for the error, such as "searching"
     */
    <T> T call(String attempted, Call<T> call) {
        try {
            return call.on(client);
        } catch (ElasticsearchException e) {
            throw away(e) ? new SearchUnavailable(attempted, e) : e;
        } catch (IOException e) {
            throw new SearchUnavailable(attempted, e);
        }
    }

    /**
     * @param attempted what is done, for the error, such as "searching"
     */
    public <T> T ask(String attempted, Question<T> question) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            if (!questions.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw away(attempted);
            }
            try {
                return answer(attempted, question.on(async), until - System.nanoTime());
            } finally {
                questions.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchUnavailable(attempted, e);
        }
    }

    private <T> T answer(String attempted, CompletableFuture<T> answer, long nanoseconds)
            throws InterruptedException {
        try {
            return answer.get(nanoseconds, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw away(attempted);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof ElasticsearchException refusal && !away(refusal)) {
                throw refusal;
            }
            throw new SearchUnavailable(attempted, cause);
        } finally {
            answer.cancel(true);
        }
    }

    private SearchUnavailable away(String attempted) {
        return new SearchUnavailable(
                attempted, new TimeoutException("no answer within " + patience));
    }

    /**
     * Whether the engine is there and answered, but not with what was asked: a shard that is just
     * moving, or more work than it takes.
     */
    public static boolean answered(SearchUnavailable unavailable) {
        return status(unavailable).isPresent();
    }

    /** Whether the engine is there, but asks for patience: it will take the same request later. */
    static boolean overloaded(SearchUnavailable unavailable) {
        OptionalInt status = status(unavailable);
        return status.isPresent() && Overload.is(status.getAsInt());
    }

    /**
     * Whether the engine has more to do than it takes: to ask it again at once would make it worse.
     */
    public static boolean busy(SearchUnavailable unavailable) {
        OptionalInt status = status(unavailable);
        return status.isPresent() && status.getAsInt() == 429;
    }

    /**
     * Whether a connection that was open broke: what was asked may have been done or not. Neither
     * an engine that takes no connection, nor one that does not answer in time.
     */
    public static boolean lost(SearchUnavailable unavailable) {
        if (answered(unavailable)) {
            return false;
        }
        boolean broken = false;
        for (Throwable e = unavailable.getCause(); e != null; e = e.getCause()) {
            if (e instanceof ConnectException || e instanceof InterruptedIOException) {
                return false;
            }
            broken |= e instanceof IOException;
        }
        return broken;
    }

    /** The engine's answer to a request that failed; empty if there was none. */
    static OptionalInt status(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ElasticsearchException refusal) {
                return OptionalInt.of(refusal.status());
            }
            // What the client takes for the failure of a node, such as 503, it does not translate.
            if (e instanceof ResponseException answer) {
                return OptionalInt.of(answer.getResponse().getStatusCode());
            }
        }
        return OptionalInt.empty();
    }

    private static boolean away(ElasticsearchException e) {
        return AWAY.contains(e.status());
    }
}
