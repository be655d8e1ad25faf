package org.gongkai.elasticsearch.node;

import org.elasticsearch.TransportVersion;
import org.elasticsearch.common.io.stream.NamedWriteableRegistry;
import org.elasticsearch.common.network.NetworkService;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.transport.BoundTransportAddress;
import org.elasticsearch.common.transport.TransportAddress;
import org.elasticsearch.common.util.BigArrays;
import org.elasticsearch.common.util.PageCacheRecycler;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.elasticsearch.http.HttpPreRequest;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.indices.breaker.CircuitBreakerService;
import org.elasticsearch.telemetry.TelemetryProvider;
import org.elasticsearch.threadpool.ThreadPool;
import org.elasticsearch.transport.Transport;
import org.elasticsearch.transport.netty4.Netty4Plugin;
import org.elasticsearch.transport.netty4.Netty4Transport;
import org.elasticsearch.transport.netty4.SharedGroupFactory;
import org.elasticsearch.xcontent.NamedXContentRegistry;

import java.net.InetAddress;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * HTTP behind a password; and, for a node that is alone, no port for other nodes at all, because
 * that one would ask nobody for a password.
 */
final class LoopbackTransport extends Netty4Plugin {

    private final String credentials;

    LoopbackTransport(String username, String password) {
        this.credentials = username + ":" + password;
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
                new PasswordGate(credentials, dispatcher),
                perRequestContext,
                clusterSettings,
                telemetry);
    }

    @Override
    public Map<String, Supplier<Transport>> getTransports(
            Settings settings,
            ThreadPool threadPool,
            PageCacheRecycler recycler,
            CircuitBreakerService breakers,
            NamedWriteableRegistry registry,
            NetworkService network) {
        if (NetworkService.NETWORK_SERVER.get(settings)) {
            return super.getTransports(settings, threadPool, recycler, breakers, registry, network);
        }
        return Map.of(
                NETTY_TRANSPORT_NAME,
                () -> new Closed(settings, threadPool, network, recycler, registry, breakers));
    }

    /** Binds nothing; a node must have an address all the same, so it has one without a port. */
    private static final class Closed extends Netty4Transport {

        Closed(
                Settings settings,
                ThreadPool threadPool,
                NetworkService network,
                PageCacheRecycler recycler,
                NamedWriteableRegistry registry,
                CircuitBreakerService breakers) {
            super(
                    settings,
                    TransportVersion.current(),
                    threadPool,
                    network,
                    recycler,
                    registry,
                    breakers,
                    new SharedGroupFactory(settings));
        }

        @Override
        public BoundTransportAddress boundAddress() {
            TransportAddress nowhere = new TransportAddress(InetAddress.getLoopbackAddress(), 0);
            return new BoundTransportAddress(new TransportAddress[] {nowhere}, nowhere);
        }
    }
}
