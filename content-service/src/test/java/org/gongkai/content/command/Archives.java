package org.gongkai.content.command;

import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcTargetRecord;
import org.netpreserve.jwarc.WarcWriter;
import org.netpreserve.jwarc.Warcinfo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small web archives. */
final class Archives {
    private Archives() {}

    /** An archive of so many records, each of 700 bytes, that says it has others. */
    static byte[] of(int records, int promised, String leftOut) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WarcWriter warc = new WarcWriter(Channels.newChannel(out), WarcCompression.GZIP);
        byte[] about =
                "records: %d\r\n%s"
                        .formatted(
                                promised, leftOut.isEmpty() ? "" : "leftOut: " + leftOut + "\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        warc.write(
                new Warcinfo.Builder()
                        .blockDigest(digest(about))
                        .body(MediaType.WARC_FIELDS, about)
                        .build());
        for (int number = 1; number < records; number++) {
            byte[] bytes = new byte[700];
            new Random(number).nextBytes(bytes);
            warc.write(
                    new WarcResource.Builder(URI.create("https://www.example.org/" + number))
                            .blockDigest(digest(bytes))
                            .body(MediaType.OCTET_STREAM, bytes)
                            .build());
        }
        return out.toByteArray();
    }

    /** What the records are of, with their digests checked. */
    static List<String> targets(Path file) throws IOException {
        List<String> targets = new ArrayList<>();
        try (WarcReader reader = new WarcReader(file)) {
            reader.calculateBlockDigest();
            for (WarcRecord record : reader) {
                targets.add(record instanceof WarcTargetRecord of ? of.target() : record.type());
                if (!record.calculatedBlockDigest().equals(record.blockDigest())) {
                    throw new AssertionError(record.id() + " is damaged");
                }
            }
        }
        return targets;
    }

    private static WarcDigest digest(byte[] bytes) {
        try {
            return new WarcDigest("sha256", MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
