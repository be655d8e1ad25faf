package org.gongkai.publisher.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

class PictureTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPhotographStandsUprightHoweverTheCameraWasHeld(int orientation) {
        BufferedImage stored = Images.heldAs(orientation, Images.quarters(64, 32));

        Picture picture = Picture.decode(Images.photograph(stored, orientation), "p.jpg");

        assertThat(picture.width()).isEqualTo(64);
        assertThat(picture.height()).isEqualTo(32);
        assertQuarters(picture.pixels());
    }

    @Test
    void whatIsWrittenNamesNeitherPlaceNorCamera() throws IOException {
        byte[] photograph = Images.photograph(Images.heldAs(6, Images.quarters(64, 32)), 6);
        assertThat(latin(photograph)).contains("Exif", Images.CAMERA, Images.PLACE);

        byte[] written = Picture.decode(photograph, "p.jpg").jpeg();

        assertThat(latin(written)).doesNotContain("Exif", Images.CAMERA, Images.PLACE);
        assertThat(segments(written)).as("JFIF is the only application segment").isEqualTo("e0");
        assertQuarters(ImageIO.read(new ByteArrayInputStream(written)));
    }

    @Test
    void whatIsTransparentBecomesWhite() {
        BufferedImage glass = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(4, 4, Color.RED.getRGB());
        glass.setRGB(5, 5, 0x80000000);

        BufferedImage pixels = Picture.decode(Images.png(glass), "p.png").pixels();

        assertThat(new Color(pixels.getRGB(0, 0))).isEqualTo(Color.WHITE);
        assertThat(new Color(pixels.getRGB(4, 4))).isEqualTo(Color.RED);
        assertThat(new Color(pixels.getRGB(5, 5)).getRed()).isBetween(126, 128);
        assertThat(pixels.getColorModel().hasAlpha()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void grayAndPaletteAreRead(int type) {
        BufferedImage image = new BufferedImage(8, 8, type);
        image.setRGB(0, 0, Color.WHITE.getRGB());

        BufferedImage pixels = Picture.decode(Images.png(image), "p.png").pixels();

        assertThat(new Color(pixels.getRGB(0, 0))).isEqualTo(Color.WHITE);
        assertThat(new Color(pixels.getRGB(7, 7))).isEqualTo(Color.BLACK);
    }

    static Stream<Arguments> unpublishable() {
        byte[] jpeg = Images.jpeg(Images.quarters(64, 64));
        byte[] png = Images.png(Images.quarters(64, 64));
        return Stream.of(
                Arguments.of("a bomb", Images.pngOfSize(50_000, 50_000), "has 2500000000 pixels"),
                Arguments.of("a bomb", huge(jpeg), "has 4225000000 pixels"),
                Arguments.of("a strip", Images.pngOfSize(100, 70_000), "is 100 by 70000 pixels"),
                Arguments.of("four inks", Images.cmyk(), "printing inks (CMYK)"),
                Arguments.of("lossless", lossless(jpeg), "The image p "),
                Arguments.of("no image", "GIF".getBytes(StandardCharsets.US_ASCII), "of a format"),
                Arguments.of("empty", new byte[0], "of a format"),
                Arguments.of("half a header", Arrays.copyOf(png, 20), "The image p is damaged"),
                Arguments.of("half a header", Arrays.copyOf(jpeg, 20), "The image p is damaged"),
                Arguments.of("half a body", Arrays.copyOf(jpeg, jpeg.length - 9), "it ends early"),
                Arguments.of("half a body", Arrays.copyOf(png, png.length / 2), "The image p "),
                Arguments.of("no pixels", Images.pngOfSize(0, 10), "The image p "),
                Arguments.of("less than none", Images.pngOfSize(-5, -10), "The image p "));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("unpublishable")
    void whatCannotBePublishedIsRefusedInWordsThatSayWhatToDo(
            String what, byte[] bytes, String words) {
        assertThatThrownBy(() -> Picture.decode(bytes, "p"))
                .isInstanceOf(MediaRefused.class)
                .hasMessageContaining(words)
                .hasMessageMatching("The image p .*: (make|save|take) it .*");
    }

    @Test
    void dataAfterTheEndOfAPhotographIsLeftAlone() {
        byte[] jpeg = Images.photograph(Images.quarters(64, 32), 1);
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 1000);

        assertQuarters(Picture.decode(longer, "p.jpg").pixels());
    }

    @Test
    void nothingIsEnlargedAndAThinPictureKeepsAPixel() {
        Picture picture = new Picture(Images.quarters(1000, 1));

        assertThat(picture.narrowedTo(1600)).isSameAs(picture);
        assertThat(picture.narrowedTo(320).width()).isEqualTo(320);
        assertThat(picture.narrowedTo(320).height()).isEqualTo(1);
    }

    private static void assertQuarters(BufferedImage image) {
        int x = image.getWidth() / 4;
        int y = image.getHeight() / 4;
        assertThat(nearest(image.getRGB(x, y))).isEqualTo(Color.RED);
        assertThat(nearest(image.getRGB(3 * x, y))).isEqualTo(Color.GREEN);
        assertThat(nearest(image.getRGB(x, 3 * y))).isEqualTo(Color.BLUE);
        assertThat(nearest(image.getRGB(3 * x, 3 * y))).isEqualTo(Color.YELLOW);
    }

    private static Color nearest(int rgb) {
        Color color = new Color(rgb);
        return new Color(
                color.getRed() > 127 ? 255 : 0,
                color.getGreen() > 127 ? 255 : 0,
                color.getBlue() > 127 ? 255 : 0);
    }

    /** The kinds of the segments between start and frame that are not tables. */
    private static String segments(byte[] jpeg) {
        StringBuilder kinds = new StringBuilder();
        int at = 2;
        while ((jpeg[at + 1] & 0xF0) == 0xE0 || (jpeg[at + 1] & 0xFF) == 0xFE) {
            kinds.append("%02x".formatted(jpeg[at + 1] & 0xFF));
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
        }
        return kinds.toString();
    }

    private static byte[] huge(byte[] jpeg) {
        byte[] patched = jpeg.clone();
        int frame = frame(jpeg);
        for (int at = frame + 5; at < frame + 9; at += 2) {
            patched[at] = (byte) (65_000 >> 8);
            patched[at + 1] = (byte) 65_000;
        }
        return patched;
    }

    private static byte[] lossless(byte[] jpeg) {
        byte[] patched = jpeg.clone();
        patched[frame(jpeg) + 1] = (byte) 0xC3;
        return patched;
    }

    private static int frame(byte[] jpeg) {
        for (int at = 0; at < jpeg.length - 1; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
                return at;
            }
        }
        throw new IllegalArgumentException("no frame");
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
