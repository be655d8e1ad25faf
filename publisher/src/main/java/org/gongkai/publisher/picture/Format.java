package org.gongkai.publisher.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What a picture is by its first bytes. */
enum Format {
    JPEG,
    PNG,
    GIF,
    WEBP,
    HEIC,
    OTHER;

    /** ISO/IEC 23008-12, and AVIF 1.1. */
    private static final Set<String> BRANDS =
            Set.of(
                    "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "mif2", "msf1", "avif",
                    "avis");

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
        return start.startsWith("ftyp", 4) && BRANDS.contains(start.substring(8)) ? HEIC : OTHER;
    }
}
