package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A tree that readers are in, and what it holds.
 *
 * @param root the manifest's root
 * @param left whether the tree has begun to become another release's; whoever writes to it sets it
 *     first
 */
public record LiveTree(Path directory, Manifest manifest, Sha256 root, AtomicBoolean left) {

    /** The file of an entry. Pages of what was withdrawn stand apart, in {@code .gone}. */
    public Path file(String path, Manifest.Entry entry) {
        return TreeWriter.file(directory, path, entry);
    }

    /** What {@code /release.json} says. */
    public byte[] releaseJson() {
        return TreeWriter.releaseJson(manifest);
    }

    /**
     * Whether the tree still holds this release. Asked after a file was opened: if so, the open
     * file is of this release, whatever happens to the tree from here on.
     */
    public boolean intact() {
        return !left.get();
    }
}
