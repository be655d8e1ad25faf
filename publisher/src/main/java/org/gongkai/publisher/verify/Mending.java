package org.gongkai.publisher.verify;

import org.gongkai.publisher.ProofFinding.Kind;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Damage;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.publisher.output.TreeProbe;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the current tree right, from the store, while it goes through it. Only while some damaged
 * files are put in place do releases wait.
 */
final class Mending {
    private static final int ROUNDS = 3;
    private static final int AT_ONCE = 1000;

    private final ReleaseStore store;
    private final SiteTrees trees;
    private final ReleaseVerifier.Alone alone;

    Mending(ReleaseStore store, SiteTrees trees, ReleaseVerifier.Alone alone) {
        this.store = store;
        this.trees = trees;
        this.alone = alone;
    }

    /**
     * @param repaired what was damaged, and is not any more
     */
    void mend(ReleaseOutcome active, Findings repaired) {
        alone.run(() -> mendHead(active, repaired));
        boolean again = true;
        // a link that was taken away leaves files missing, which the next round finds
        for (int round = 0; again && round < ROUNDS; round++) {
            again = trees.current().filter(tree -> mendFiles(tree, repaired)).isPresent();
        }
    }

    private void mendHead(ReleaseOutcome active, Findings repaired) {
        LiveTree tree = trees.current().orElse(null);
        if (tree == null) {
            return;
        }
        if (!HeadCheck.pointsTo(trees, tree)) {
            String found = trees.link().orElse("no link");
            trees.pointAgain();
            repaired.add(Kind.LINK, "current", HeadCheck.name(tree), found);
        }
        Sha256 kept = HeadCheck.keptRoot(store, active.number()).orElse(null);
        if (tree.root().equals(active.manifestRoot()) && !tree.root().equals(kept)) {
            store.keep(tree.manifest());
            repaired.add(
                    Kind.MANIFEST,
                    "manifest of release " + active.number(),
                    tree.root(),
                    kept == null ? "nothing" : kept);
        }
    }

    /**
     * @return whether anything was mended
     */
    private boolean mendFiles(LiveTree tree, Findings repaired) {
        Batch batch = new Batch(repaired);
        TreeProbe probe =
                new TreeProbe(tree.directory(), tree.manifest(), trees.compressed(), batch::add);
        probe.strangers();
        batch.mend(); // before files are written where a link led elsewhere
        probe.releaseJson();
        tree.manifest()
                .files(failure -> {})
                .forEach(file -> probe.file(file.getKey(), file.getValue()));
        batch.mend();
        return batch.mended > 0;
    }

    /** Damaged files, mended some at a time. */
    private final class Batch {
        private final Findings repaired;
        private final List<String> files = new ArrayList<>();
        private int mended;

        Batch(Findings repaired) {
            this.repaired = repaired;
        }

        void add(Damage damage) {
            files.add(damage.file());
            if (files.size() == AT_ONCE) {
                mend();
            }
        }

        void mend() {
            if (files.isEmpty()) {
                return;
            }
            alone.run(
                    () -> {
                        List<Damage> done = trees.mend(files);
                        done.forEach(repaired::add);
                        mended += done.size();
                    });
            files.clear();
        }
    }
}
