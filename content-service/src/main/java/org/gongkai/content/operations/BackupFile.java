package org.gongkai.content.operations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A backup on disk, for reading. Nothing in it is believed before {@link #check()}. */
public final class BackupFile implements AutoCloseable {
    private final Path path;
    private final ZipFile zip;
    private final BackupHead head;
    private final BackupContents contents;

    private BackupFile(Path path, ZipFile zip, BackupHead head, BackupContents contents) {
        this.path = path;
        this.zip = zip;
        this.head = head;
        this.contents = contents;
    }

    /**
     * @throws RestoreRefused if it is no backup, or not a whole one
     */
    public static BackupFile open(Path path) {
        ZipFile zip = null;
        try {
            zip = new ZipFile(path.toFile());
            BackupHead head = BackupHead.of(read(zip, BackupHead.ENTRY));
            BackupContents contents = BackupContents.of(read(zip, BackupContents.ENTRY));
            if (!head.form().equals(BackupHead.FORM)) {
                throw new IOException(
                        "its form is " + head.form() + ", this version reads " + BackupHead.FORM);
            }
            return new BackupFile(path, zip, head, contents);
        } catch (IOException | RuntimeException e) {
            close(zip);
            throw new RestoreRefused(path + " is no whole backup: " + e.getMessage(), e);
        }
    }

    private static void close(@org.jspecify.annotations.Nullable ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            // It was only read.
        }
    }

    private static byte[] read(ZipFile zip, String name) throws IOException {
        try (InputStream in = zip.getInputStream(entry(zip, name))) {
            return in.readAllBytes();
        }
    }

    private static ZipEntry entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("entry " + name + " is missing");
        }
        return entry;
    }

    public BackupContents contents() {
        return contents;
    }

    BackupHead head() {
        return head;
    }

    InputStream read(String name) throws IOException {
        return zip.getInputStream(entry(zip, name));
    }

    /**
     * Reads everything once and compares it with the digests inside.
     *
     * @throws RestoreRefused naming the first entry that differs
     */
    public void check() {
        List<String> names = new ArrayList<>();
        zip.stream().map(ZipEntry::getName).forEach(names::add);
        names.remove(BackupContents.ENTRY);
        for (String name : names) {
            if (!contents.digests().containsKey(name)) {
                throw new RestoreRefused(
                        path + " holds " + name + ", which its list does not name");
            }
        }
        contents.digests()
                .forEach(
                        (name, expected) -> {
                            try {
                                if (!BackupArchive.digest(read(name)).equals(expected)) {
                                    throw new IOException("its bytes have changed");
                                }
                            } catch (IOException e) {
                                throw new RestoreRefused(
                                        "%s is damaged at %s: %s"
                                                .formatted(path, name, e.getMessage()),
                                        e);
                            }
                        });
    }

    /** Writes the entries below a directory such as {@code files/} into a directory on disk. */
    void extract(String prefix, Path target) throws IOException {
        for (String name : contents.digests().keySet()) {
            if (!name.startsWith(prefix)) {
                continue;
            }
            Path file = target.resolve(name.substring(prefix.length())).normalize();
            Path parent = file.getParent();
            if (parent == null || !file.startsWith(target)) {
                throw new IOException("entry " + name + " names a file outside of the backup");
            }
            Files.createDirectories(parent);
            try (InputStream in = read(name)) {
                Files.copy(in, file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
