package org.gongkai.publisher.media;

import net.coobird.thumbnailator.Thumbnails;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A decoded picture, upright, opaque. What it is written to holds pixels and nothing else: no
 * position, no camera, no author (PII-2).
 */
record Picture(BufferedImage pixels) {
    private static final long MOST_PIXELS = 100_000_000;

    /** JPEG has no longer ones. */
    private static final int LONGEST_SIDE = 65_500;

    /** Decodes once; an image that would need too much memory is refused by its header. */
    static Picture decode(byte[] bytes, String name) {
        checkSize(bytes, name);
        JpegFrame.of(bytes).ifPresent(frame -> check(frame, name));
        try {
            BufferedImage decoded =
                    Thumbnails.of(new ByteArrayInputStream(bytes))
                            .useExifOrientation(true)
                            .scale(1)
                            .asBufferedImage();
            return new Picture(onWhite(decoded));
        } catch (IOException | RuntimeException e) {
            throw new MediaRefused(
                    "The image %s cannot be read (%s): save it anew as JPEG or PNG in RGB"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    int width() {
        return pixels.getWidth();
    }

    int height() {
        return pixels.getHeight();
    }

    /** The picture at this width; itself if it is not wider. */
    Picture narrowedTo(int width) {
        if (width >= width()) {
            return this;
        }
        try {
            return new Picture(
                    Thumbnails.of(pixels)
                            .width(width)
                            .imageType(BufferedImage.TYPE_INT_RGB)
                            .asBufferedImage());
        } catch (IOException e) {
            throw new IllegalStateException("Pixels in memory could not be scaled", e);
        }
    }

    byte[] jpeg() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(Transform.QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(pixels, null, null), parameters);
        } catch (IOException e) {
            throw new IllegalStateException("Pixels in memory could not be encoded", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void check(JpegFrame frame, String name) {
        if (frame.components() > 3) {
            throw new MediaRefused(
                    "The image %s is made of printing inks (CMYK): save it anew as JPEG or PNG in RGB"
                            .formatted(name));
        }
        if (!frame.whole()) {
            throw new MediaRefused(
                    "The image %s is damaged (it ends early): take it from its source again"
                            .formatted(name));
        }
    }

    private static void checkSize(byte[] bytes, String name) {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new MediaRefused(
                        "The image %s is of a format that cannot be published yet: save it as JPEG or PNG"
                                .formatted(name));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                long size = (long) width * height;
                if (size > MOST_PIXELS) {
                    throw new MediaRefused(
                            "The image %s has %d pixels, more than %d: make it smaller"
                                    .formatted(name, size, MOST_PIXELS));
                }
                if (Math.max(width, height) > LONGEST_SIDE) {
                    throw new MediaRefused(
                            "The image %s is %d by %d pixels, a side longer than %d: make it smaller"
                                    .formatted(name, width, height, LONGEST_SIDE));
                }
            } finally {
                reader.dispose();
            }
        } catch (MediaRefused e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MediaRefused(
                    "The image %s is damaged (%s): take it from its source again"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    private static BufferedImage onWhite(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_INT_RGB) {
            return image;
        }
        BufferedImage opaque =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, opaque.getWidth(), opaque.getHeight());
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return opaque;
    }
}
