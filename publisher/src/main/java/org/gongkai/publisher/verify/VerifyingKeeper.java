package org.gongkai.publisher.verify;

import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ProofReport;
import org.gongkai.publisher.ReleaseProof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Verifies the active release in the background, and says in the log what it finds. */
public final class VerifyingKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyingKeeper.class);

    private final ReleaseProof proof;
    private final Duration every;
    private final boolean repair;
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("release-verifier").factory());

    /**
     * @param every the pause between two verifications; 0 for none at all
     * @param repair whether damaged files are restored
     */
    public VerifyingKeeper(ReleaseProof proof, Duration every, boolean repair) {
        this.proof = proof;
        this.every = every;
        this.repair = repair;
    }

    public void start() {
        if (every.isPositive()) {
            executor.scheduleWithFixedDelay(
                    this::verify, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void verify() {
        try {
            tell(proof.verify(repair, false));
        } catch (NothingToPublish e) {
            LOG.debug("{}", e.getMessage());
        } catch (RuntimeException e) {
            if (!executor.isShutdown()) {
                LOG.error("The release could not be verified; it is tried again in {}", every, e);
            }
        }
    }

    private static void tell(ProofReport report) {
        report.repaired().forEach(finding -> LOG.error("Repaired in the site: {}", finding.line()));
        report.findings()
                .forEach(
                        finding ->
                                LOG.error(
                                        "Not in order: {}; remedy: {}",
                                        finding.line(),
                                        finding.kind().remedy()));
        LOG.info(
                "Release {} was verified: {} files, {} documents, {} findings, {} repaired, in {}",
                report.release(),
                report.files(),
                report.documents(),
                report.found(),
                report.mended(),
                report.took());
    }
}
