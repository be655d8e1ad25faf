package org.gongkai.content.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes entries one after the other into a zip, and remembers the digest of each. Streams; nothing
 * is held in memory.
 */
final class BackupArchive {
    /** Writes the bytes of one entry. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final ZipOutputStream zip;
    private final Map<String, String> digests = new TreeMap<>();

    BackupArchive(OutputStream out) {
        this.zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    void entry(String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest digest = sha256();
        OutputStream through = new DigestOutputStream(zip, digest);
        content.writeTo(through);
        through.flush();
        zip.closeEntry();
        digests.put(name, HexFormat.of().formatHex(digest.digest()));
    }

    void file(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            entry(name, in::transferTo);
        }
    }

    Map<String, String> digests() {
        return digests;
    }

    void end(BackupContents contents) throws IOException {
        zip.putNextEntry(new ZipEntry(BackupContents.ENTRY));
        zip.write(contents.json());
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    /** The SHA-256 of everything in a stream. */
    static String digest(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        try (DigestInputStream through = new DigestInputStream(in, digest)) {
            through.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
