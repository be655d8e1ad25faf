package org.gongkai.content.paper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Takes the times out of a zip, such as an Office file, so that the same content has the same
 * bytes.
 */
public final class Undated {
    /** The first that a zip can say. */
    public static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Undated() {}

    /** The same entries in their order, all of one time. */
    public static byte[] zip(byte[] dated) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(dated.length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(dated));
                ZipOutputStream out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                ZipEntry entry = new ZipEntry(each.getName());
                entry.setTimeLocal(TIME);
                out.putNextEntry(entry);
                in.transferTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("It is no zip", e);
        }
        return bytes.toByteArray();
    }
}
