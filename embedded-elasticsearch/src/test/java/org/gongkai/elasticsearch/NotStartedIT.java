package org.gongkai.elasticsearch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Each way not to start says why and what to set. */
class NotStartedIT {

    @TempDir Path directory;

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> start(TestHome.configuration().withPort(port)))
                    .isInstanceOf(ElasticsearchNotStarted.class)
                    .hasMessageStartingWith(
                            "Elasticsearch did not start: port "
                                    + port
                                    + " on the loopback interface is taken.");
        }
    }

    @Test
    void aHomeThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(() -> start(NodeConfiguration.in(file.resolve("home"))))
                .isInstanceOf(ElasticsearchNotStarted.class)
                .hasMessageContaining(file.resolve("home") + " cannot be made or written");
    }

    @Test
    void aJavaThatIsNotThereIsNamed() {
        Path java = directory.resolve("no/java");

        assertThatThrownBy(() -> start(TestHome.configuration().withJava(java)))
                .isInstanceOf(ElasticsearchNotStarted.class)
                .hasMessageContaining("the Java at " + java + " cannot be run");
    }

    @Test
    void aHeapThatTheMachineDoesNotHaveIsNamed() {
        int tooLarge = Integer.MAX_VALUE;

        assertThatThrownBy(() -> start(TestHome.configuration().withHeapMegabytes(tooLarge)))
                .isInstanceOf(ElasticsearchNotStarted.class)
                .hasMessageContaining("cannot give it a heap of " + tooLarge + " MB");
    }

    @Test
    void aSettingThatElasticsearchDoesNotKnowIsQuoted() {
        assertThatThrownBy(() -> start(TestHome.configuration().withSetting("no.such", "1")))
                .isInstanceOf(ElasticsearchNotStarted.class)
                .hasMessageContaining("unknown setting [no.such]");
    }

    @Test
    void afterAFailureTheHomeIsFreeAgain() {
        Path java = directory.resolve("no/java");
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> start(TestHome.configuration().withJava(java)))
                    .hasMessageContaining("cannot be run");
        }
    }

    private static void start(NodeConfiguration configuration) {
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(configuration)) {
            node.awaitReady(TestHome.PATIENCE);
        }
    }
}
