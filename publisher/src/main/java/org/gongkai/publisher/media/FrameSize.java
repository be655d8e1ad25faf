package org.gongkai.publisher.media;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * How large the pictures of an MP4 are shown, out of the headers of its tracks (ISO/IEC 14496-12,
 * 8.3.2), upright.
 */
record FrameSize(int width, int height) {
    private static final Set<String> OUTER = Set.of("moov", "trak");
    private static final int LARGEST_SIDE = 20_000;

    /** From the version to the height, with the longer times of version 1. */
    private static final int LONGEST_HEADER = 96;

    private static final int MATRIX = 40;

    /** Empty if it does not say so before its pictures begin. */
    static Optional<FrameSize> of(InputStream mp4) throws IOException {
        try {
            return Optional.ofNullable(among(new DataInputStream(mp4), Long.MAX_VALUE));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static @Nullable FrameSize among(DataInputStream in, long bytes) throws IOException {
        FrameSize largest = null;
        long left = bytes;
        while (left >= 8) {
            long size = Integer.toUnsignedLong(in.readInt());
            String type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
            long head = 8;
            if (size == 1) {
                size = in.readLong();
                head = 16;
            }
            long body = size - head;
            if (body < 0 || size > left || type.equals("mdat")) {
                return largest;
            }
            if (OUTER.contains(type)) {
                FrameSize inside = among(in, body);
                if (type.equals("moov")) {
                    return inside;
                }
                largest = larger(largest, inside);
            } else if (type.equals("tkhd")) {
                byte[] header = in.readNBytes((int) Math.min(body, LONGEST_HEADER));
                in.skipNBytes(body - header.length);
                largest = larger(largest, track(header));
            } else {
                in.skipNBytes(body);
            }
            left -= size;
        }
        return largest;
    }

    private static @Nullable FrameSize larger(@Nullable FrameSize one, @Nullable FrameSize other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return (long) one.width * one.height >= (long) other.width * other.height ? one : other;
    }

    private static @Nullable FrameSize track(byte[] header) {
        int longer = header.length > 0 && header[0] == 1 ? 12 : 0;
        int matrix = MATRIX + longer;
        if (header.length < matrix + 36 + 8) {
            return null;
        }
        int width = whole(header, matrix + 36);
        int height = whole(header, matrix + 40);
        if (width < 1 || height < 1 || Math.max(width, height) > LARGEST_SIDE) {
            return null;
        }
        boolean turned = whole(header, matrix) == 0 && whole(header, matrix + 4) != 0;
        return turned ? new FrameSize(height, width) : new FrameSize(width, height);
    }

    /** The whole part of a number with 16 bits behind the point. */
    private static short whole(byte[] bytes, int at) {
        return (short) ((bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF);
    }
}
