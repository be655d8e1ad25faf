package org.gongkai.publisher.picture;

import org.jspecify.annotations.Nullable;

/**
 * What a picture says of itself before anything is decoded.
 *
 * @param width as it is stored; it is shown on its side if its orientation says so
 * @param height as it is stored
 * @param bytesPerPixel what decoding takes for each pixel that is kept
 * @param bytesBeside what decoding takes besides, whatever is kept
 * @param animated whether it has more than one frame
 * @param profile the colour profile (ICC.1), null if it has none
 * @param jpeg more of a JPEG, null for all others
 */
record Header(
        Format format,
        int width,
        int height,
        int bytesPerPixel,
        long bytesBeside,
        Orientation orientation,
        boolean animated,
        byte @Nullable [] profile,
        @Nullable JpegFrame jpeg) {

    long pixels() {
        return (long) width * height;
    }

    /** The width as it is shown. */
    int shownWidth() {
        return orientation.turned() ? height : width;
    }

    /** The height as it is shown. */
    int shownHeight() {
        return orientation.turned() ? width : height;
    }
}
