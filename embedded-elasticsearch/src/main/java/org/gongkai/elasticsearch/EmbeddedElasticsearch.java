package org.gongkai.elasticsearch;

import org.gongkai.elasticsearch.node.Protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running Elasticsearch node: a child process, reachable only on this machine and only with its
 * password.
 *
 * <pre>{@code
 * try (EmbeddedElasticsearch elasticsearch =
 *         EmbeddedElasticsearch.start(NodeConfiguration.in(Path.of("target/elasticsearch")))) {
 *     elasticsearch.awaitReady(Duration.ofMinutes(1));
 *     // a client of elasticsearch.url(), with elasticsearch.username() and .password()
 * }
 * }</pre>
 *
 * <p>The child holds the other end of a pipe: when this process ends, in whatever way, the child
 * ends, too. An acknowledged write survives even if both are killed.
 *
 * <p>Use this where one machine is enough; where it is not, the same clients talk to a cluster.
 *
 * <p>In tests, share one node in the whole JVM, with a home below {@code target} that stays between
 * runs (the second start in a home takes a third of the time), and give each test an index of its
 * own.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {

    /** The one user there is. */
    public static final String USERNAME = Protocol.USERNAME;

    private static final System.Logger LOG =
            System.getLogger(EmbeddedElasticsearch.class.getName());

    private static final Duration STOP = Duration.ofSeconds(35);

    private final NodeConfiguration configuration;
    private final int port;
    private final NodeHome home;
    private final Distribution distribution;
    private final Process process;
    private final LastLines lastLines = new LastLines();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile boolean stopping;

    private EmbeddedElasticsearch(
            NodeConfiguration configuration,
            int port,
            NodeHome home,
            Distribution distribution,
            Process process) {
        this.configuration = configuration;
        this.port = port;
        this.home = home;
        this.distribution = distribution;
        this.process = process;
    }

    /**
     * Starts a node and returns at once; the first time in a home after unpacking it there.
     *
     * @throws ElasticsearchNotStarted if it is clear already that it cannot start
     */
    public static EmbeddedElasticsearch start(NodeConfiguration configuration) {
        NodeHome home = NodeHome.claim(configuration.home());
        try {
            int port = freePort(configuration.port());
            Distribution distribution = Distribution.unpackedIn(home.directory());
            ClassArchive archive = ClassArchive.of(distribution, configuration.java());
            Process process =
                    new NodeCommand(configuration, home.directory(), port, distribution, archive)
                            .start();
            EmbeddedElasticsearch started =
                    new EmbeddedElasticsearch(configuration, port, home, distribution, process);
            started.converse();
            return started;
        } catch (IOException e) {
            home.close();
            throw new ElasticsearchNotStarted(
                    "the Java at "
                            + configuration.java()
                            + " cannot be run ("
                            + e.getMessage()
                            + "). Give the path of a java executable, 25 or newer.",
                    e);
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    /** Where clients reach it, such as {@code http://127.0.0.1:9200}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String username() {
        return USERNAME;
    }

    public String password() {
        return configuration.password();
    }

    /** The id of the child process. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process runs; it may not be ready yet. One that ended has to be closed, too. */
    public boolean alive() {
        return process.isAlive();
    }

    /**
     * Done when the node answers and the indexes that were there before can be read (one that is
     * damaged is waited for half a minute, no longer); fails with {@link ElasticsearchNotStarted}
     * when the node ends instead.
     */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    /**
     * Waits until {@link #ready()}.
     *
     * @throws ElasticsearchNotStarted if the node ends before, or needs longer than this; then it
     *     is still running and has to be closed
     */
    public void awaitReady(Duration patience) {
        try {
            ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ElasticsearchNotStarted known
                    ? known
                    : new ElasticsearchNotStarted("it could not be waited for.", e);
        } catch (TimeoutException e) {
            throw new ElasticsearchNotStarted(
                    "it was not ready after "
                            + patience.toSeconds()
                            + " s. More in "
                            + home.resolve("logs/node.log")
                            + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ElasticsearchNotStarted("the wait for it was interrupted.", e);
        }
    }

    /** The last lines that the process wrote, for an error message; its log is in the home. */
    public List<String> lastLines() {
        return lastLines.all();
    }

    /** Stops the node in good order, or after 35 seconds in bad. Does nothing the second time. */
    @Override
    public void close() {
        stopping = true;
        say(Protocol.STOP);
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // it is gone already
        }
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            ready.completeExceptionally(
                    new ElasticsearchNotStarted("it was stopped before it was ready."));
            home.close();
        }
    }

    private void converse() {
        Thread.ofPlatform().daemon().name("elasticsearch-" + port).start(this::listen);
        say(configuration.password());
    }

    private void say(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            // it has ended, and the listener says why
        }
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line; (line = output.readLine()) != null; ) {
                lastLines.add(line);
                if (line.equals(Protocol.READY)) {
                    distribution.deleteOthers();
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            lastLines.add(e.toString());
        }
        Diagnosis diagnosis = new Diagnosis(configuration, port, lastLines.all());
        boolean wasReady =
                !ready.completeExceptionally(new ElasticsearchNotStarted(diagnosis.explanation()));
        if (wasReady && !stopping) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Elasticsearch ended although nobody stopped it: {0}",
                    diagnosis.explanation());
        }
    }

    private static int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ElasticsearchNotStarted(Diagnosis.portTaken(wanted), e);
        }
    }
}
