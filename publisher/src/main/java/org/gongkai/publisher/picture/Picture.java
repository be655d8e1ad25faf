package org.gongkai.publisher.picture;

import net.coobird.thumbnailator.Thumbnails;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * A picture as it is shown: upright, in sRGB, pixels and nothing else; no position, no camera, no
 * author (PII-2). Immutable.
 *
 * @param pixels {@link BufferedImage#TYPE_3BYTE_BGR}, or {@link BufferedImage#TYPE_4BYTE_ABGR_PRE}
 *     if any of it is transparent
 */
public record Picture(BufferedImage pixels) {
    public int width() {
        return pixels.getWidth();
    }

    public int height() {
        return pixels.getHeight();
    }

    /** Whether anything behind it can be seen. */
    public boolean transparent() {
        return pixels.getColorModel().hasAlpha();
    }

    /** The picture at this width; itself if it is not wider. */
    public Picture narrowedTo(int width) {
        return width >= width()
                ? this
                : new Picture(
                        scaled(
                                pixels,
                                new Rectangle(width(), height()),
                                width,
                                heightFor(width, width(), height())));
    }

    /** Of a picture of one size made narrower, as Thumbnailator has it. */
    static int heightFor(int width, int fromWidth, int fromHeight) {
        return Math.max(1, (int) Math.round(fromHeight * ((double) width / fromWidth)));
    }

    /**
     * A part of the picture at a width; narrower if the part is.
     *
     * @param shape of the part
     * @param focalX what the part shows at least, in thousandths from the left
     * @param focalY and in thousandths from the top
     */
    public Picture cropped(Shape shape, int focalX, int focalY, int width) {
        Rectangle part = shape.within(width(), height(), focalX, focalY);
        int narrowed = Math.min(width, part.width);
        int height = narrowed == part.width ? part.height : shape.height(narrowed);
        return new Picture(scaled(pixels, part, narrowed, Math.min(height, part.height)));
    }

    public byte[] jpeg() {
        return Encoding.jpeg(pixels);
    }

    public byte[] png() {
        return Encoding.png(pixels);
    }

    /** As WebP; nothing if this machine cannot write it, or it is too large for that. */
    public java.util.Optional<byte[]> webp() {
        return Encoding.webp(pixels);
    }

    static BufferedImage scaled(BufferedImage source, Rectangle part, int width, int height) {
        try {
            return Thumbnails.of(source)
                    .sourceRegion(part)
                    .forceSize(width, height)
                    .imageType(source.getType())
                    .resizer(AreaResizer.AREA)
                    .asBufferedImage();
        } catch (IOException e) {
            throw new IllegalStateException("Pixels in memory could not be scaled", e);
        }
    }
}
