package org.gongkai.publisher.picture;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera was held (EXIF 2.32, tag 0x0112).
 *
 * @param value 1 to 8, as EXIF numbers them; 1 is upright
 */
record Orientation(int value) {
    static final Orientation UPRIGHT = new Orientation(1);

    private static final int TAG = 0x0112;
    private static final int MOST_ENTRIES = 1000;

    /** Reads the first directory of a TIFF; what cannot be read is upright. */
    static Orientation ofTiff(ByteBuffer tiff) {
        ByteBuffer bytes = tiff.slice();
        if (bytes.limit() < 14) {
            return UPRIGHT;
        }
        short order = bytes.getShort(0);
        bytes.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = bytes.getInt(4);
        if ((order != 0x4949 && order != 0x4D4D)
                || bytes.getShort(2) != 42
                || directory < 8
                || directory > bytes.limit() - 2) {
            return UPRIGHT;
        }
        int entries = Math.min(bytes.getShort(directory) & 0xFFFF, MOST_ENTRIES);
        for (int at = directory + 2; entries > 0 && at <= bytes.limit() - 12; at += 12, entries--) {
            if ((bytes.getShort(at) & 0xFFFF) == TAG) {
                int value = bytes.getShort(at + 8);
                return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** Whether width and height change places. */
    boolean turned() {
        return value >= 5;
    }

    /** The picture as it was seen. */
    BufferedImage upright(BufferedImage stored) {
        if (value == 1) {
            return stored;
        }
        int width = turned() ? stored.getHeight() : stored.getWidth();
        int height = turned() ? stored.getWidth() : stored.getHeight();
        BufferedImage upright = new BufferedImage(width, height, stored.getType());
        AreaResizer.Samples from = AreaResizer.Samples.of(stored);
        AreaResizer.Samples to = AreaResizer.Samples.of(upright);
        int bands = from.bands();
        int right = stored.getWidth() - 1;
        int bottom = stored.getHeight() - 1;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int across = turned() ? y : x;
                int down = turned() ? x : y;
                int fromX =
                        value == 2 || value == 3 || value == 7 || value == 8
                                ? right - across
                                : across;
                int fromY =
                        value == 3 || value == 4 || value == 6 || value == 7 ? bottom - down : down;
                int source = from.at(fromY) + fromX * bands;
                int target = to.at(y) + x * bands;
                for (int band = 0; band < bands; band++) {
                    to.data()[target + band] = from.data()[source + band];
                }
            }
        }
        return upright;
    }
}
