package org.gongkai.content.pack;

import org.gongkai.content.paper.Undated;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip whose bytes follow from what is put into it: names in UTF-8 with the flag that says so, one
 * time for all. Its last entry has the SHA-256 of every other, as {@code sha256sum -c} reads it.
 */
final class PackZip implements AutoCloseable {
    static final String SUMS = "SHA256SUMS.txt";

    private final ZipOutputStream zip;
    private final Map<String, String> sums = new TreeMap<>();

    PackZip(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    void put(String name, byte[] bytes) throws IOException {
        put(name, new ByteArrayInputStream(bytes));
    }

    void put(String name, InputStream bytes) throws IOException {
        DigestInputStream digested = new DigestInputStream(bytes, sha256());
        write(name, digested);
        sums.put(name, HexFormat.of().formatHex(digested.getMessageDigest().digest()));
    }

    boolean has(String name) {
        return sums.containsKey(name);
    }

    private void write(String name, InputStream bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(Undated.TIME);
        zip.putNextEntry(entry);
        bytes.transferTo(zip);
        zip.closeEntry();
    }

    /** Ends it with the list of digests. */
    void end() throws IOException {
        StringBuilder lines = new StringBuilder();
        sums.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
        write(SUMS, new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
        zip.finish();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every Java", e);
        }
    }
}
