package org.gongkai.publisher.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as cameras, scanners and attackers make them. */
public final class Images {
    public static final String CAMERA = "CAMERA-4711";
    public static final String PLACE = "41.8N";

    private Images() {}

    /** Four quarters: red, green, blue and yellow, from the top left as one reads. */
    public static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                Color left = y < height / 2 ? Color.RED : Color.BLUE;
                Color right = y < height / 2 ? Color.GREEN : Color.YELLOW;
                image.setRGB(x, y, (x < width / 2 ? left : right).getRGB());
            }
        }
        return image;
    }

    /** The pixels as a camera stores them that was held in this way (EXIF 2.3, tag 0x0112). */
    public static BufferedImage heldAs(int orientation, BufferedImage upright) {
        int w = upright.getWidth() - 1;
        int h = upright.getHeight() - 1;
        boolean turned = orientation >= 5;
        BufferedImage stored =
                new BufferedImage(
                        turned ? h + 1 : w + 1, turned ? w + 1 : h + 1, BufferedImage.TYPE_INT_RGB);
        for (int b = 0; b < stored.getHeight(); b++) {
            for (int a = 0; a < stored.getWidth(); a++) {
                int rgb =
                        switch (orientation) {
                            case 1 -> upright.getRGB(a, b);
                            case 2 -> upright.getRGB(w - a, b);
                            case 3 -> upright.getRGB(w - a, h - b);
                            case 4 -> upright.getRGB(a, h - b);
                            case 5 -> upright.getRGB(b, a);
                            case 6 -> upright.getRGB(w - b, a);
                            case 7 -> upright.getRGB(w - b, h - a);
                            case 8 -> upright.getRGB(b, h - a);
                            default -> throw new IllegalArgumentException("no orientation");
                        };
                stored.setRGB(a, b, rgb);
            }
        }
        return stored;
    }

    public static byte[] jpeg(BufferedImage image) {
        return encoded(image, "jpeg");
    }

    public static byte[] png(BufferedImage image) {
        return encoded(image, "png");
    }

    /** A JPEG that says how it was held, with which camera, and where. */
    public static byte[] photograph(BufferedImage stored, int orientation) {
        byte[] jpeg = jpeg(stored);
        return bytes(
                out -> {
                    out.write(jpeg, 0, 2);
                    byte[] exif = exif(orientation);
                    out.writeShort(0xFFE1);
                    out.writeShort(exif.length + 2);
                    out.write(exif);
                    out.write(jpeg, 2, jpeg.length - 2);
                });
    }

    private static byte[] exif(int orientation) {
        byte[] camera = (CAMERA + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] place = (PLACE + "\0\0\0").getBytes(StandardCharsets.US_ASCII);
        int afterDirectory = 8 + 2 + 3 * 12 + 4;
        return bytes(
                out -> {
                    out.writeBytes("Exif\0\0MM");
                    out.writeShort(42);
                    out.writeInt(8);
                    out.writeShort(3);
                    entry(out, 0x010F, 2, camera.length, afterDirectory);
                    entry(out, 0x0112, 3, 1, orientation << 16);
                    entry(out, 0x8825, 4, 1, afterDirectory + camera.length);
                    out.writeInt(0);
                    out.write(camera);
                    out.writeShort(1);
                    entry(out, 0x001D, 2, place.length, afterDirectory + camera.length + 18);
                    out.writeInt(0);
                    out.write(place);
                });
    }

    private static void entry(DataOutputStream out, int tag, int type, int count, int value)
            throws IOException {
        out.writeShort(tag);
        out.writeShort(type);
        out.writeInt(count);
        out.writeInt(value);
    }

    /** A few bytes whose header promises this many pixels. */
    public static byte[] pngOfSize(int width, int height) {
        return bytes(
                out -> {
                    out.writeLong(0x89504E470D0A1A0AL);
                    chunk(
                            out,
                            "IHDR",
                            bytes(
                                    header -> {
                                        header.writeInt(width);
                                        header.writeInt(height);
                                        header.write(new byte[] {8, 2, 0, 0, 0});
                                    }));
                    chunk(out, "IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1});
                    chunk(out, "IEND", new byte[0]);
                });
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        out.writeInt(data.length);
        out.writeBytes(type);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    /** A JPEG of four inks, as printers make it. */
    public static byte[] cmyk() {
        return bytes(
                out -> {
                    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
                    try (MemoryCacheImageOutputStream image =
                            new MemoryCacheImageOutputStream(out)) {
                        writer.setOutput(image);
                        Raster inks = Raster.createInterleavedRaster(0, 16, 16, 4, null);
                        writer.write(null, new IIOImage(inks, null, null), null);
                    } finally {
                        writer.dispose();
                    }
                });
    }

    /** A JPEG with a colour profile, as telephones save them. */
    public static byte[] withProfile(byte[] jpeg, byte[] profile) {
        return bytes(
                out -> {
                    out.write(jpeg, 0, 2);
                    out.writeShort(0xFFE2);
                    out.writeShort(profile.length + 16);
                    out.writeBytes("ICC_PROFILE\0");
                    out.writeShort(0x0101);
                    out.write(profile);
                    out.write(jpeg, 2, jpeg.length - 2);
                });
    }

    /** A PNG with one more chunk after its header. */
    static byte[] withChunk(byte[] png, String type, byte[] data) {
        return bytes(
                out -> {
                    out.write(png, 0, 33);
                    chunk(out, type, data);
                    out.write(png, 33, png.length - 33);
                });
    }

    /** A colour profile as PNG holds it. */
    static byte[] compressed(byte[] profile) {
        return bytes(
                out -> {
                    out.writeBytes("p\0\0");
                    try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
                        deflated.write(profile);
                    }
                });
    }

    /** A JPEG that becomes sharper as it comes. */
    static byte[] progressive(BufferedImage image) {
        return bytes(
                out -> {
                    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
                    try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
                        writer.setOutput(to);
                        ImageWriteParam how = writer.getDefaultWriteParam();
                        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
                        writer.write(null, new IIOImage(image, null, null), how);
                    } finally {
                        writer.dispose();
                    }
                });
    }

    /** A GIF that moves. */
    static byte[] animation(BufferedImage... frames) {
        return bytes(
                out -> {
                    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
                    try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
                        writer.setOutput(to);
                        writer.prepareWriteSequence(null);
                        for (BufferedImage frame : frames) {
                            writer.writeToSequence(new IIOImage(frame, null, null), null);
                        }
                        writer.endWriteSequence();
                    } finally {
                        writer.dispose();
                    }
                });
    }

    static byte[] gif(BufferedImage image) {
        return encoded(image, "gif");
    }

    private static byte[] encoded(BufferedImage image, String format) {
        return bytes(
                out -> {
                    if (!ImageIO.write(image, format, out)) {
                        throw new IllegalArgumentException("no writer for " + format);
                    }
                });
    }

    /** Writes bytes. */
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
