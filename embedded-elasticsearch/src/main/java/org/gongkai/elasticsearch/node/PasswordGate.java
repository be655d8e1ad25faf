package org.gongkai.elasticsearch.node;

import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.network.NetworkService;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.util.BigArrays;
import org.elasticsearch.common.util.PageCacheRecycler;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.http.HttpPreRequest;
import org.elasticsearch.http.HttpRouteStats;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.indices.breaker.CircuitBreakerService;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.telemetry.TelemetryProvider;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.netty4.Netty4Plugin;
import org.elasticsearch.xcontent.NamedXContentRegistry;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One user and one password before the whole HTTP interface.
 *
 * <p>Elasticsearch's own security is not among the published jars; to a client that sends Basic
 * credentials this looks the same, down to the body of the refusal.
 */
final class PasswordGate extends Netty4Plugin {

    private static final String REFUSAL =
            """
            {"error":{"root_cause":[{"type":"security_exception","reason":"%1$s"}],\
            "type":"security_exception","reason":"%1$s"},"status":401}\
            """
                    .formatted("missing or wrong user name and password");

    private final byte[] expected;

    PasswordGate(String username, String password) {
        String credentials = username + ":" + password;
        this.expected = bytes("Basic " + Base64.getEncoder().encodeToString(bytes(credentials)));
    }

    @Override
    public Map<String, Supplier<HttpServerTransport>> getHttpTransports(
            Settings settings,
            ThreadPool threadPool,
            BigArrays bigArrays,
            PageCacheRecycler recycler,
            CircuitBreakerService breakers,
            NamedXContentRegistry contentRegistry,
            NetworkService network,
            HttpServerTransport.Dispatcher dispatcher,
            BiConsumer<HttpPreRequest, ThreadContext> perRequestContext,
            ClusterSettings clusterSettings,
            TelemetryProvider telemetry) {
        return super.getHttpTransports(
                settings,
                threadPool,
                bigArrays,
                recycler,
                breakers,
                contentRegistry,
                network,
                new Gate(dispatcher),
                perRequestContext,
                clusterSettings,
                telemetry);
    }

    private final class Gate implements HttpServerTransport.Dispatcher {

        private final HttpServerTransport.Dispatcher behind;

        Gate(HttpServerTransport.Dispatcher behind) {
            this.behind = behind;
        }

        @Override
        public void dispatchRequest(
                RestRequest request, RestChannel channel, ThreadContext context) {
            if (admits(request.header("Authorization"))) {
                behind.dispatchRequest(request, channel, context);
            } else {
                refuse(channel);
            }
        }

        @Override
        public void dispatchBadRequest(
                RestChannel channel, ThreadContext context, Throwable cause) {
            behind.dispatchBadRequest(channel, context, cause);
        }

        @Override
        public Map<String, HttpRouteStats> getStats() {
            return behind.getStats();
        }
    }

    private boolean admits(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(bytes(authorization), expected);
    }

    private static void refuse(RestChannel channel) {
        RestResponse refusal =
                new RestResponse(
                        RestStatus.UNAUTHORIZED,
                        "application/json",
                        new BytesArray(bytes(REFUSAL)));
        refusal.addHeader("WWW-Authenticate", "Basic realm=\"gongkai\", charset=\"UTF-8\"");
        refusal.addHeader("X-elastic-product", "Elasticsearch");
        channel.sendResponse(refusal);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
