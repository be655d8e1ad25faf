package org.gongkai.publisher.media;

import java.util.Optional;

/**
 * What the frame of a JPEG says, and whether its data ends as it should (ITU-T T.81, annex B). Java
 * reads four inks as if they were colours, and fills what is missing with gray; neither is what was
 * approved.
 *
 * @param components 1 for gray, 3 for colour, 4 for inks
 * @param whole whether the end of the image is there
 */
record JpegFrame(int components, boolean whole) {
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;

    /** The frame; empty if these bytes are no JPEG, or one whose header is torn. */
    static Optional<JpegFrame> of(byte[] bytes) {
        if (bytes.length < 4 || unsigned(bytes, 0) != 0xFF || unsigned(bytes, 1) != 0xD8) {
            return Optional.empty();
        }
        int components = 0;
        int at = 2;
        while (at + 9 < bytes.length && unsigned(bytes, at) == 0xFF) {
            int marker = unsigned(bytes, at + 1);
            if (marker == 0xFF) {
                at++; // fill bytes may precede a marker
            } else if (marker == SCAN) {
                return Optional.of(new JpegFrame(components, endsAfter(at, bytes)));
            } else {
                if (isFrame(marker)) {
                    components = unsigned(bytes, at + 9);
                }
                at += 2 + (unsigned(bytes, at + 2) << 8 | unsigned(bytes, at + 3));
            }
        }
        return Optional.empty();
    }

    /** SOF0 to SOF15; between them stand DHT, JPG and DAC. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0
                && marker <= 0xCF
                && marker != 0xC4
                && marker != 0xC8
                && marker != 0xCC;
    }

    /** Searched from the back, because some cameras put data of their own after it. */
    private static boolean endsAfter(int scan, byte[] bytes) {
        for (int at = bytes.length - 2; at > scan; at--) {
            if (unsigned(bytes, at) == 0xFF && unsigned(bytes, at + 1) == END) {
                return true;
            }
        }
        return false;
    }

    private static int unsigned(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }
}
