package org.gongkai.publisher.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryIndex;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.ProofReport;
import org.gongkai.publisher.ReleaseProof;
import org.gongkai.publisher.TinyRenderer;
import org.gongkai.publisher.verify.VerifyingKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A site that is verified by itself. */
class VerifyingKeeperTest {
    private final SteppingClock clock = new SteppingClock();
    private final InMemoryContent content = new InMemoryContent();

    @Test
    void itGoesOnVerifyingAndRepairsIfItMay(@TempDir Path directory) throws Exception {
        Rig rig =
                new Rig(
                        directory,
                        content,
                        new InMemoryLedger(content, clock),
                        new InMemoryIndex(),
                        new TinyRenderer(),
                        clock,
                        Rig.inMemory(),
                        (step, done) -> {});
        ReleaseProof proof = rig.proof(content);
        LinkedBlockingQueue<ProofReport> reports = new LinkedBlockingQueue<>();
        ReleaseProof heard =
                (repair, rerender) -> {
                    ProofReport report = proof.verify(repair, rerender);
                    reports.add(report);
                    return report;
                };
        content.approve(InMemoryContent.draft("公交"));
        try (VerifyingKeeper keeper = new VerifyingKeeper(heard, Duration.ofMillis(1), true)) {
            keeper.start(); // there is no release yet, and that ends nothing
            rig.job.release("tester");
            String approved = rig.text("/index.html");
            Files.writeString(directory.resolve("site/current/index.html"), "改过的");

            ProofReport report = next(reports);
            while (report.repaired().isEmpty()) {
                report = next(reports);
            }

            assertThat(report.inOrder()).isTrue();
            assertThat(rig.text("/index.html")).isEqualTo(approved);
        }
    }

    private static ProofReport next(LinkedBlockingQueue<ProofReport> reports)
            throws InterruptedException {
        ProofReport report = reports.poll(1, TimeUnit.MINUTES);
        assertThat(report).as("a verification").isNotNull();
        return Objects.requireNonNull(report);
    }
}
