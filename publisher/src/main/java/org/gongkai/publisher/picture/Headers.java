package org.gongkai.publisher.picture;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads headers. Nothing is decoded, and nothing is believed that is larger than the file. */
final class Headers {
    private static final int LARGEST_PROFILE = 4 << 20;

    private Headers() {}

    /**
     * Reads a header.
     *
     * @throws PictureRefused if it is no picture that is read; without the name of the file
     */
    static Header of(ByteBuffer bytes) {
        try {
            return switch (Format.of(bytes)) {
                case JPEG -> jpeg(JpegFrame.of(bytes));
                case PNG -> png(bytes);
                case GIF -> gif(bytes);
                case WEBP -> webp(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN));
                case HEIC ->
                        throw unsupported(
                                "is of the kind that telephones save (HEIC, AVIF), which not every browser shows: export it as JPEG, or set the camera to “most compatible”, and send it again");
                case OTHER ->
                        throw unsupported(
                                "is of a format that cannot be published: save it as JPEG or PNG");
            };
        } catch (IndexOutOfBoundsException e) {
            throw PictureRefused.damaged("it ends in its header");
        }
    }

    private static PictureRefused unsupported(String why) {
        return new PictureRefused(PictureRefused.Reason.UNSUPPORTED, why);
    }

    private static Header jpeg(JpegFrame frame) {
        long coefficients =
                frame.progressive()
                        ? (long) frame.width() * frame.height() * frame.sampled() / 8
                        : 0;
        return new Header(
                Format.JPEG,
                frame.width(),
                frame.height(),
                frame.plain() ? frame.components() : 12,
                coefficients,
                frame.orientation(),
                false,
                frame.profile(),
                frame);
    }

    /** PNG, third edition. */
    private static Header png(ByteBuffer bytes) {
        int width = bytes.getInt(16);
        int height = bytes.getInt(20);
        int depth = bytes.get(24);
        int samples =
                switch (bytes.get(25)) {
                    case 2 -> 3;
                    case 4 -> 2;
                    case 6 -> 4;
                    default -> 1;
                };
        Orientation orientation = Orientation.UPRIGHT;
        boolean animated = false;
        byte[] profile = null;
        for (long at = 8; at + 12 <= bytes.limit(); ) {
            int start = (int) at;
            long length = bytes.getInt(start) & 0xFFFFFFFFL;
            int kept = (int) Math.min(length, bytes.limit() - at - 8);
            switch (name(bytes, start + 4)) {
                case "acTL" -> animated = bytes.getInt(start + 8) > 1;
                case "eXIf" -> orientation = Orientation.ofTiff(bytes.slice(start + 8, kept));
                case "iCCP" -> profile = inflated(bytes.slice(start + 8, kept));
                default -> {}
            }
            at += length + 12;
        }
        return new Header(
                Format.PNG,
                width,
                height,
                samples * Math.max(1, depth / 8) + 4,
                0,
                orientation,
                animated,
                profile,
                null);
    }

    /** A name, a zero, the number of the method, and the compressed profile. */
    private static byte @Nullable [] inflated(ByteBuffer chunk) {
        int zero = 0;
        while (chunk.get(zero) != 0) {
            zero++;
        }
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(chunk.slice(zero + 2, chunk.limit() - zero - 2));
            ByteArrayOutputStream profile = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int read = inflater.inflate(buffer); read > 0; read = inflater.inflate(buffer)) {
                profile.write(buffer, 0, read);
                if (profile.size() > LARGEST_PROFILE) {
                    return null;
                }
            }
            return profile.toByteArray();
        } catch (DataFormatException e) {
            return null; // the picture is shown without it
        }
    }

    /** GIF89a: the size is that of the first frame. */
    private static Header gif(ByteBuffer all) {
        ByteBuffer bytes = all.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int at = 13 + table(bytes.get(10));
        int frames = 0;
        int width = 0;
        int height = 0;
        while (at < bytes.limit() && frames < 2 && bytes.get(at) != 0x3B) {
            if (bytes.get(at) == 0x2C) {
                if (frames++ == 0) {
                    width = bytes.getShort(at + 5) & 0xFFFF;
                    height = bytes.getShort(at + 7) & 0xFFFF;
                }
                at = afterBlocks(bytes, at + 11 + table(bytes.get(at + 9)));
            } else {
                at = afterBlocks(bytes, at + 2);
            }
        }
        return new Header(
                Format.GIF, width, height, 5, 0, Orientation.UPRIGHT, frames > 1, null, null);
    }

    private static int table(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static int afterBlocks(ByteBuffer bytes, int from) {
        int at = from;
        while (at < bytes.limit() && bytes.get(at) != 0) {
            at += 1 + (bytes.get(at) & 0xFF);
        }
        return at + 1;
    }

    /** RFC 9649, section 2. */
    private static Header webp(ByteBuffer bytes) {
        int width = 0;
        int height = 0;
        boolean animated = false;
        Orientation orientation = Orientation.UPRIGHT;
        byte[] profile = null;
        for (long at = 12; at + 8 <= bytes.limit(); ) {
            int start = (int) at;
            long length = bytes.getInt(start + 4) & 0xFFFFFFFFL;
            int kept = (int) Math.min(length, bytes.limit() - at - 8);
            switch (name(bytes, start)) {
                case "VP8X" -> {
                    animated = (bytes.get(start + 8) & 2) != 0;
                    width = Math.max(width, (bytes.getInt(start + 12) & 0xFFFFFF) + 1);
                    height = Math.max(height, (bytes.getInt(start + 14) >>> 8) + 1);
                }
                case "VP8 " -> {
                    width = Math.max(width, bytes.getShort(start + 14) & 0x3FFF);
                    height = Math.max(height, bytes.getShort(start + 16) & 0x3FFF);
                }
                case "VP8L" -> {
                    int bits = bytes.getInt(start + 9);
                    width = Math.max(width, (bits & 0x3FFF) + 1);
                    height = Math.max(height, (bits >>> 14 & 0x3FFF) + 1);
                }
                case "EXIF" -> orientation = Orientation.ofTiff(exif(bytes.slice(start + 8, kept)));
                case "ICCP" -> {
                    profile = new byte[Math.min(kept, LARGEST_PROFILE)];
                    bytes.get(start + 8, profile);
                }
                default -> {}
            }
            at += 8 + length + (length & 1);
        }
        return new Header(
                Format.WEBP,
                width,
                height,
                8,
                8L * width * height,
                orientation,
                animated,
                profile,
                null);
    }

    /** Some writers put the mark of JPEG's segment before the TIFF. */
    private static ByteBuffer exif(ByteBuffer chunk) {
        return chunk.limit() > 6 && name(chunk, 0).equals("Exif")
                ? chunk.slice(6, chunk.limit() - 6)
                : chunk;
    }

    private static String name(ByteBuffer bytes, int at) {
        byte[] name = new byte[4];
        bytes.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
