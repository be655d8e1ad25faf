package org.gongkai.publisher.picture;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Photographs of 12 megapixels: laid out, at their own resolution, from the real ones in {@code
 * shared/input} beside the repository, or made of noise as rough as a landscape if it is not there.
 */
final class Photographs {
    static final int WIDTH = 4000;
    static final int HEIGHT = 3000;

    /** Making them takes longer than what is measured. */
    private static final int DIFFERENT = 12;

    private static final Path REAL =
            Path.of("../../shared/input/images").toAbsolutePath().normalize();

    private Photographs() {}

    static List<Path> make(Path directory, int number) throws IOException {
        List<BufferedImage> real = real();
        for (int i = 0; i < number; i++) {
            Path file = directory.resolve("photo-%02d.jpg".formatted(i));
            if (i < DIFFERENT) {
                write(
                        real.isEmpty()
                                ? landscape(i, WIDTH, HEIGHT)
                                : mirrored(real.get(i % real.size()), i * 370, i * 530),
                        file);
            } else {
                Files.copy(directory.resolve("photo-%02d.jpg".formatted(i % DIFFERENT)), file);
            }
        }
        try (Stream<Path> made = Files.list(directory)) {
            return made.sorted().toList();
        }
    }

    private static List<BufferedImage> real() {
        return Stream.of("HMD_Nokia_8.3_5G.jpg", "iphone_hdr_NO.jpg", "canon_hdr_NO.jpg")
                .map(REAL::resolve)
                .filter(Files::exists)
                .map(Photographs::read)
                .toList();
    }

    static BufferedImage read(Path file) {
        try {
            @Nullable BufferedImage read = ImageIO.read(file.toFile());
            if (read == null) {
                throw new IllegalArgumentException("No picture: " + file);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage mirrored(BufferedImage photo, int left, int top) {
        BufferedImage laid = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        int[] from = new int[photo.getWidth()];
        int[] to = new int[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            int row = folded(y + top, photo.getHeight());
            photo.getRGB(0, row, from.length, 1, from, 0, from.length);
            for (int x = 0; x < WIDTH; x++) {
                to[x] = from[folded(x + left, from.length)];
            }
            laid.setRGB(0, y, WIDTH, 1, to, 0, WIDTH);
        }
        return laid;
    }

    private static int folded(int at, int size) {
        int there = at % (2 * size);
        return there < size ? there : 2 * size - 1 - there;
    }

    /** Noise in octaves: as rough at every scale as what cameras see. */
    static BufferedImage landscape(long seed, int width, int height) {
        BufferedImage made = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        float[][] planes = new float[3][width * height];
        Random random = new Random(seed);
        for (float[] plane : planes) {
            for (int cell = Integer.highestOneBit(width); cell >= 1; cell /= 2) {
                int across = width / cell + 2;
                float[] knots = new float[across * (height / cell + 2)];
                for (int i = 0; i < knots.length; i++) {
                    knots[i] = (float) (random.nextGaussian() * Math.pow(cell, 0.7) * 0.25);
                }
                for (int y = 0; y < height; y++) {
                    float v = (float) (y % cell) / cell;
                    int row = y / cell * across;
                    for (int x = 0; x < width; x++) {
                        float u = (float) (x % cell) / cell;
                        int at = row + x / cell;
                        float upper = knots[at] * (1 - u) + knots[at + 1] * u;
                        float lower = knots[at + across] * (1 - u) + knots[at + across + 1] * u;
                        plane[y * width + x] += upper * (1 - v) + lower * v;
                    }
                }
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                float light = 128 + planes[0][at];
                int red = Math.clamp(Math.round(light + planes[1][at] / 3), 0, 255);
                int green = Math.clamp(Math.round(light), 0, 255);
                int blue = Math.clamp(Math.round(light + planes[2][at] / 3), 0, 255);
                made.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return made;
    }

    private static void write(BufferedImage pixels, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.92f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(pixels, null, null), how);
        } finally {
            writer.dispose();
        }
    }
}
