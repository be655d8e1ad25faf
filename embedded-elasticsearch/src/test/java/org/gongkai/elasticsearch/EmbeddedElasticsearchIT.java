package org.gongkai.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

class EmbeddedElasticsearchIT {

    @TempDir Path home;

    @Test
    void answersWithItsPasswordAndRefusesWithoutIt() {
        try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(NodeConfiguration.in(home))) {
            node.awaitReady(Duration.ofMinutes(1));
            Http http = Http.of(node);

            assertThat(http.get("/").body())
                    .contains("\"cluster_name\":\"gongkai\"", "\"number\":\"9.");
            assertThat(http.get("/_cluster/health").body()).contains("\"status\":\"green\"");
            assertThat(http.with("elastic:wrong").get("/").statusCode()).isEqualTo(401);
        }
    }
}
