package org.gongkai.publisher.verify;

import org.gongkai.publisher.ProofFinding.Kind;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.StoreProbe;
import org.gongkai.publisher.output.TreeProbe;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Compares every file of a manifest with the tree and with the store, on all processors. It goes
 * through the manifest shard by shard and through the tree file by file, and remembers neither.
 */
final class FileCheck {
    private final StoreProbe store;
    private final Manifest manifest;
    private final @Nullable TreeProbe tree;
    private final Findings findings;
    private final Consumer<RuntimeException> unreadable;
    private final AtomicLong count = new AtomicLong();

    /**
     * @param complete whether every compressed file has to be there
     * @param unreadable hears of parts of the manifest that cannot be read
     */
    FileCheck(
            StoreProbe store,
            Manifest manifest,
            @Nullable LiveTree shown,
            boolean complete,
            Findings findings,
            Consumer<RuntimeException> unreadable) {
        this.store = store;
        this.manifest = manifest;
        this.tree =
                shown != null && shown.root().equals(manifest.root())
                        ? new TreeProbe(shown.directory(), manifest, complete, findings::add)
                        : null;
        this.findings = findings;
        this.unreadable = unreadable;
    }

    /** How many files of the manifest were compared. */
    long count() {
        return count.get();
    }

    void look() {
        object(manifest.site(), "the words of the site");
        manifest.readRest(unreadable);
        manifest.documents(unreadable)
                .parallel()
                .forEach(each -> object(each.getValue().digest(), each.getKey().toString()));
        if (tree != null) {
            tree.releaseJson();
            tree.strangers();
        }
        manifest.files(unreadable)
                .parallel()
                .forEach(
                        each -> {
                            if (tree != null) {
                                tree.file(each.getKey(), each.getValue());
                            }
                            object(each.getValue().digest(), each.getKey());
                            count.incrementAndGet();
                        });
    }

    private void object(Sha256 digest, String neededFor) {
        switch (store.look(digest)) {
            case WHOLE -> {}
            case DAMAGED -> findings.addObject(Kind.OBJECT_DAMAGED, digest, neededFor);
            case MISSING -> findings.addObject(Kind.OBJECT_MISSING, digest, neededFor);
        }
    }
}
