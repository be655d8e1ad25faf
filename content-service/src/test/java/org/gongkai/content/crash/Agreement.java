package org.gongkai.content.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.awaitility.core.ThrowingRunnable;
import org.gongkai.content.Api;
import org.gongkai.content.engine.GongkaiHome;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Manifest, database, disk, and index say the same. */
record Agreement(GongkaiHome home, Api reader, Records records, Index index) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** At once, because nothing waits that would change it. */
    void isThere() throws IOException {
        siteAgrees();
        comesTo(this::indexAgrees);
    }

    /** As soon as the withdrawals are carried out that were asked for before. */
    void comes() {
        comesTo(
                () -> {
                    siteAgrees();
                    indexAgrees();
                });
    }

    private static void comesTo(ThrowingRunnable condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).untilAsserted(condition);
    }

    private void siteAgrees() throws IOException {
        Records.Active active = records.active();
        PublishedTree tree = PublishedTree.of(home, active);
        tree.isWhole();
        assertThat(tree.editionsWithDigests())
                .as("the manifest's documents, and the live editions of the database")
                .isEqualTo(records.liveDigests());
        assertThat(reader.page("/").headers().firstValue("X-Gongkai-Release"))
                .as("the release that is served")
                .hasValue(String.valueOf(active.number()));
        for (String path : records.withdrawn()) {
            assertThat(reader.page(path).statusCode()).as(path).isEqualTo(410);
        }
    }

    private void indexAgrees() throws IOException, InterruptedException {
        Map<String, String> live = new TreeMap<>();
        records.liveDigests().forEach((id, edition) -> live.put(id, edition.split(" ", 2)[1]));
        assertThat(index.digests()).as("the index, and what is public").isEqualTo(live);
    }
}
