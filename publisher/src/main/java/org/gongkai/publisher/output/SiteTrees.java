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
import java.util.function.BooleanSupplier;

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
    private static final int COMPRESSED_AT_ONCE = 1_000;

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

    /**
     * Brings the idle tree to this manifest, writing only what it does not hold already; of very
     * many files {@link #compress} writes the compressed ones later.
     */
    public void prepare(Manifest manifest) {
        waitForReaders();
        bring(idle(), manifest, COMPRESSED_AT_ONCE);
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
            String name = name(shown);
            TreeState state = TreeState.read(site, name).orElse(null);
            if (state == null || !state.boot().equals(boot)) {
                bring(name, manifest, COMPRESSED_AT_ONCE);
            }
            return;
        }
        prepare(manifest);
        activate(manifest);
    }

    /**
     * Brings the tree that readers have left, or have never been in, to what the other one shows:
     * so nothing of an earlier release is left in it, and the next release has little to write.
     */
    public void settle() {
        LiveTree shown = current;
        if (shown != null) {
            waitForReaders();
            bring(idle(), shown.manifest(), COMPRESSED_AT_ONCE);
        }
    }

    /**
     * Writes the compressed files that are still missing in both trees, first where readers are:
     * large releases leave them for afterwards, so that readers have them sooner. No release may
     * run meanwhile.
     *
     * @param goOn is asked now and then; what is left is done by the next call
     * @return whether nothing is left
     */
    public boolean compress(BooleanSupplier goOn) {
        LiveTree shown = current;
        return shown == null || (compress(name(shown), goOn) && compress(idle(), goOn));
    }

    private boolean compress(String name, BooleanSupplier goOn) {
        TreeState state = trusted(name).filter(TreeState::plain).orElse(null);
        Manifest held =
                state == null ? null : store.manifest(state.release(), state.root()).orElse(null);
        if (state == null || held == null) {
            return true;
        }
        Path tree = site.resolve(name);
        try {
            if (!new TreeWriter(tree, store).compress(held, goOn)) {
                return false;
            }
            state.complete().write(site, name);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compress files in " + tree, e);
        }
    }

    /** Whether no compressed file is missing in the tree that readers are in. */
    public boolean compressed() {
        LiveTree shown = current;
        return shown == null
                || TreeState.read(site, name(shown)).filter(TreeState::plain).isEmpty();
    }

    /** Whether it is known what the tree holds that readers are not in. */
    public boolean idleIsKnown() {
        return current == null || trusted(idle()).isPresent();
    }

    /** Whether {@link #compress} has nothing to do. */
    public boolean settled() {
        return current == null
                || (compressed() && trusted(idle()).filter(TreeState::plain).isEmpty());
    }

    private static String name(LiveTree tree) {
        return tree.directory().getFileName().toString();
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
        String name = name(shown);
        try {
            Path link = site.resolve("current");
            if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
                Durable.delete(link);
            }
            point(name);
            if (!shown.intact()) {
                new TreeState(shown.manifest().release(), shown.root(), boot, true)
                        .write(site, name);
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
        LiveTree tree = new LiveTree(site.resolve(name), manifest, root);
        lastUsed.put(name, tree);
        return tree;
    }

    private void bring(String name, Manifest manifest, int compressed) {
        Path tree = site.resolve(name);
        try {
            TreeState state = trusted(name).orElse(null);
            Manifest held =
                    state == null
                            ? null
                            : store.manifest(state.release(), state.root()).orElse(null);
            LiveTree shown = lastUsed.get(name);
            if (shown != null && !shown.root().equals(manifest.root())) {
                shown.leave();
            }
            TreeState.forget(site, name);
            Files.createDirectories(tree);
            boolean plain = new TreeWriter(tree, store).bring(held, manifest, compressed);
            boolean before = held != null && state != null && state.plain();
            new TreeState(manifest.release(), manifest.root(), boot, plain || before)
                    .write(site, name);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write release %d to %s".formatted(manifest.release(), tree), e);
        }
    }

    /** What the tree holds for certain; empty if it must be looked at file by file. */
    private Optional<TreeState> trusted(String name) {
        return TreeState.read(site, name).filter(state -> state.boot().equals(boot));
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
