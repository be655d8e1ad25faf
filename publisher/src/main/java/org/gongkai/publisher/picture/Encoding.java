package org.gongkai.publisher.picture;

import com.luciad.imageio.webp.CompressionType;
import com.luciad.imageio.webp.WebPImageWriterSpi;
import com.luciad.imageio.webp.WebPWriteParam;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pixels of our own. Thread-safe. */
final class Encoding {
    static final float JPEG_QUALITY = 0.82f;
    static final float WEBP_QUALITY = 0.80f;

    private static final Logger LOG = LoggerFactory.getLogger(Encoding.class);

    /** WebP has no longer ones. */
    private static final int LONGEST_WEBP = 16_383;

    private static volatile boolean webpWorks = true;

    private Encoding() {}

    static byte[] jpeg(BufferedImage opaque) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(JPEG_QUALITY);
        return written(writer, opaque, how);
    }

    /** Without loss. */
    static byte[] png(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        return written(writer, straight(picture), writer.getDefaultWriteParam());
    }

    static Optional<byte[]> webp(BufferedImage picture) {
        if (!webpWorks || Math.max(picture.getWidth(), picture.getHeight()) > LONGEST_WEBP) {
            return Optional.empty();
        }
        try {
            ImageWriter writer = new WebPImageWriterSpi().createWriterInstance(null);
            WebPWriteParam how = new WebPWriteParam(null);
            how.setCompressionType(CompressionType.Lossy);
            how.setCompressionQuality(WEBP_QUALITY);
            return Optional.of(written(writer, straight(picture), how));
        } catch (LinkageError | IllegalStateException e) {
            webpWorks = false;
            LOG.warn("Pictures are not made as WebP, which this machine cannot write", e);
            return Optional.empty();
        }
    }

    private static byte[] written(ImageWriter writer, BufferedImage picture, ImageWriteParam how) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new IllegalStateException("Pixels in memory could not be encoded", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** No writer knows of colours that were multiplied by their transparency. */
    private static BufferedImage straight(BufferedImage picture) {
        if (!picture.isAlphaPremultiplied()) {
            return picture;
        }
        BufferedImage straight =
                new BufferedImage(
                        picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_4BYTE_ABGR);
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            straight.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
        return straight;
    }
}
