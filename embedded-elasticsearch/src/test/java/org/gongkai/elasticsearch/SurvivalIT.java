package org.gongkai.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What {@code kill -9} leaves, of the parent and of the node. */
class SurvivalIT {

    private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]*)\"");

    @Test
    void theNodeEndsWithItsParentAndTheNextOneLosesNothing() throws Exception {
        NodeConfiguration configuration = TestHome.configuration();
        Process parent = startParent();
        ProcessHandle orphan = nodeOf(parent);
        assertThatThrownBy(() -> EmbeddedElasticsearch.start(configuration))
                .isInstanceOf(ElasticsearchNotStarted.class)
                .hasMessageContaining("another process runs the node in");

        parent.destroyForcibly().waitFor();

        List<String> acknowledged;
        try (EmbeddedElasticsearch successor = EmbeddedElasticsearch.start(configuration)) {
            orphan.onExit().get(20, TimeUnit.SECONDS);
            successor.awaitReady(TestHome.PATIENCE);
            acknowledged = writeUntilKilled(successor);
        }

        try (EmbeddedElasticsearch last = EmbeddedElasticsearch.start(configuration)) {
            last.awaitReady(TestHome.PATIENCE);
            assertThat(acknowledged).hasSizeGreaterThan(50).isSubsetOf(kept(last));
        }
    }

    private static List<String> kept(EmbeddedElasticsearch node) {
        Http http = Http.of(node);
        http.post("/kept/_refresh", "");
        String answer = http.get("/kept/_search?size=10000&_source=false").body();
        http.delete("/kept");
        return ID.matcher(answer).results().map(match -> match.group(1)).toList();
    }

    /** Four writers; the node is killed in the middle of their work. */
    private static List<String> writeUntilKilled(EmbeddedElasticsearch node) throws Exception {
        Http http = Http.of(node);
        http.delete("/kept"); // of a run that failed
        http.put("/kept", "{\"settings\":{\"number_of_replicas\":0}}");
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        CountDownLatch enough = new CountDownLatch(200);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String prefix = "w" + i + "-";
            writers.add(
                    Thread.startVirtualThread(
                            () -> {
                                for (int n = 0; n < 100_000; n++) {
                                    String id = prefix + n;
                                    if (!acknowledges(http, id)) {
                                        return;
                                    }
                                    acknowledged.add(id);
                                    enough.countDown();
                                }
                            }));
        }
        assertThat(enough.await(120, TimeUnit.SECONDS)).as("writers made progress").isTrue();
        ProcessHandle killed = ProcessHandle.of(node.pid()).orElseThrow();
        killed.destroyForcibly();
        for (Thread writer : writers) {
            writer.join();
        }
        killed.onExit().get(20, TimeUnit.SECONDS);
        assertThat(node.alive()).isFalse();
        return List.copyOf(acknowledged);
    }

    private static boolean acknowledges(Http http, String id) {
        try {
            return http.put("/kept/_doc/" + id, "{\"n\":1}").statusCode() == 201;
        } catch (AssertionError killed) {
            return false;
        }
    }

    private Process startParent() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentThatIsKilled.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle nodeOf(Process parent) throws IOException {
        BufferedReader output = parent.inputReader(StandardCharsets.UTF_8);
        String pid = output.readLine();
        assertThat(pid).as("the parent got its node ready").isNotNull();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
