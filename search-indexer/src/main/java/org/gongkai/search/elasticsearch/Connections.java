package org.gongkai.search.elasticsearch;

import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;

import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.elasticsearch.autoconfigure.Rest5ClientBuilderCustomizer;

/**
 * Enough connections for all questions at once and some writes beside them, where the client alone
 * would open ten; and an end to waiting for a node that took a request and does not answer, so that
 * it does not keep a release waiting for ever.
 */
record Connections(int questions) implements Rest5ClientBuilderCustomizer {
    private static final int WRITES = 8;
    private static final Timeout ANSWER = Timeout.ofSeconds(60);

    @Override
    public void customize(Rest5ClientBuilder builder) {}

    @Override
    public void customize(PoolingAsyncClientConnectionManagerBuilder connections) {
        int most = questions + WRITES;
        connections.setMaxConnPerRoute(most).setMaxConnTotal(4 * most);
    }

    @Override
    public void customize(RequestConfig.Builder requests) {
        requests.setResponseTimeout(ANSWER);
    }
}
