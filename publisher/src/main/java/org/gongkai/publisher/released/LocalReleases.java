package org.gongkai.publisher.released;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.SiteTrees;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The releases of this process: what its trees show and what its store keeps. */
public final class LocalReleases implements ReleaseSource {
    private final SiteTrees trees;
    private final ReleaseStore store;

    public LocalReleases(SiteTrees trees, ReleaseStore store) {
        this.trees = trees;
        this.store = store;
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
        Map<Sha256, byte[]> forms = HashMap.newHashMap(digests.size());
        for (Sha256 digest : digests) {
            if (store.holds(digest)) {
                forms.put(digest, store.read(digest));
            }
        }
        return forms;
    }
}
