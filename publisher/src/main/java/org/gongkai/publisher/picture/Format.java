package org.gongkai.publisher.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a picture is by its first bytes. */
enum Format {
    JPEG,
    PNG,
    GIF,
    WEBP,
    HEIC,
    OTHER;

    static Format of(ByteBuffer bytes) {
        byte[] head = new byte[Math.min(12, bytes.limit())];
        bytes.get(0, head);
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00FF\u00D8\u00FF")) {
            return JPEG;
        }
        if (start.startsWith("\u0089PNG\r\n\u001A\n")) {
            return PNG;
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return GIF;
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return WEBP;
        }
        // ISO/IEC 23008-12: all of this family begin with a box of their brands.
        return start.startsWith("ftyp", 4) ? HEIC : OTHER;
    }
}
