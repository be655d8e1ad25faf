package org.gongkai.publisher.released;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.catalogue.Catalogues;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The releases of this process: what its trees show and what its store keeps. */
public final class LocalReleases implements ReleaseSource {
    private final SiteTrees trees;
    private final ReleaseStore store;
    private final Catalogues catalogues;

    public LocalReleases(SiteTrees trees, ReleaseStore store, Catalogues catalogues) {
        this.trees = trees;
        this.store = store;
        this.catalogues = catalogues;
    }

    @Override
    public Optional<Shown> shown() {
        return trees.current().map(tree -> new Shown(tree.manifest().release(), tree.root()));
    }

    /** What a release that is still being made has written so far is none of this. */
    @Override
    public Optional<Manifest> manifest(long number) {
        Manifest current = trees.current().map(LiveTree::manifest).orElse(null);
        if (current == null || number > current.release()) {
            return Optional.empty();
        }
        return number == current.release() ? Optional.of(current) : store.manifest(number);
    }

    @Override
    public Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
        return store.forms(digests);
    }

    @Override
    public Catalogues catalogues() {
        return catalogues;
    }
}
