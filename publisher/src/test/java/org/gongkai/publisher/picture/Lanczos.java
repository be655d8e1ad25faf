package org.gongkai.publisher.picture;

import java.awt.image.BufferedImage;

/** The reference: a windowed sinc of three lobes, in double precision and without any haste. */
final class Lanczos {
    private Lanczos() {}

    static BufferedImage scaled(BufferedImage from, int width, int height) {
        double[][][] samples = new double[3][from.getHeight()][from.getWidth()];
        for (int y = 0; y < from.getHeight(); y++) {
            for (int x = 0; x < from.getWidth(); x++) {
                int rgb = from.getRGB(x, y);
                for (int band = 0; band < 3; band++) {
                    samples[band][y][x] = rgb >> 16 - 8 * band & 0xFF;
                }
            }
        }
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[][] out = new int[height][width];
        for (int band = 0; band < 3; band++) {
            double[][] narrow = across(samples[band], width);
            double[][] small = turned(across(turned(narrow), height));
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    out[y][x] = out[y][x] << 8 | Math.clamp(Math.round(small[y][x]), 0, 255);
                }
            }
        }
        for (int y = 0; y < height; y++) {
            to.setRGB(0, y, width, 1, out[y], 0, width);
        }
        return to;
    }

    private static double[][] across(double[][] rows, int width) {
        int from = rows[0].length;
        double scale = (double) from / width;
        double[][] result = new double[rows.length][width];
        for (int x = 0; x < width; x++) {
            double centre = (x + 0.5) * scale - 0.5;
            int first = Math.max(0, (int) Math.ceil(centre - 3 * scale));
            int last = Math.min(from - 1, (int) Math.floor(centre + 3 * scale));
            double[] weights = new double[last - first + 1];
            double sum = 0;
            for (int i = first; i <= last; i++) {
                weights[i - first] = kernel((i - centre) / scale);
                sum += weights[i - first];
            }
            for (int y = 0; y < rows.length; y++) {
                double value = 0;
                for (int i = first; i <= last; i++) {
                    value += rows[y][i] * weights[i - first];
                }
                result[y][x] = value / sum;
            }
        }
        return result;
    }

    private static double kernel(double x) {
        if (Math.abs(x) < 1e-9) {
            return 1;
        }
        double turn = Math.PI * x;
        return Math.abs(x) >= 3 ? 0 : 3 * Math.sin(turn) * Math.sin(turn / 3) / (turn * turn);
    }

    private static double[][] turned(double[][] rows) {
        double[][] turned = new double[rows[0].length][rows.length];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[0].length; x++) {
                turned[x][y] = rows[y][x];
            }
        }
        return turned;
    }

    /** How near two pictures are, in decibels; higher is nearer. */
    static double psnr(BufferedImage a, BufferedImage b) {
        double sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference =
                            (a.getRGB(x, y) >> shift & 0xFF) - (b.getRGB(x, y) >> shift & 0xFF);
                    sum += difference * difference;
                }
            }
        }
        return 10 * Math.log10(255.0 * 255 * 3 * a.getWidth() * a.getHeight() / Math.max(sum, 1));
    }
}
