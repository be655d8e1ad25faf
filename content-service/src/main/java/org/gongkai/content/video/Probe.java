package org.gongkai.content.video;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What ffprobe says of a video.
 *
 * @param width in pixels as it is shown: upright, with square pixels
 * @param duration null where the container does not say, as with recordings out of a browser
 * @param bare whether nothing is in it but one picture and at most one sound: no other streams, no
 *     chapters, no words about it
 * @param located whether it says where it was taken
 */
record Probe(
        Picture picture,
        @Nullable Sound sound,
        int width,
        int height,
        @Nullable Duration duration,
        long bitRate,
        boolean bare,
        boolean located) {

    /**
     * The stream of pictures.
     *
     * @param format of its pixels
     * @param rotation in degrees, clockwise or not
     * @param square whether its pixels are
     * @param brilliant whether its range of brightness is larger than screens have (HDR)
     */
    record Picture(
            int index,
            String codec,
            String format,
            int width,
            int height,
            int rotation,
            boolean square,
            boolean brilliant) {}

    /** The stream of sound. */
    record Sound(int index, String codec, int channels) {}

    String words() {
        Sound heard = sound;
        return "%s%s, %d × %d"
                .formatted(
                        picture.codec(),
                        heard == null ? "" : " with " + heard.codec(),
                        width,
                        height);
    }
}
