package org.gongkai.publisher.indexing;

import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;
import org.gongkai.search.RemovalCheckpoint;
import org.gongkai.search.SearchShell;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What search must know of the active release: its search page, and its last removal. */
public final class ReleasedSearch implements SearchShell, RemovalCheckpoint {
    private final SiteTrees trees;
    private final ReleaseStore store;

    public ReleasedSearch(SiteTrees trees, ReleaseStore store) {
        this.trees = trees;
        this.store = store;
    }

    @Override
    public Optional<String> html() {
        return trees.current()
                .flatMap(tree -> tree.manifest().entry("/search/index.html"))
                .map(entry -> new String(store.read(entry.digest()), StandardCharsets.UTF_8));
    }

    @Override
    public long lastRemoval() {
        return trees.current().map(LiveTree::manifest).map(shown -> shown.lastRemoval()).orElse(0L);
    }
}
