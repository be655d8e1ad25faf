package org.gongkai.publisher.media;

import java.util.Arrays;
import java.util.List;

/**
 * How a rendition is made: to fit a width, never enlarged, as JPEG at quality 0.82. The name with
 * its version stands in the manifest (decision 2); other bytes from the same source need another
 * version.
 */
enum Transform {
    WIDE(1600),
    MEDIUM(800),
    NARROW(320);

    static final float QUALITY = 0.82f;

    private final int width;

    Transform(int width) {
        this.width = width;
    }

    /** The transforms for an image of this width, widest first; the widest is always made. */
    static List<Transform> of(int original) {
        return Arrays.stream(values())
                .filter(transform -> transform == WIDE || transform.width < original)
                .toList();
    }

    int width(int original) {
        return Math.min(width, original);
    }

    String label() {
        return "fit-%d-jpeg-82/1".formatted(width);
    }
}
