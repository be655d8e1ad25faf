package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.TransportOptions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to an engine, with a counter of what goes along it. */
record CountingTransport(ElasticsearchTransport way, AtomicInteger calls)
        implements ElasticsearchTransport {

    static ElasticsearchClient over(ElasticsearchClient client, AtomicInteger calls) {
        return new ElasticsearchClient(new CountingTransport(client._transport(), calls));
    }

    @Override
    public <Q, A, E> A performRequest(
            Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options)
            throws IOException {
        calls.incrementAndGet();
        return way.performRequest(request, endpoint, options);
    }

    @Override
    public <Q, A, E> CompletableFuture<A> performRequestAsync(
            Q request, Endpoint<Q, A, E> endpoint, @Nullable TransportOptions options) {
        calls.incrementAndGet();
        return way.performRequestAsync(request, endpoint, options);
    }

    @Override
    public JsonpMapper jsonpMapper() {
        return way.jsonpMapper();
    }

    @Override
    public TransportOptions options() {
        return way.options();
    }

    @Override
    public void close() throws IOException {
        way.close();
    }
}
