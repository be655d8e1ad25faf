package org.gongkai.elasticsearch.node;

import org.elasticsearch.action.admin.cluster.health.ClusterHealthRequest;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.EmbeddedNode;
import org.jspecify.annotations.Nullable;

import sun.misc.Signal;
import sun.misc.SignalHandler;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The child's main: {@code HOME key=value...}, password on the first line of standard input.
 *
 * <p>Ends when its standard input does, that is when the parent closes the pipe or dies in whatever
 * way. Ignores the signals that a terminal sends to the whole group: the parent, which gets them
 * too, decides the order in which things stop.
 */
public final class NodeMain {

    private static final long STOP_SECONDS = 10;

    private static final Object LIFECYCLE = new Object();
    private static @Nullable EmbeddedNode node;

    private NodeMain() {}

    public static void main(String... arguments) {
        PrintStream parent = System.out;
        Path home = Path.of(arguments[0]);
        try {
            ignore("INT");
            ignore("HUP");
            BufferedReader input =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String password = input.readLine();
            if (password == null) {
                throw new IOException("no password on standard input");
            }
            tetherTo(input);
            HomeLock.acquire(home);
            start(
                    NodeSettings.of(home, Arrays.asList(arguments).subList(1, arguments.length)),
                    password);
            parent.println(Protocol.READY);
        } catch (Throwable failure) {
            parent.println(Protocol.FAILED + Causes.of(failure));
            System.exit(1);
        }
    }

    private static void start(Environment environment, String password) throws Exception {
        LogConfigurator.configureESLogging(); // before any class of the server logs
        EmbeddedNode starting =
                new EmbeddedNode(
                        environment,
                        List.of(
                                new LoopbackTransport(Protocol.USERNAME, password),
                                new AnalysisComponents(),
                                new RootEndpoint()));
        Runtime.getRuntime().addShutdownHook(new Thread(NodeMain::stop, "stop"));
        synchronized (LIFECYCLE) {
            node = starting;
            starting.start();
        }
        awaitPrimaries(starting);
    }

    /**
     * Returns when every index that was there before can be read. One that cannot does not keep the
     * node from being used: who owns the index sees its state and can build it anew.
     */
    private static void awaitPrimaries(EmbeddedNode started) {
        TimeValue patience = TimeValue.timeValueSeconds(30);
        started.client()
                .admin()
                .cluster()
                .health(new ClusterHealthRequest(patience).waitForYellowStatus().timeout(patience))
                .actionGet();
    }

    private static void tetherTo(BufferedReader input) {
        Thread tether =
                new Thread(
                        () -> {
                            boolean asked = awaitStopOrEnd(input);
                            haltAfterGrace();
                            if (asked) {
                                stop();
                                ClassArchiveWriter.write();
                            }
                            System.exit(0);
                        },
                        "tether");
        tether.setDaemon(false); // the server's own threads do not keep a JVM alive
        tether.start();
    }

    /** Whether the parent asked for a stop; it may be gone instead. */
    private static boolean awaitStopOrEnd(BufferedReader input) {
        try {
            return Protocol.STOP.equals(input.readLine());
        } catch (IOException e) {
            return false;
        }
    }

    private static void stop() {
        synchronized (LIFECYCLE) {
            if (node == null) {
                return;
            }
            try {
                node.close();
                node.awaitClose(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (IOException e) {
                System.out.println("while it was stopped: " + Causes.of(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            node = null;
        }
    }

    /** Every acknowledged write is in the translog, so an end without a goodbye loses nothing. */
    private static void haltAfterGrace() {
        Thread halt =
                new Thread(
                        () -> {
                            try {
                                TimeUnit.SECONDS.sleep(3 * STOP_SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            Runtime.getRuntime().halt(3);
                        },
                        "halt");
        halt.setDaemon(true);
        halt.start();
    }

    private static void ignore(String signal) {
        try {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException e) {
            // a platform without this signal has nothing to ignore
        }
    }
}
