package org.gongkai.publisher.output;

import org.gongkai.publisher.Erasure;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Decides which objects an erasure takes from the kept releases: what was the document's own, every
 * list, feed and map that shows anything of it, and what no kept release needs any more. What a
 * release shows that was made without the document is never taken, whatever it says.
 */
final class Condemned {
    private final Erasure erasure;
    private final Set<Sha256> shownSince = new HashSet<>();
    private final Set<Sha256> shownBefore = new HashSet<>();
    private final Set<Sha256> texts = new HashSet<>();
    private final Set<Sha256> own = new HashSet<>();

    Condemned(Erasure erasure) {
        this.erasure = erasure;
        own.addAll(erasure.revisions());
        own.addAll(erasure.assets());
    }

    void look(Manifest manifest) {
        Set<Sha256> shown = manifest.release() < erasure.removedIn() ? shownBefore : shownSince;
        digests(manifest).forEach(shown::add);
        if (manifest.release() < erasure.removedIn()) {
            LiveDocument live = manifest.documents().get(erasure.document());
            manifest.entries()
                    .forEach(
                            (path, entry) ->
                                    look(path, entry, live == null ? null : live.edition()));
        }
    }

    private void look(String path, Entry entry, @Nullable UUID edition) {
        boolean derived =
                entry.derived() != null && erasure.assets().contains(entry.derived().source());
        if (derived
                || path.startsWith(erasure.path())
                || (edition != null && edition.equals(entry.edition()))) {
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
        String text = new String(object.read(), StandardCharsets.UTF_8);
        return text.contains(erasure.path())
                || erasure.assets().stream()
                        .anyMatch(asset -> text.contains(asset.hex().substring(0, 16)));
    }

    /** Everything that a manifest needs of the store. */
    static Stream<Sha256> digests(Manifest manifest) {
        return Stream.of(
                        manifest.entries().values().stream().map(Entry::digest),
                        manifest.documents().values().stream().map(LiveDocument::digest),
                        Stream.of(manifest.site()))
                .flatMap(digests -> digests);
    }
}
