package org.gongkai.content.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/** Reads how large a picture is shown, from its first bytes; nothing is decoded. */
final class Pictures {
    /** How large a picture is shown, upright. */
    record Size(int width, int height) {
        long pixels() {
            return (long) width * height;
        }

        Size turned() {
            return new Size(height, width);
        }
    }

    private Pictures() {}

    /**
     * The size of a picture, upright by its EXIF orientation.
     *
     * @throws IOException if it is no picture after all
     */
    static Size size(Path file, String mediaType) throws IOException {
        Size stored = mediaType.equals("image/webp") ? webp(file) : decoderSays(file);
        if (stored.width() < 1 || stored.height() < 1) {
            throw new IOException("the picture has no size");
        }
        return onItsSide(file) ? stored.turned() : stored;
    }

    private static Size decoderSays(Path file) throws IOException {
        try (FileImageInputStream input = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IOException("no decoder knows it");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return new Size(reader.getWidth(0), reader.getHeight(0));
            } catch (RuntimeException e) {
                throw new IOException(e);
            } finally {
                reader.dispose();
            }
        }
    }

    /** The header of a WebP file (RFC 9649, section 2). */
    private static Size webp(Path file) throws IOException {
        byte[] head = new byte[30];
        try (DataInputStream input = new DataInputStream(Files.newInputStream(file))) {
            input.readFully(head);
        }
        String chunk = new String(head, 12, 4, java.nio.charset.StandardCharsets.US_ASCII);
        return switch (chunk) {
            case "VP8 " -> new Size(little(head, 26, 2) & 0x3FFF, little(head, 28, 2) & 0x3FFF);
            case "VP8L" -> {
                int bits = little(head, 21, 4);
                yield new Size((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
            }
            case "VP8X" -> new Size(little(head, 24, 3) + 1, little(head, 27, 3) + 1);
            default -> throw new IOException("an unknown form of WebP");
        };
    }

    private static int little(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    private static boolean onItsSide(Path file) {
        try {
            Metadata metadata = ImageMetadataReader.readMetadata(file.toFile());
            @Nullable ExifIFD0Directory exif =
                    metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            return exif != null
                    && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    && exif.getInt(ExifIFD0Directory.TAG_ORIENTATION) >= 5;
        } catch (ImageProcessingException | MetadataException | IOException | RuntimeException e) {
            return false; // without readable EXIF it is shown as it is stored
        }
    }
}
