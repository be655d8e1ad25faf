package org.gongkai.publisher.indexing;

import org.gongkai.publisher.IndexReport;
import org.gongkai.publisher.IndexUpkeep;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.indexing.Comparison.Findings;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.SiteTrees;

import java.time.Duration;
import java.util.Optional;

/** The index in the process of the publisher, compared with the site that it shows. */
final class SiteIndexUpkeep implements IndexUpkeep {
    private static final int ATTEMPTS = 5;

    private final SiteTrees trees;
    private final Indexing indexing;

    SiteIndexUpkeep(SiteTrees trees, Indexing indexing) {
        this.trees = trees;
        this.indexing = indexing;
    }

    @Override
    public IndexReport reconcile() {
        long started = System.nanoTime();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Manifest shown = shown();
            if (!indexing.catchUp(shown)) {
                throw away();
            }
            Optional<Findings> found = indexing.reconcile(shown);
            if (found.isPresent()) {
                boolean rebuild = found.get().refused() && stillShown(shown);
                if (rebuild && !indexing.renew(shown)) {
                    throw away();
                }
                return report(found.get(), rebuild, started);
            }
            if (stillShown(shown)) {
                throw away();
            }
        }
        throw new ReleaseFailed(
                "The index was not compared, because releases came faster; ask again when it is quiet");
    }

    @Override
    public IndexReport rebuild() {
        long started = System.nanoTime();
        Manifest shown = shown();
        if (!indexing.renew(shown) || !indexing.catchUp(shown())) {
            throw away();
        }
        return report(new Findings(shown, 0, 0, 0, 0), true, started);
    }

    private boolean stillShown(Manifest manifest) {
        return shown().root().equals(manifest.root());
    }

    private Manifest shown() {
        return trees.current()
                .map(LiveTree::manifest)
                .orElseThrow(
                        () ->
                                new NothingToPublish(
                                        "There is no release yet, so there is nothing to be found"));
    }

    private static ReleaseFailed away() {
        return new ReleaseFailed(
                "The search engine is away or refuses; the site's log says why. The index is brought to"
                        + " the site as soon as it answers");
    }

    private static IndexReport report(Findings found, boolean rebuilt, long started) {
        return new IndexReport(
                found.manifest().release(),
                found.manifest().count(),
                found.missing(),
                found.stale(),
                found.foreign(),
                rebuilt ? found.differed() : found.repaired(),
                rebuilt,
                Duration.ofNanos(System.nanoTime() - started));
    }
}
