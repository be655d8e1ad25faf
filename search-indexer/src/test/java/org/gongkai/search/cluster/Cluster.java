package org.gongkai.search.cluster;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch.cluster.HealthResponse;

import org.gongkai.elasticsearch.EmbeddedElasticsearch;
import org.gongkai.elasticsearch.NodeConfiguration;
import org.gongkai.search.SharedNode;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Three nodes on this machine that know each other; homes stay between runs, data does not. */
final class Cluster implements AutoCloseable {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path HOMES =
            Path.of(System.getProperty("gongkai.home", "target/gongkai-home")).resolve("cluster");

    private final Map<String, NodeConfiguration> configurations = new LinkedHashMap<>();
    private final Map<String, EmbeddedElasticsearch> nodes = new LinkedHashMap<>();

    private Cluster() {}

    static Cluster start() {
        Cluster cluster = new Cluster();
        try {
            cluster.configure();
            NAMES.forEach(cluster::startNode);
            cluster.nodes.values().forEach(node -> node.awaitReady(PATIENCE));
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void configure() {
        List<Integer> ports = freePorts(2 * NAMES.size());
        List<Integer> transport = ports.subList(0, NAMES.size());
        String seeds =
                transport.stream()
                        .map(port -> "127.0.0.1:" + port)
                        .collect(Collectors.joining(","));
        String password = NodeConfiguration.in(HOMES).password();
        for (int i = 0; i < NAMES.size(); i++) {
            Path home = HOMES.resolve(NAMES.get(i));
            forget(home.resolve("data"));
            configurations.put(
                    NAMES.get(i),
                    NodeConfiguration.in(home)
                            .withPort(ports.get(NAMES.size() + i))
                            .withPassword(password)
                            .withHeapMegabytes(256)
                            .withSetting("node.name", NAMES.get(i))
                            .withSetting("transport.port", Integer.toString(transport.get(i)))
                            .withSetting("discovery.seed_hosts", seeds)
                            .withSetting("cluster.initial_master_nodes", String.join(",", NAMES)));
        }
    }

    private void startNode(String name) {
        nodes.put(name, EmbeddedElasticsearch.start(known(configurations.get(name))));
    }

    String uris() {
        return nodes.values().stream()
                .map(node -> node.url().toString())
                .collect(Collectors.joining(","));
    }

    EmbeddedElasticsearch any() {
        return nodes.values().iterator().next();
    }

    /** The name of the node that the others elected. */
    String master() throws IOException {
        return any(client -> known(client.cat().master().masters().getFirst().node()));
    }

    /** Ends a node as a loss of power would. */
    void kill(String name) {
        EmbeddedElasticsearch node = known(nodes.remove(name));
        ProcessHandle process = ProcessHandle.of(node.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        node.close();
    }

    void startAgain(String name) {
        startNode(name);
        known(nodes.get(name)).awaitReady(PATIENCE);
    }

    /** Waits until so many nodes hold every copy of every shard. */
    boolean complete(int count) throws IOException {
        HealthResponse health =
                any(
                        client ->
                                client.cluster()
                                        .health(
                                                h ->
                                                        h.waitForNodes(Integer.toString(count))
                                                                .waitForStatus(HealthStatus.Green)
                                                                .waitForNoRelocatingShards(true)
                                                                .timeout(t -> t.time("5s"))));
        return !health.timedOut();
    }

    private static <T> T known(@Nullable T value) {
        return Objects.requireNonNull(value, "not one of the three nodes");
    }

    private interface Call<T> {
        T on(ElasticsearchClient client) throws IOException;
    }

    private <T> T any(Call<T> call) throws IOException {
        try (ElasticsearchClient client = SharedNode.client(any())) {
            return call.on(client);
        }
    }

    /** Nothing of it is wanted any more, so none of them need end in good order. */
    @Override
    public void close() {
        List.copyOf(nodes.keySet()).forEach(this::kill);
    }

    /** All open at once, so that no two are the same. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return open.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.forEach(Cluster::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forget(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
