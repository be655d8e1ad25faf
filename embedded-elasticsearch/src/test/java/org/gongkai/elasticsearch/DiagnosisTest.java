package org.gongkai.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

class DiagnosisTest {

    private static final NodeConfiguration CONFIGURATION =
            NodeConfiguration.in(Path.of("/srv/gongkai/elasticsearch"))
                    .withJava(Path.of("/opt/java17/bin/java"))
                    .withHeapMegabytes(4096);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Error: LinkageError occurred while loading main class: java.lang.UnsupportedClassVersionError: class file version 69.0 | the Java at /opt/java17/bin/java is too old. It needs the one that gongkai runs on (25) or a newer one.
                    Error: Could not reserve enough space for 4194304KB object heap | this machine cannot give it a heap of 4096 MB. Give it a smaller one.
                    Terminating due to java.lang.OutOfMemoryError: Java heap space | a heap of 4096 MB is too small for what is in its index. Give it a larger one.
                    gongkai-node failed: org.elasticsearch.http.BindHttpException: Failed to bind to 127.0.0.1:9200 | port 9200 on the loopback interface is taken. Free it, or give the node another one (0 takes a free one).
                    gongkai-node failed: java.io.IOException: another node is using /srv/gongkai/elasticsearch | another node still uses /srv/gongkai/elasticsearch. Stop it, or give this one another home (GONGKAI_HOME).
                    gongkai-node failed: java.io.IOException: No space left on device | the disk of /srv/gongkai/elasticsearch is full.
                    """)
    void namesTheThingAndTheRemedy(String said, String explanation) {
        assertThat(explain(said)).isEqualTo(explanation);
    }

    @Test
    void anUnknownFailureIsQuotedWithThePlaceOfTheLog() {
        assertThat(explain("a warning", "gongkai-node failed: java.lang.Error: odd"))
                .isEqualTo(
                        "java.lang.Error: odd. More in /srv/gongkai/elasticsearch/logs/node.log.");
    }

    @Test
    void anEndWithoutAWordIsCalledThat() {
        assertThat(explain()).startsWith("it ended without a word.");
    }

    private static String explain(String... lines) {
        return new Diagnosis(CONFIGURATION, 9200, List.of(lines)).explanation();
    }
}
