package org.gongkai.publisher.output;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.output.Manifest.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Puts single files of a tree right, from the store. It follows no link, so that nothing outside of
 * the tree is touched, and puts each file in place by a rename, so that readers never see half of
 * one.
 */
final class TreeMender {
    private static final Logger LOG = LoggerFactory.getLogger(TreeMender.class);

    private final Path tree;
    private final Manifest manifest;
    private final TreeWriter writer;

    TreeMender(Path tree, Manifest manifest, ReleaseStore store) {
        this.tree = tree;
        this.manifest = manifest;
        this.writer = new TreeWriter(tree, store);
    }

    /**
     * Looks again at each of these places, and puts right what is damaged.
     *
     * @return what was, and is not any more
     */
    List<Damage> mend(Collection<String> files) {
        List<Damage> damaged = new ArrayList<>();
        TreeProbe probe = new TreeProbe(tree, manifest, true, damaged::add);
        files.forEach(file -> probe.named(file.substring(1)));
        return damaged.stream().filter(damage -> mended(damage.file().substring(1))).toList();
    }

    private boolean mended(String name) {
        try {
            mend(name);
            return true;
        } catch (IOException | UncheckedIOException | DigestMismatch | ObjectMissing e) {
            LOG.error("{} cannot be repaired", tree.resolve(name), e);
            return false;
        }
    }

    private void mend(String name) throws IOException {
        Entry entry = TreeWriter.entry(name, manifest);
        if (name.equals(TreeProbe.RELEASE_JSON)) {
            clear(tree.resolve(name));
            Durable.replace(tree.resolve(name), TreeWriter.releaseJson(manifest));
        } else if (entry != null) {
            write(name, entry);
        } else if (TreeWriter.isCompressedOfWanted(name, manifest)) {
            mend(name.substring(0, name.length() - ".gz".length()));
        } else {
            remove(tree.resolve(name));
        }
    }

    private void write(String name, Entry entry) throws IOException {
        Path file = tree.resolve(name);
        clear(file);
        if (entry.compressed()) {
            clear(TreeWriter.gz(file));
        }
        writer.write(file, entry);
    }

    /** Takes away what stands where a file or one of its directories has to be. */
    private void clear(Path file) throws IOException {
        for (Path part = tree; !part.equals(Durable.directoryOf(file)); ) {
            part = part.resolve(part.relativize(file).getName(0));
            if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(part);
            }
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            Durable.delete(file);
        }
        Files.deleteIfExists(Durable.temporary(file)); // or it would be written through, as a link
    }

    private void remove(Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
            for (Path parent = Durable.directoryOf(file);
                    !parent.equals(tree);
                    parent = Durable.directoryOf(parent)) {
                Files.delete(parent);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return; // others still stand in it, or it went with another file
        }
    }
}
