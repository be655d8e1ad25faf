package org.gongkai.publisher.picture;

import com.twelvemonkeys.imageio.color.ColorProfiles;

import org.jspecify.annotations.Nullable;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Turns samples of any meaning into sRGB. Done after a picture was made smaller: then it costs a
 * fraction, and the average of brightness and colour is the brightness and colour of the average.
 */
final class Colours {
    /** What three bytes of a pixel mean; gray and transparent pixels mean one thing only. */
    enum Meaning {
        RED_GREEN_BLUE,
        BLUE_GREEN_RED,
        BRIGHTNESS_AND_COLOUR
    }

    private Colours() {}

    /**
     * A picture of one byte a sample: gray, {@link BufferedImage#TYPE_3BYTE_BGR}, or with
     * transparency {@link BufferedImage#TYPE_4BYTE_ABGR_PRE}. The numbers are kept as they are.
     */
    static BufferedImage bytes(BufferedImage any) {
        switch (any.getType()) {
            case BufferedImage.TYPE_3BYTE_BGR:
                return any;
            case BufferedImage.TYPE_BYTE_GRAY:
                return any;
            default:
                break;
        }
        int width = any.getWidth();
        boolean alpha = any.getColorModel().hasAlpha();
        boolean gray =
                any.getRaster().getNumBands() == 1
                        && !(any.getColorModel() instanceof IndexColorModel);
        BufferedImage bytes =
                new BufferedImage(
                        width,
                        any.getHeight(),
                        alpha
                                ? BufferedImage.TYPE_4BYTE_ABGR_PRE
                                : gray
                                        ? BufferedImage.TYPE_BYTE_GRAY
                                        : BufferedImage.TYPE_3BYTE_BGR);
        AreaResizer.Samples to = AreaResizer.Samples.of(bytes);
        int[] row = new int[width];
        int[] samples = new int[width * any.getRaster().getNumBands()];
        for (int y = 0; y < any.getHeight(); y++) {
            if (any.getColorModel() instanceof IndexColorModel) {
                any.getRGB(0, y, width, 1, row, 0, width);
            } else {
                argb(any, y, samples, row);
            }
            write(row, to, to.at(y));
        }
        return bytes;
    }

    private static void argb(BufferedImage any, int y, int[] samples, int[] row) {
        WritableRaster raster = any.getRaster();
        int bands = raster.getNumBands();
        raster.getPixels(0, y, row.length, 1, samples);
        int[] down = new int[bands];
        int[] up = new int[bands];
        for (int band = 0; band < bands; band++) {
            int bits = any.getSampleModel().getSampleSize(band);
            down[band] = Math.max(0, bits - 8);
            up[band] = bits >= 8 ? 1 : 255 / ((1 << bits) - 1);
        }
        for (int x = 0; x < row.length; x++) {
            int at = x * bands;
            for (int band = 0; band < bands; band++) {
                samples[at + band] = (samples[at + band] >> down[band]) * up[band];
            }
            row[x] =
                    switch (bands) {
                        case 1 -> 0xFF000000 | samples[at] * 0x010101;
                        case 2 -> samples[at + 1] << 24 | samples[at] * 0x010101;
                        case 3 ->
                                0xFF000000
                                        | samples[at] << 16
                                        | samples[at + 1] << 8
                                        | samples[at + 2];
                        default ->
                                samples[at + 3] << 24
                                        | samples[at] << 16
                                        | samples[at + 1] << 8
                                        | samples[at + 2];
                    };
        }
    }

    private static void write(int[] row, AreaResizer.Samples to, int start) {
        byte[] data = to.data();
        int at = start;
        for (int argb : row) {
            int alpha = argb >>> 24;
            switch (to.bands()) {
                case 1 -> data[at++] = (byte) argb;
                case 3 -> {
                    data[at++] = (byte) argb;
                    data[at++] = (byte) (argb >> 8);
                    data[at++] = (byte) (argb >> 16);
                }
                default -> {
                    data[at++] = (byte) alpha;
                    data[at++] = (byte) (((argb & 0xFF) * alpha + 127) / 255);
                    data[at++] = (byte) (((argb >> 8 & 0xFF) * alpha + 127) / 255);
                    data[at++] = (byte) (((argb >> 16 & 0xFF) * alpha + 127) / 255);
                }
            }
        }
    }

    /**
     * The same picture in sRGB, as {@link BufferedImage#TYPE_3BYTE_BGR} or {@link
     * BufferedImage#TYPE_4BYTE_ABGR_PRE}. A profile that cannot be used, or is of sRGB, changes
     * nothing.
     */
    static BufferedImage srgb(BufferedImage bytes, Meaning meaning, byte @Nullable [] profile) {
        ICC_Profile from = profile == null ? null : usable(profile, bytes);
        if (bytes.getRaster().getNumBands() == 1) {
            return ofGray(bytes, from);
        }
        BufferedImage result =
                switch (meaning) {
                    case BLUE_GREEN_RED -> bytes;
                    case RED_GREEN_BLUE, BRIGHTNESS_AND_COLOUR -> {
                        BufferedImage bgr =
                                new BufferedImage(
                                        bytes.getWidth(),
                                        bytes.getHeight(),
                                        BufferedImage.TYPE_3BYTE_BGR);
                        reorder(bytes, bgr, meaning == Meaning.BRIGHTNESS_AND_COLOUR);
                        yield bgr;
                    }
                };
        if (from != null) {
            convert(result, from);
        }
        return result;
    }

