package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest.Entry;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A tree that readers are in, and what it holds. Thread-safe. */
public final class LiveTree {
    private static final int REMEMBERED = 10_000;

    private final Path directory;
    private final Manifest manifest;
    private final Sha256 root;
    private final Map<String, Entry> asked = new ConcurrentHashMap<>();
    private volatile boolean left;

    /**
     * @param root the manifest's root
     */
    LiveTree(Path directory, Manifest manifest, Sha256 root) {
        this.directory = directory;
        this.manifest = manifest;
        this.root = root;
    }

    public Path directory() {
        return directory;
    }

    public Manifest manifest() {
        return manifest;
    }

    public Sha256 root() {
        return root;
    }

    /** What the manifest says of a file; what readers ask for is remembered for a while. */
    public Optional<Entry> entry(String path) {
        Entry known = asked.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Entry> found = manifest.entry(path);
        if (asked.size() >= REMEMBERED) {
            asked.clear();
        }
        found.ifPresent(entry -> asked.put(path, entry));
        return found;
    }

    /** The file of an entry. Pages of what was withdrawn stand apart, in {@code .gone}. */
    public Path file(String path, Entry entry) {
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
        return !left;
    }

    /** From here on the tree becomes another release's; whoever writes to it says so first. */
    void leave() {
        left = true;
    }
}
