package org.gongkai.publisher.verify;

import org.gongkai.publisher.ProofFinding.Kind;
import org.gongkai.publisher.ReleaseOutcome;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ObjectReader;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Compares what names the release: the record of releases, the kept manifest, the manifest before,
 * the tree and the link to it.
 */
final class HeadCheck {
    private final ReleaseStore store;
    private final SiteTrees trees;
    private final ObjectReader objects;
    private final Findings findings;

    HeadCheck(ReleaseStore store, SiteTrees trees, ObjectReader objects, Findings findings) {
        this.store = store;
        this.trees = trees;
        this.objects = objects;
        this.findings = findings;
    }

    /**
     * The manifest to compare everything else with: the one that the record of releases names, if
     * it is to be had.
     *
     * @return null if there is none
     */
    @Nullable Manifest look(ReleaseOutcome active, @Nullable LiveTree tree) {
        Sha256 recorded = active.manifestRoot();
        Sha256 kept = keptRoot(store, active.number()).orElse(null);
        Sha256 shown = tree == null ? null : tree.root();
        String subject = "manifest of release " + active.number();
        if (kept != null && kept.equals(shown) && !kept.equals(recorded)) {
            findings.add(Kind.LEDGER, subject, kept, recorded);
        } else if (!recorded.equals(kept)) {
            findings.add(Kind.MANIFEST, subject, recorded, kept == null ? "nothing" : kept);
        }
        if (tree == null || tree.manifest().release() != active.number()) {
            findings.add(
                    Kind.SITE,
                    "site",
                    "release " + active.number(),
                    tree == null ? "nothing" : "release " + tree.manifest().release());
        }
        if (tree != null && !pointsTo(trees, tree)) {
            findings.add(Kind.LINK, "current", name(tree), trees.link().orElse("no link"));
        }
        boolean believed = recorded.equals(kept) || shown == null || shown.equals(kept);
        Manifest manifest = believed ? read(active.number()) : null;
        if (manifest == null && tree != null) {
            manifest = tree.manifest();
        }
        if (manifest != null) {
            chain(manifest);
        }
        return manifest;
    }

    static Optional<Sha256> keptRoot(ReleaseStore store, long number) {
        return store.head(number).map(Sha256::of);
    }

    static boolean pointsTo(SiteTrees trees, LiveTree tree) {
        return trees.link().equals(Optional.of(name(tree))) && tree.intact();
    }

    static String name(LiveTree tree) {
        return tree.directory().getFileName().toString();
    }

    private @Nullable Manifest read(long number) {
        byte[] head = store.head(number).orElse(null);
        if (head == null) {
            return null;
        }
        try {
            return Manifest.of(head, objects);
        } catch (RuntimeException e) {
            return null; // what of it could not be read was found while it was read
        }
    }

    private void chain(Manifest manifest) {
        Sha256 named = manifest.previous();
        if (named == null) {
            return;
        }
        for (long before : store.numbers().headSet(manifest.release(), false).descendingSet()) {
            Sha256 kept = keptRoot(store, before).orElse(null);
            if (kept != null) {
                if (!kept.equals(named)) {
                    findings.add(Kind.CHAIN, "manifest of release " + before, named, kept);
                }
                return;
            }
        }
    }
}
