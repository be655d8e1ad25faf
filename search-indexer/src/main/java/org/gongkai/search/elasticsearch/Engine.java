package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;

import org.gongkai.search.SearchUnavailable;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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

    Engine(ElasticsearchClient client, Duration patience) {
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
        CompletableFuture<T> answer = question.on(async);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new SearchUnavailable(
                    attempted, new TimeoutException("no answer within " + patience));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new SearchUnavailable(attempted, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof ElasticsearchException refusal && !away(refusal)) {
                throw refusal;
            }
            throw new SearchUnavailable(attempted, cause);
        }
    }

    /**
     * Whether the engine is there and answered, but not with what was asked: a shard that is just
     * moving, or more work than it takes.
     */
    public static boolean answered(SearchUnavailable unavailable) {
        return status(unavailable).isPresent();
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
