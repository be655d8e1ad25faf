package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a tree holds, in a file beside it; the file is not there while the tree is being written.
 *
 * @param boot the start of the machine in which the tree was written: after a killed process the
 *     file system's cache is whole, after a loss of power it may not be
 * @param plain whether compressed files may still be missing
 */
record TreeState(long release, Sha256 root, String boot, boolean plain) {
    private static final String PLAIN = "plain";
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    static Optional<TreeState> read(Path site, String tree) {
        try {
            String[] part = Files.readString(file(site, tree)).strip().split(" ", -1);
            boolean plain = part.length == 4 && part[3].equals(PLAIN);
            return part.length == 3 || plain
                    ? Optional.of(
                            new TreeState(
                                    Long.parseLong(part[0]), new Sha256(part[1]), part[2], plain))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional
                    .empty(); // torn by a loss of power: the tree is then looked at by content
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file(site, tree), e);
        }
    }

    void write(Path site, String tree) throws IOException {
        Durable.replace(
                file(site, tree),
                "%d %s %s%s\n"
                        .formatted(release, root, boot, plain ? " " + PLAIN : "")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    TreeState complete() {
        return new TreeState(release, root, boot, false);
    }

    static void forget(Path site, String tree) throws IOException {
        Files.deleteIfExists(file(site, tree));
    }

    private static Path file(Path site, String tree) {
        return site.resolve(tree + ".holds");
    }

    /** A name for this start of the machine; a new one each time where the system gives none. */
    static String bootOfThisMachine() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            return "unknown-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        }
    }
}