    private static @Nullable ICC_Profile usable(byte[] profile, BufferedImage bytes) {
        try {
            ICC_Profile from = ColorProfiles.createProfile(profile);
            boolean fits =
                    from.getNumComponents() == (bytes.getRaster().getNumBands() == 1 ? 1 : 3)
                            && (from.getColorSpaceType() == ColorSpace.TYPE_RGB
                                    || from.getColorSpaceType() == ColorSpace.TYPE_GRAY);
            return fits && !ColorProfiles.isCS_sRGB(from) ? from : null;
        } catch (IllegalArgumentException | CMMException e) {
            return null;
        }
    }

    private static void reorder(BufferedImage from, BufferedImage to, boolean brightness) {
        AreaResizer.Samples source = AreaResizer.Samples.of(from);
        AreaResizer.Samples target = AreaResizer.Samples.of(to);
        for (int y = 0; y < from.getHeight(); y++) {
            int in = source.at(y);
            int out = target.at(y);
            for (int x = 0; x < from.getWidth(); x++, in += 3, out += 3) {
                int a = source.data()[in] & 0xFF;
                int b = source.data()[in + 1] & 0xFF;
                int c = source.data()[in + 2] & 0xFF;
                if (brightness) { // ITU-T T.871, in sixteen-bit fractions
                    int red = (a << 16) + 91881 * (c - 128) + 32768 >> 16;
                    int green = (a << 16) - 22554 * (b - 128) - 46802 * (c - 128) + 32768 >> 16;
                    int blue = (a << 16) + 116130 * (b - 128) + 32768 >> 16;
                    a = Math.clamp(red, 0, 255);
                    b = Math.clamp(green, 0, 255);
                    c = Math.clamp(blue, 0, 255);
                }
                target.data()[out] = (byte) c;
                target.data()[out + 1] = (byte) b;
                target.data()[out + 2] = (byte) a;
            }
        }
    }

    private static BufferedImage ofGray(BufferedImage gray, @Nullable ICC_Profile from) {
        BufferedImage bgr =
                new BufferedImage(gray.getWidth(), gray.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        AreaResizer.Samples source = AreaResizer.Samples.of(gray);
        AreaResizer.Samples target = AreaResizer.Samples.of(bgr);
        byte[] tones = from == null ? null : tones(from);
        for (int y = 0; y < gray.getHeight(); y++) {
            int in = source.at(y);
            int out = target.at(y);
            for (int x = 0; x < gray.getWidth(); x++) {
                byte tone = source.data()[in++];
                for (int band = 0; band < 3; band++) {
                    target.data()[out++] = tones == null ? tone : tones[tone & 0xFF];
                }
            }
        }
        return bgr;
    }

    /** Each of the 256 grays in sRGB. */
    private static byte @Nullable [] tones(ICC_Profile from) {
        WritableRaster all = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 256, 1, 1, null);
        for (int tone = 0; tone < 256; tone++) {
            all.setSample(tone, 0, 0, tone);
        }
        WritableRaster rgb = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 256, 1, 3, null);
        try {
            conversion(from).filter(all, rgb);
        } catch (CMMException | IllegalArgumentException e) {
            return null;
        }
        byte[] tones = new byte[256];
        for (int tone = 0; tone < 256; tone++) {
            tones[tone] = (byte) rgb.getSample(tone, 0, 1);
        }
        return tones;
    }

    private static void convert(BufferedImage picture, ICC_Profile from) {
        int width = picture.getWidth();
        WritableRaster row =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, 3, null);
        WritableRaster converted = row.createCompatibleWritableRaster();
        ColorConvertOp conversion = conversion(from);
        int[] argb = new int[width];
        int[] samples = new int[width * 3];
        AreaResizer.Samples to = AreaResizer.Samples.of(picture);
        try {
            for (int y = 0; y < picture.getHeight(); y++) {
                picture.getRGB(0, y, width, 1, argb, 0, width);
                for (int x = 0; x < width; x++) {
                    samples[3 * x] = argb[x] >> 16 & 0xFF;
                    samples[3 * x + 1] = argb[x] >> 8 & 0xFF;
                    samples[3 * x + 2] = argb[x] & 0xFF;
                }
                row.setPixels(0, 0, width, 1, samples);
                conversion.filter(row, converted);
                converted.getPixels(0, 0, width, 1, samples);
                for (int x = 0; x < width; x++) {
                    argb[x] =
                            argb[x] & 0xFF000000
                                    | samples[3 * x] << 16
                                    | samples[3 * x + 1] << 8
                                    | samples[3 * x + 2];
                }
                write(argb, to, to.at(y));
            }
        } catch (CMMException | IllegalArgumentException e) {
            return; // a profile that turns out to be of no use
        }
    }

    private static ColorConvertOp conversion(ICC_Profile from) {
        return new ColorConvertOp(
                new ICC_Profile[] {from, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }
}
