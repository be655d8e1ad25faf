package org.gongkai.publisher.picture;

import net.coobird.thumbnailator.resizers.Resizer;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.WritableRaster;

/**
 * Makes pictures smaller: each pixel is the average of the area that it covers. In one pass over
 * the bytes, which is faster than halving repeatedly, and nearer to the original. What the samples
 * mean does not matter, as long as both pictures mean the same.
 *
 * <p>For pictures with one byte a sample, pixel by pixel. Stateless.
 */
enum AreaResizer implements Resizer {
    AREA;

    /** Weights of the rows under one row sum up to this; so do those of columns. */
    private static final int ONE_BITS = 12;

    private static final int ONE = 1 << ONE_BITS;

    /** Half of what is lost when both sums are divided again. */
    private static final int HALF = 1 << 15;

    @Override
    public void resize(BufferedImage source, BufferedImage target) {
        Samples from = Samples.of(source);
        Samples to = Samples.of(target);
        if (from.bands() != to.bands()) {
            throw new IllegalArgumentException("Both pictures must have the same bands");
        }
        int bands = from.bands();
        int[] column = new int[source.getWidth() * bands];
        Spans across = Spans.of(source.getWidth(), target.getWidth());
        Spans down = Spans.of(source.getHeight(), target.getHeight());
        for (int y = 0; y < target.getHeight(); y++) {
            for (int i = down.first(y); i < down.first(y + 1); i++) {
                add(from.data(), from.at(down.at(i)), column, down.weight(i), i == down.first(y));
            }
            average(column, across, bands, to.data(), to.at(y), target.getWidth());
        }
    }

    private static void add(byte[] data, int start, int[] sums, int weight, boolean anew) {
        if (anew) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = (data[start + i] & 0xFF) * weight;
            }
        } else {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += (data[start + i] & 0xFF) * weight;
            }
        }
    }

    private static void average(
            int[] column, Spans across, int bands, byte[] data, int start, int width) {
        switch (bands) {
            case 3 -> averageOfThree(column, across, data, start, width);
            default -> {
                for (int x = 0; x < width; x++) {
                    for (int band = 0; band < bands; band++) {
                        int sum = 0;
                        for (int i = across.first(x); i < across.first(x + 1); i++) {
                            sum +=
                                    (column[across.at(i) * bands + band] >> 4) * across.weight(i)
                                            >> 4;
                        }
                        data[start + x * bands + band] = (byte) (sum + HALF >> 16);
                    }
                }
            }
        }
    }

    private static void averageOfThree(
            int[] column, Spans across, byte[] data, int start, int width) {
        int to = start;
        for (int x = 0; x < width; x++) {
            int a = HALF;
            int b = HALF;
            int c = HALF;
            for (int i = across.first(x); i < across.first(x + 1); i++) {
                int at = across.at(i) * 3;
                int weight = across.weight(i);
                a += (column[at] >> 4) * weight >> 4;
                b += (column[at + 1] >> 4) * weight >> 4;
                c += (column[at + 2] >> 4) * weight >> 4;
            }
            data[to++] = (byte) (a >> 16);
            data[to++] = (byte) (b >> 16);
            data[to++] = (byte) (c >> 16);
        }
    }

    /**
     * Which pixels of a longer line each pixel of a shorter one covers, and how much.
     *
     * @param firsts where the pixels under a pixel begin among those
     */
    private record Spans(int[] firsts, int[] pixels, int[] weights) {
        static Spans of(int longer, int shorter) {
            if (shorter > longer) {
                throw new IllegalArgumentException("Pictures are never enlarged");
            }
            int[] firsts = new int[shorter + 1];
            int[] pixels = new int[longer + 2 * shorter];
            int[] weights = new int[pixels.length];
            int count = 0;
            for (int x = 0; x < shorter; x++) {
                firsts[x] = count;
                long from = (long) x * longer;
                long to = from + longer;
                int rest = ONE;
                for (int at = (int) (from / shorter); rest > 0; at++) {
                    long end = Math.min(to, (long) (at + 1) * shorter);
                    int until = (int) (ONE - (end - from) * ONE / longer);
                    if (until < rest) {
                        pixels[count] = at;
                        weights[count++] = rest - until;
                        rest = until;
                    }
                }
            }
            firsts[shorter] = count;
            return new Spans(firsts, pixels, weights);
        }

        int first(int pixel) {
            return firsts[pixel];
        }

        int at(int i) {
            return pixels[i];
        }

        int weight(int i) {
            return weights[i];
        }
    }

    /**
     * The bytes of a picture.
     *
     * @param stride how far one row is from the next
     */
    record Samples(byte[] data, int origin, int stride, int bands) {
        static Samples of(BufferedImage picture) {
            WritableRaster raster = picture.getRaster();
            if (raster.getSampleModel() instanceof ComponentSampleModel model
                    && raster.getDataBuffer() instanceof DataBufferByte bytes
                    && model.getPixelStride() == model.getNumBands()) {
                int origin = Integer.MAX_VALUE;
                for (int band = 0; band < model.getNumBands(); band++) {
                    int offset =
                            model.getOffset(
                                    -raster.getSampleModelTranslateX(),
                                    -raster.getSampleModelTranslateY(),
                                    band);
                    origin = Math.min(origin, offset);
                }
                return new Samples(
                        bytes.getData(),
                        origin + bytes.getOffset(),
                        model.getScanlineStride(),
                        model.getNumBands());
            }
            throw new IllegalArgumentException("Not one byte a sample, pixel by pixel");
        }

        int at(int row) {
            return origin + row * stride;
        }
    }
}
