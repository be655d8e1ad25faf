package org.gongkai.publisher.picture;

import org.jspecify.annotations.Nullable;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** One decoding. */
final class Decoding {
    private final ByteBuffer bytes;
    private final Header header;
    private final Watch watch;
    private final List<String> warnings = new ArrayList<>();

    Decoding(ByteBuffer bytes, Header header, Watch watch) {
        this.bytes = bytes;
        this.header = header;
        this.watch = watch;
    }

    /**
     * Decodes the first frame.
     *
     * @param step which pixels and rows are kept: 1 for all, 2 for every second
     * @throws PictureRefused if it cannot be; without the name of the file
     */
    Decoded decode(int step) {
        JpegFrame jpeg = header.jpeg();
        if (jpeg == null) {
            return decoded(read(Decoders.of(header.format()), step), header.profile());
        }
        Decoded decoded =
                jpeg.plain()
                        ? ofRaster(raster(step), jpeg)
                        : decoded(read(Decoders.ofOddJpeg(), step), null); // already converted
        requireWhole(jpeg);
        return decoded;
    }

    private Decoded decoded(BufferedImage picture, byte @Nullable [] profile) {
        return new Decoded(
                Colours.bytes(picture),
                Colours.Meaning.BLUE_GREEN_RED,
                profile,
                header.orientation());
    }

    /** Brightness and colour as they are stored: nothing is converted that is averaged away. */
    private Decoded ofRaster(Raster raster, JpegFrame jpeg) {
        if (!(raster.getDataBuffer() instanceof DataBufferByte samples)
                || raster.getNumBands() != jpeg.components()) {
            throw PictureRefused.damaged("its samples are not what its header says");
        }
        boolean gray = jpeg.components() == 1;
        WritableRaster ordered =
                Raster.createInterleavedRaster(
                        samples,
                        raster.getWidth(),
                        raster.getHeight(),
                        raster.getWidth() * jpeg.components(),
                        jpeg.components(),
                        gray ? new int[] {0} : new int[] {2, 1, 0},
                        null);
        ComponentColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(gray ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
                        false,
                        false,
                        Transparency.OPAQUE,
                        DataBuffer.TYPE_BYTE);
        return new Decoded(
                new BufferedImage(model, ordered, false, null),
                jpeg.brightness()
                        ? Colours.Meaning.BRIGHTNESS_AND_COLOUR
                        : Colours.Meaning.RED_GREEN_BLUE,
                jpeg.profile(),
                jpeg.orientation());
    }

    private BufferedImage read(ImageReader reader, int step) {
        return read(reader, step, how -> reader.read(0, how));
    }

    private Raster raster(int step) {
        ImageReader reader = Decoders.of(Format.JPEG);
        return read(reader, step, how -> reader.readRaster(0, how));
    }

    /** What a reader does. */
    private interface Reading<T> {
        T read(ImageReadParam how) throws IOException;
    }

    private <T> T read(ImageReader reader, int step, Reading<T> reading) {
        try (WatchedBytes in = new WatchedBytes(bytes, watch)) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.addIIOReadProgressListener(new Abort(watch));
            requireSameSize(reader);
            ImageReadParam how = reader.getDefaultReadParam();
            how.setSourceSubsampling(step, step, 0, 0);
            T read = reading.read(how);
            watch.check();
            return read;
        } catch (PictureRefused e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            watch.check();
            PictureRefused refused = PictureRefused.damaged(String.valueOf(e.getMessage()));
            refused.initCause(e);
            throw refused;
        } finally {
            reader.dispose();
        }
    }

    /** Memory was taken for the size that we read; a decoder may read a file in another way. */
    private void requireSameSize(ImageReader reader) throws IOException {
        if (reader.getWidth(0) > header.width() || reader.getHeight(0) > header.height()) {
            throw PictureRefused.damaged("it says two sizes");
        }
    }

    /** Java's decoder fills what is missing with gray, which nobody approved. */
    private void requireWhole(JpegFrame jpeg) {
        if (!jpeg.whole()) {
            throw PictureRefused.damaged("it ends early");
        }
        warnings.stream()
                .filter(Decoding::grave)
                .findFirst()
                .ifPresent(
                        warning -> {
                            throw PictureRefused.damaged(warning);
                        });
    }

    /** Bytes too many between its parts, or a header against the custom, cost no pixel. */
    private static boolean grave(String warning) {
        return warning.contains("Premature end")
                || warning.contains("premature end")
                || warning.contains("Huffman")
                || warning.contains("out-of-sync")
                || warning.contains("found marker");
    }
}
