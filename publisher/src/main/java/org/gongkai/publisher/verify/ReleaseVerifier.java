package org.gongkai.publisher.verify;

import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ProofFinding.Kind;
import org.gongkai.publisher.ProofReport;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseLedger;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.ReleaseProof;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ObjectReader;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.output.StoreProbe;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Verifies the active release, one verification at a time (docs/pipeline.md, "Proof").
 *
 * <p>Releases go on beside it. It looks at the tree in which readers are when it begins; a release
 * leaves that tree alone until the next one but one, and if so many come, it begins again.
 */
public final class ReleaseVerifier implements ReleaseProof {
    private static final int ATTEMPTS = 3;

    private final ReleaseLedger ledger;
    private final PublicRecord record;
    private final ReleaseStore store;
    private final SiteTrees trees;
    private final Rerendering rerendering;
    private final Alone alone;
    private final Clock clock;
    private final Mending mending;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /** Does something while no release runs. */
    @FunctionalInterface
    public interface Alone {
        void run(Runnable work);
    }

    public ReleaseVerifier(
            ReleaseLedger ledger,
            PublicRecord record,
            ReleaseStore store,
            SiteTrees trees,
            Rerendering rerendering,
            Alone alone,
            Clock clock) {
        this.ledger = ledger;
        this.record = record;
        this.store = store;
        this.trees = trees;
        this.rerendering = rerendering;
        this.alone = alone;
        this.clock = clock;
        this.mending = new Mending(store, trees, alone);
    }

    @Override
    public ProofReport verify(boolean repair, boolean rerender) {
        oneAtATime.lock();
        try {
            long started = System.nanoTime();
            Instant at = clock.instant();
            Findings repaired = new Findings();
            if (repair) {
                mending.mend(active(), repaired);
            }
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Shown shown = shown();
                Optional<Look> look = look(shown, rerender);
                if (look.isPresent() && !overtaken(shown)) {
                    Duration took = Duration.ofNanos(System.nanoTime() - started);
                    return report(at, shown, look.get(), repaired, took);
                }
            }
            throw new ReleaseFailed(
                    "New releases came faster than one could be verified; verify again when there are fewer");
        } catch (ReleaseFailed | NothingToPublish e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ReleaseFailed("The release could not be verified: " + e.getMessage(), e);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** What should be shown, and what is; and whether all of it that is to be is compressed. */
    private record Shown(ReleaseOutcome active, @Nullable LiveTree tree, boolean complete) {}

    /** What one look at everything came to. */
    private record Look(
            Findings findings, long files, long documents, long rendered, long waiting) {}

    private ReleaseOutcome active() {
        return ledger.active()
                .orElseThrow(
                        () ->
                                new NothingToPublish(
                                        "There was no release yet, so there is nothing to verify"));
    }

    /** Both of one moment: in the middle of a release they may differ. */
    private Shown shown() {
        AtomicReference<@Nullable Shown> shown = new AtomicReference<>();
        alone.run(
                () ->
                        shown.set(
                                new Shown(
                                        active(),
                                        trees.current().orElse(null),
                                        trees.compressed())));
        Shown taken = shown.get();
        if (taken == null) {
            throw new IllegalStateException("What is shown was not read");
        }
        return taken;
    }

    private boolean overtaken(Shown shown) {
        LiveTree tree = shown.tree();
        boolean another =
                !trees.current()
                        .map(LiveTree::root)
                        .equals(Optional.ofNullable(tree).map(LiveTree::root));
        return another && (tree == null || !tree.intact());
    }

    /** Empty if another release became active before it could be compared with the database. */
    private Optional<Look> look(Shown shown, boolean rerender) {
        Findings findings = new Findings();
        try (StoreProbe probe = store.probe()) {
            ObjectReader parts = digest -> part(digest, probe, findings);
            Manifest manifest =
                    new HeadCheck(store, trees, parts, findings).look(shown.active(), shown.tree());
            if (manifest == null) {
                return Optional.of(new Look(findings, 0, 0, 0, 0));
            }
            Consumer<RuntimeException> found = failure -> {}; // by the reader of parts already
            RecordCheck records = new RecordCheck(record, manifest, findings, found);
            records.look();
            if (active().number() != shown.active().number()) {
                return Optional.empty();
            }
            FileCheck files =
                    new FileCheck(probe, manifest, shown.tree(), shown.complete(), findings, found);
            files.look();
            long rendered = rerender ? rendered(manifest, findings) : 0;
            return Optional.of(
                    new Look(
                            findings,
                            files.count(),
                            records.documents(),
                            rendered,
                            records.waiting()));
        }
    }

    private long rendered(Manifest manifest, Findings findings) {
        try {
            return rerendering.compare(manifest, findings);
        } catch (RuntimeException e) {
            findings.add(
                    Kind.PAGE,
                    "every page",
                    "can be rendered again",
                    "what stops it: " + e.getMessage());
            return 0;
        }
    }

    private static byte[] part(Sha256 digest, StoreProbe probe, Findings findings) {
        try {
            return probe.read(digest);
        } catch (RuntimeException e) {
            findings.addObject(e, digest, "the manifest");
            throw e;
        }
    }

    private static ProofReport report(
            Instant at, Shown shown, Look look, Findings repaired, Duration took) {
        return new ProofReport(
                shown.active().number(),
                shown.active().manifestRoot(),
                at,
                look.findings().count() == 0,
                look.files(),
                look.documents(),
                look.rendered(),
                look.waiting(),
                look.findings().count(),
                look.findings().named(),
                repaired.count(),
                repaired.named(),
                took);
    }
}
