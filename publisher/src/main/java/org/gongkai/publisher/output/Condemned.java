package org.gongkai.publisher.output;

import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest.Entry;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Decides which objects an erasure takes from the kept releases: what was the document's own, every
 * list, feed and map that shows anything of it, and what no kept release needs any more. What a
 * release shows that was made without the document is never taken, whatever it says.
 */
final class Condemned {
    private final Erasure erasure;
    private final PackFiles packs;
    private final Set<Sha256> shownSince = new HashSet<>();
    private final Set<Sha256> shownBefore = new HashSet<>();
    private final Set<Sha256> texts = new HashSet<>();
    private final Set<Sha256> own = new HashSet<>();

    Condemned(Erasure erasure, PackFiles packs) {
        this.erasure = erasure;
        this.packs = packs;
        own.addAll(erasure.revisions());
        own.addAll(erasure.assets());
    }

    /**
     * @param kept every kept manifest, and what the site shows
     */
    void look(List<Manifest> kept) {
        List<Manifest> before = new ArrayList<>();
        Manifest newer = null;
        for (Manifest manifest : newestFirst(kept)) {
            if (manifest.release() >= erasure.removedIn() && !shows(manifest)) {
                needs(manifest, newer, shownSince::add);
                newer = manifest;
            } else {
                before.add(manifest);
            }
        }
        Set<UUID> editions = new HashSet<>();
        for (Manifest manifest : before) {
            manifest.document(erasure.document())
                    .ifPresent(
                            live -> {
                                editions.add(live.edition());
                                manifest.factsShard(erasure.document()).ifPresent(own::add);
                            });
        }
        newer = null;
        for (Manifest manifest : before) {
            needs(manifest, newer, shownBefore::add);
            manifest.filesSince(
                    newer,
                    (path, other, entry) -> {
                        if (entry != null) {
                            look(path, entry, editions);
                        }
                    });
            newer = manifest;
        }
    }

    /** An earlier release may have been gone back to, and shown it again. */
    private boolean shows(Manifest manifest) {
        return manifest.document(erasure.document())
                .filter(live -> erasure.revisions().contains(live.digest()))
                .isPresent();
    }

    private static List<Manifest> newestFirst(List<Manifest> kept) {
        return kept.stream()
                .sorted(Comparator.comparingLong(Manifest::release).reversed())
                .toList();
    }

    private void look(String path, Entry entry, Set<UUID> editions) {
        boolean derived =
                entry.derived() != null && erasure.assets().contains(entry.derived().source());
        if (derived
                || path.startsWith(erasure.path())
                || (entry.edition() != null && editions.contains(entry.edition()))) {
            own.add(entry.digest());
        }
        if (entry.type().matches("text/.*|.*(json|xml)")) {
            texts.add(entry.digest());
        }
    }

    boolean takes(PackedObject object) throws IOException {
        Sha256 digest = object.digest();
        if (shownSince.contains(digest)) {
            return false;
        }
        return own.contains(digest)
                || !shownBefore.contains(digest)
                || (texts.contains(digest) && names(object));
    }

    /** Whatever shows anything of a document links to it, and paths are ASCII in every format. */
    private boolean names(PackedObject object) throws IOException {
        String text = new String(object.read(packs), StandardCharsets.UTF_8);
        return text.contains(erasure.path())
                || erasure.assets().stream()
                        .anyMatch(asset -> text.contains(asset.hex().substring(0, 16)));
    }

    /**
     * What a manifest needs of the store.
     *
     * @param newer another one, so that what both need need not be told; null to tell all
     */
    static void needs(Manifest manifest, @Nullable Manifest newer, Consumer<Sha256> each) {
        each.accept(manifest.site());
        manifest.shards(each);
        manifest.filesSince(
                newer,
                (path, other, entry) -> {
                    if (entry != null) {
                        each.accept(entry.digest());
                    }
                });
        if (newer == null) {
            manifest.forEachDocument((id, live) -> each.accept(live.digest()));
        } else {
            manifest.documentsSince(
                    newer,
                    (id, other, live) -> {
                        if (live != null) {
                            each.accept(live.digest());
                        }
                    });
        }
    }
}
