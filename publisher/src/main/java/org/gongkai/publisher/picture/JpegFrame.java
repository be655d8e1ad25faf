package org.gongkai.publisher.picture;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the segments of a JPEG say (ITU-T T.81, annex B).
 *
 * @param kind the marker of its frame, 0xC0 for baseline
 * @param precision bits of a sample
 * @param components 1 for gray, 3 for colour, 4 for inks
 * @param sampled how many samples each pixel has after subsampling, in sixteenths
 * @param brightness whether three components are brightness and colour, not red, green and blue
 * @param scans how many there are
 * @param whole whether the end of the picture is there
 */
record JpegFrame(
        int kind,
        int precision,
        int width,
        int height,
        int components,
        int sampled,
        boolean brightness,
        int scans,
        boolean whole,
        Orientation orientation,
        byte @Nullable [] profile) {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int LARGEST_PROFILE = 4 << 20;

    /** Whether all of it is held back until its last scan. */
    boolean progressive() {
        return (kind & 3) == 2;
    }

    /** Whether Java's own decoder reads it and needs no help. */
    boolean plain() {
        return kind <= 0xC2 && precision == 8 && (components == 1 || components == 3);
    }

    /**
     * Reads it.
     *
     * @throws PictureRefused if there is no frame, or no scan
     */
    static JpegFrame of(ByteBuffer bytes) {
        return new Reading(bytes).frame();
    }

    /** Goes through the segments from the first to the end of the picture. */
    private static final class Reading {
        private final ByteBuffer bytes;
        private int frame = -1;
        private int scans;
        private boolean whole;
        private boolean jfif;
        private int adobe = -1;
        private Orientation orientation = Orientation.UPRIGHT;
        private final Map<Integer, ByteBuffer> profile = new TreeMap<>();

        Reading(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        JpegFrame frame() {
            int at = 2;
            while (at + 3 < bytes.limit() && !whole) {
                if (unsigned(at) != 0xFF) {
                    at++; // padding that some writers leave between segments
                    continue;
                }
                int marker = unsigned(at + 1);
                if (marker == 0xFF) {
                    at++; // fill bytes may precede a marker
                } else if (marker == END) {
                    whole = true;
                } else if (marker == START || marker == 0 || marker >= 0xD0 && marker <= 0xD7) {
                    at += 2;
                } else {
                    int end = at + 2 + (unsigned(at + 2) << 8 | unsigned(at + 3));
                    segment(marker, at + 4, Math.min(end, bytes.limit()));
                    at = marker == SCAN ? afterScan(end) : end;
                }
            }
            whole |= at + 1 < bytes.limit() && unsigned(at) == 0xFF && unsigned(at + 1) == END;
            if (frame < 0 || frame + 6 > bytes.limit() || scans == 0) {
                throw PictureRefused.damaged("it ends before its first line");
            }
            return made();
        }

        private JpegFrame made() {
            int components = unsigned(frame + 5);
            int most = 1;
            int sum = 0;
            int[] ids = new int[3];
            for (int i = 0; i < components && frame + 8 + 3 * i < bytes.limit(); i++) {
                int factors = unsigned(frame + 7 + 3 * i);
                int area = Math.max(1, (factors >> 4) * (factors & 15));
                most = Math.max(most, area);
                sum += area;
                if (i < 3) {
                    ids[i] = unsigned(frame + 6 + 3 * i);
                }
            }
            return new JpegFrame(
                    unsigned(frame - 3),
                    unsigned(frame),
                    unsigned(frame + 3) << 8 | unsigned(frame + 4),
                    unsigned(frame + 1) << 8 | unsigned(frame + 2),
                    components,
                    sum * 16 / most,
                    brightness(ids),
                    scans,
                    whole,
                    orientation,
                    profile());
        }

        /** As libjpeg decides: JFIF has no red, Adobe says so, others are named R, G and B. */
        private boolean brightness(int[] ids) {
            if (jfif) {
                return true;
            }
            if (adobe >= 0) {
                return adobe != 0;
            }
            return !(ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B');
        }

        private void segment(int marker, int from, int to) {
            if (isFrame(marker) && frame < 0) {
                frame = from;
            } else if (marker == SCAN) {
                scans++;
            } else if (marker == 0xE0 && begins(from, to, "JFIF\0")) {
                jfif = true;
            } else if (marker == 0xEE && begins(from, to, "Adobe") && to - from >= 12) {
                adobe = unsigned(from + 11);
            } else if (marker == 0xE1
                    && begins(from, to, "Exif\0\0")
                    && orientation.equals(Orientation.UPRIGHT)) {
                orientation = Orientation.ofTiff(bytes.slice(from + 6, to - from - 6));
            } else if (marker == 0xE2 && begins(from, to, "ICC_PROFILE\0") && to - from > 14) {
                profile.put(unsigned(from + 12), bytes.slice(from + 14, to - from - 14));
            }
        }

        /** The next marker that is no restart. */
        private int afterScan(int from) {
            for (int at = from; at + 1 < bytes.limit(); at++) {
                if (bytes.get(at) == (byte) 0xFF) {
                    int next = unsigned(at + 1);
                    if (next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) {
                        return at;
                    }
                }
            }
            return bytes.limit();
        }

        private byte @Nullable [] profile() {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (ByteBuffer part : profile.values()) {
                if (whole.size() + part.limit() > LARGEST_PROFILE) {
                    return null;
                }
                byte[] copy = new byte[part.limit()];
                part.get(0, copy);
                whole.writeBytes(copy);
            }
            return profile.isEmpty() ? null : whole.toByteArray();
        }

        private boolean begins(int from, int to, String words) {
            byte[] expected = words.getBytes(StandardCharsets.ISO_8859_1);
            return to - from >= expected.length
                    && bytes.slice(from, expected.length).equals(ByteBuffer.wrap(expected));
        }

        /** SOF0 to SOF15; between them stand DHT, JPG and DAC. */
        private static boolean isFrame(int marker) {
            return marker >= 0xC0
                    && marker <= 0xCF
                    && marker != 0xC4
                    && marker != 0xC8
                    && marker != 0xCC;
        }

        private int unsigned(int at) {
            return bytes.get(at) & 0xFF;
        }
    }
}
