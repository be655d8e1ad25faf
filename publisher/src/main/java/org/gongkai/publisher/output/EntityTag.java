package org.gongkai.publisher.output;

import org.gongkai.publisher.Sha256;

/** The ETag under which a file is served, a function of its digest alone. */
public final class EntityTag {
    private EntityTag() {}

    /** The tag of the bytes as they are, with its quotation marks. */
    public static String of(Sha256 digest) {
        return "\"" + shortened(digest) + "\"";
    }

    /** The tag of the same bytes, compressed. */
    public static String ofCompressed(Sha256 digest) {
        return "\"" + shortened(digest) + "-gz\"";
    }

    private static String shortened(Sha256 digest) {
        return digest.hex().substring(0, 32);
    }
}
