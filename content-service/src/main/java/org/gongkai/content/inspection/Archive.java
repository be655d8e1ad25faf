package org.gongkai.content.inspection;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.gongkai.content.media.Finding;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A zip that somebody made, read entry by entry within bounds: nothing is unpacked to disk, no
 * archive within is opened, and what its directory says is not believed.
 */
final class Archive implements AutoCloseable {
    private static final int MOST_ENTRIES = 20_000;
    private static final long LARGEST_PART = 64L << 20;

    /** XML packs to a twentieth; what packs to a hundredth is not written by people. */
    private static final long MOST_RATIO = 100;

    private static final long MOST_SWOLLEN = 200L << 20;

    private final ZipFile zip;
    private final List<ZipArchiveEntry> entries;

    private Archive(ZipFile zip) {
        this.zip = zip;
        this.entries = Collections.list(zip.getEntries());
    }

    static Archive open(Path file) throws IOException {
        return new Archive(ZipFile.builder().setPath(file).get());
    }

    List<String> names() {
        return entries.stream().limit(MOST_ENTRIES).map(Archive::name).toList();
    }

    /** Archives of Chinese Windows do not say that their names are GBK. */
    private static String name(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesUTF8ForNames() || entry.getRawName() == null) {
            return entry.getName();
        }
        try {
            return decoded(entry.getRawName(), StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return new String(entry.getRawName(), Charset.forName("GB18030"));
        }
    }

    private static String decoded(byte[] name, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    }

    /** What the zip as such shows: locked entries, and what no document unpacks to. */
    void inspect(Findings findings, long mostBytes) {
        long sum = 0;
        long packed = 0;
        for (ZipArchiveEntry entry : entries) {
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                findings.add(Finding.Kind.PASSWORD, name(entry));
            }
            sum += Math.max(0, entry.getSize());
            packed += Math.max(0, entry.getCompressedSize());
        }
        boolean swells = sum > MOST_SWOLLEN && sum / MOST_RATIO > packed;
        if (swells || sum > mostBytes || entries.size() > MOST_ENTRIES) {
            findings.add(Finding.Kind.BOMB, "%,d MB".formatted(sum >> 20));
        }
    }

    /**
     * A part as text; empty if there is none.
     *
     * @throws IOException if it is damaged, or larger than any document's
     */
    Optional<String> text(String name) throws IOException {
        ZipArchiveEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream bytes = zip.getInputStream(entry)) {
            byte[] part = bytes.readNBytes((int) LARGEST_PART + 1);
            if (part.length > LARGEST_PART) {
                throw new IOException("part " + name + " is larger than any document's");
            }
            return Optional.of(new String(part, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
