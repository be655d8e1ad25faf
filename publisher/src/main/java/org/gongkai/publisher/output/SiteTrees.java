package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The two trees that readers see, {@code site/a} and {@code site/b}, and the link {@code
 * site/current} that says which one (decision 10).
 *
 * <p>A release is prepared in the idle tree while readers are in the other; then the link is
 * renamed over, which is one step for every reader. Trees are not made durable file by file: the
 * packs are durable, and a tree written before the machine last started is checked against them
 * (docs/adr/0002-trees-and-packs.md).
 *
 * <p>One thread prepares and switches; any thread asks for the current tree.
 */
public final class SiteTrees {
    private final Path site;
    private final ReleaseStore store;
    private final Duration grace;
    private final String boot;
    private final Map<String, LiveTree> lastUsed = new HashMap<>();
    private volatile @Nullable LiveTree current;
    private long switchedAt;
    private boolean switchedBefore;

    private SiteTrees(Path site, ReleaseStore store, Duration grace, String boot) {
        this.site = site;
        this.store = store;
        this.grace = grace;
        this.boot = boot;
    }

    /**
     * Opens the trees in this directory as the last process left them.
     *
     * @param grace how long after a switch the tree that readers left is not touched
     */
    public static SiteTrees in(Path site, ReleaseStore store, Duration grace) {
        return in(site, store, grace, TreeState.bootOfThisMachine());
    }

    static SiteTrees in(Path site, ReleaseStore store, Duration grace, String boot) {
        SiteTrees trees = new SiteTrees(site, store, grace, boot);
        try {
            Files.createDirectories(site);
            trees.current = trees.find();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open the site in " + site, e);
        }
        return trees;
    }

    /** The tree that readers are in now; empty before the first release. */
    public Optional<LiveTree> current() {
        return Optional.ofNullable(current);
    }

    /** Brings the idle tree to this manifest, writing only what it does not hold already. */
    public void prepare(Manifest manifest) {
        waitForReaders();
        bring(idle(), manifest);
    }

    /** Switches readers to the prepared tree, in one step. */
    public void activate(Manifest manifest) {
        String name = idle();
        Path tree = site.resolve(name);
        TreeState state = TreeState.read(site, name).orElse(null);
        if (state == null || !state.root().equals(manifest.root())) {
            throw new IllegalStateException(
                    "Tree " + tree + " was not prepared for release " + manifest.release());
        }
        try {
            point(name);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot switch the site to release " + manifest.release(), e);
        }
        current = inUse(name, manifest, state.root());
        switchedAt = System.nanoTime();
        switchedBefore = true;
    }

    /**
     * Makes the site show this manifest whatever state the last process left it in; does nothing if
     * it shows it already.
     */
    public void restore(Manifest manifest) {
        LiveTree shown = current;
        if (shown != null && shown.root().equals(manifest.root())) {
            String name = shown.directory().getFileName().toString();
            TreeState state = TreeState.read(site, name).orElse(null);
            if (state == null || !state.boot().equals(boot)) {
                bring(name, manifest);
            }
            return;
        }
        prepare(manifest);
        activate(manifest);
    }

    /**
     * Brings the tree that readers have left to what the other one shows, so that nothing of an
     * earlier release is left in it.
     */
    public void settle() {
        LiveTree shown = current;
        if (shown != null && Files.isDirectory(site.resolve(idle()))) {
            prepare(shown.manifest());
        }
    }

    /**
     * Looks again at these places of the current tree and puts right, from the store, what is
     * damaged. No release may run meanwhile.
     *
     * @param files as {@link Damage#file()} names them
     * @return what was damaged, and is not any more
     */
    public List<Damage> mend(Collection<String> files) {
        LiveTree shown = current;
        return shown == null
                ? List.of()
                : new TreeMender(shown.directory(), shown.manifest(), store).mend(files);
    }

    /** Where the link to the current tree points; empty if it is none. */
    public Optional<String> link() {
        try {
            Path link = site.resolve("current");
            return Files.isSymbolicLink(link)
                    ? Optional.of(Files.readSymbolicLink(link).toString())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the link in " + site, e);
        }
    }

    /** Makes link and record say again which tree is the current one. No release may run. */
    public void pointAgain() {
        LiveTree shown = current;
        if (shown == null) {
            return;
        }
        String name = shown.directory().getFileName().toString();
        try {
            Path link = site.resolve("current");
            if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
                Durable.delete(link);
            }
            point(name);
            if (!shown.intact()) {
                new TreeState(shown.manifest().release(), shown.root(), boot).write(site, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot repair the link in " + site, e);
        }
    }

    private void point(String name) throws IOException {
        Path link = site.resolve("current.next");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(name));
        Files.move(link, site.resolve("current"), StandardCopyOption.ATOMIC_MOVE);
        Durable.sync(site);
    }

    private LiveTree inUse(String name, Manifest manifest, Sha256 root) {
        LiveTree tree = new LiveTree(site.resolve(name), manifest, root, new AtomicBoolean());
        lastUsed.put(name, tree);
        return tree;
    }

    private void bring(String name, Manifest manifest) {
        Path tree = site.resolve(name);
        try {
            Manifest held = trusted(name);
            LiveTree before = lastUsed.get(name);
            if (before != null && !before.root().equals(manifest.root())) {
                before.left().set(true);
            }
            TreeState.forget(site, name);
            Files.createDirectories(tree);
            new TreeWriter(tree, store).bring(held, manifest);
            new TreeState(manifest.release(), manifest.root(), boot).write(site, name);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write release %d to %s".formatted(manifest.release(), tree), e);
        }
    }

    /** What the tree holds for certain; null if it must be looked at file by file. */
    private @Nullable Manifest trusted(String name) {
        return TreeState.read(site, name)
                .filter(state -> state.boot().equals(boot))
                .flatMap(state -> store.manifest(state.release(), state.root()))
                .orElse(null);
    }

    private @Nullable LiveTree find() throws IOException {
        Path link = site.resolve("current");
        if (!Files.isSymbolicLink(link)) {
            return null;
        }
        String name = Files.readSymbolicLink(link).getFileName().toString();
        if (!List.of("a", "b").contains(name) || !Files.isDirectory(site.resolve(name))) {
            return null;
        }
        TreeState state = TreeState.read(site, name).orElse(null);
        if (state == null) {
            return null;
        }
        return store.manifest(state.release(), state.root())
                .map(manifest -> inUse(name, manifest, state.root()))
                .orElse(null);
    }

    private String idle() {
        try {
            Path link = site.resolve("current");
            boolean inA =
                    Files.isSymbolicLink(link)
                            && Files.readSymbolicLink(link).getFileName().toString().equals("a");
            return inA ? "b" : "a";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + site.resolve("current"), e);
        }
    }

    private void waitForReaders() {
        if (!switchedBefore) {
            return;
        }
        long left = grace.toNanos() - (System.nanoTime() - switchedAt);
        if (left > 0) {
            try {
                Thread.sleep(Duration.ofNanos(left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(
                        "Interrupted while readers were still in the idle tree", e);
            }
        }
    }
}
