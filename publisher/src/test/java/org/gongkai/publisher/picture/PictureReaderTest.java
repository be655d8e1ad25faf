package org.gongkai.publisher.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

class PictureReaderTest {
    @TempDir private Path directory;

    private final PictureReader reader = new PictureReader(PictureSettings.usual());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPhotographStandsUprightHoweverTheCameraWasHeld(int orientation) throws IOException {
        BufferedImage stored = Images.heldAs(orientation, Images.quarters(64, 32));
        byte[] photograph = Images.photograph(stored, orientation);

        Picture picture = read(photograph);

        assertThat(reader.check(file(photograph), "p"))
                .isEqualTo(new PictureReader.Shown(64, 32, false));
        assertThat(picture.width()).isEqualTo(64);
        assertThat(picture.height()).isEqualTo(32);
        assertQuarters(picture.pixels());
    }

    @Test
    void aLargePhotographOnItsSideIsMadeSmallerByTheWidthThatIsSeen() throws IOException {
        BufferedImage stored = Images.heldAs(6, Images.quarters(2000, 3000));

        Picture picture = read(Images.photograph(stored, 6));

        assertThat(picture.width()).isEqualTo(1600);
        assertThat(picture.height()).isEqualTo(2400);
        assertQuarters(picture.pixels());
    }

    @Test
    void whatIsWrittenNamesNeitherPlaceNorCamera() throws IOException {
        byte[] photograph = Images.photograph(Images.heldAs(6, Images.quarters(64, 32)), 6);
        assertThat(latin(photograph)).contains("Exif", Images.CAMERA, Images.PLACE);

        Picture picture = read(photograph);

        byte[] written = picture.jpeg();
        assertThat(segments(written)).as("JFIF is the only application segment").isEqualTo("e0");
        assertQuarters(ImageIO.read(new ByteArrayInputStream(written)));
        for (byte[] each : new byte[][] {written, picture.webp().orElseThrow(), picture.png()}) {
            assertThat(latin(each)).doesNotContain("Exif", "EXIF", Images.CAMERA, Images.PLACE);
        }
    }

    @Test
    void whatIsTransparentStaysSo() throws IOException {
        BufferedImage glass = new BufferedImage(80, 80, BufferedImage.TYPE_INT_ARGB);
        fill(glass, 0, 40, Color.RED.getRGB());
        fill(glass, 40, 60, 0x800000FF);

        Picture picture = read(Images.png(glass));
        Picture half = picture.narrowedTo(40);

        assertThat(picture.transparent()).isTrue();
        for (byte[] written : new byte[][] {half.png(), half.webp().orElseThrow()}) {
            Picture again = read(written);
            assertThat(again.width()).isEqualTo(40);
            assertThat(again.pixels().getRGB(39, 5) >>> 24).isZero();
            assertThat(new Color(again.pixels().getRGB(5, 5)).getRed()).isGreaterThan(245);
            Color blue = new Color(again.pixels().getRGB(25, 20), true);
            assertThat(blue.getAlpha()).isCloseTo(128, within(3));
            assertThat(blue.getBlue()).isGreaterThan(240);
        }
    }

    @Test
    void whatCouldBeTransparentAndIsNotIsAPhotograph() throws IOException {
        BufferedImage opaque = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        fill(opaque, 0, 8, Color.RED.getRGB());

        Picture picture = read(Images.png(opaque));

        assertThat(picture.transparent()).isFalse();
        assertThat(new Color(picture.pixels().getRGB(4, 4))).isEqualTo(Color.RED);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void grayAndPaletteAreRead(int type) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, type);
        image.setRGB(0, 0, Color.WHITE.getRGB());

        BufferedImage pixels = read(Images.png(image)).pixels();

        assertThat(new Color(pixels.getRGB(0, 0))).isEqualTo(Color.WHITE);
        assertThat(new Color(pixels.getRGB(7, 7))).isEqualTo(Color.BLACK);
    }

    @Test
    void printingInksAreReadAsColours() throws IOException {
        BufferedImage pixels = read(Images.cmyk()).pixels();

        assertThat(nearest(pixels.getRGB(8, 8))).isIn(Color.WHITE, Color.BLACK);
        assertThat(pixels.getWidth()).isEqualTo(16);
    }

    static Stream<byte[]> quarters() {
        BufferedImage quarters = Images.quarters(64, 32);
        return Stream.of(
                Images.jpeg(quarters),
                Images.progressive(quarters),
                Images.png(quarters),
                Images.gif(quarters),
                Encoding.webp(new Picture(Colours.bytes(quarters)).pixels()).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("quarters")
    void everyFormatIsRead(byte[] bytes) throws IOException {
        assertQuarters(read(bytes).pixels());
    }

    @Test
    void ofWhatMovesTheFirstFrameIsShown() throws IOException {
        byte[] gif = Images.animation(Images.quarters(64, 32), new BufferedImage(64, 32, 1));

        assertQuarters(read(gif).pixels());
        assertThat(reader.check(file(gif), "p").animated()).isTrue();
        assertThat(reader.check(file(Images.gif(Images.quarters(64, 32))), "p").animated())
                .isFalse();
    }

    /** In linear light, what is half as bright has about 55 of 255; in sRGB it has 128. */
    @Test
    void coloursOfAnotherSpaceAreTurnedIntoSrgb() throws IOException {
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] linearGray = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        BufferedImage colour = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        fill(colour, 0, 64, 0x373737);
        BufferedImage gray = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(AreaResizer.Samples.of(gray).data(), (byte) 55);

        assertThat(middle(Images.jpeg(colour))).isCloseTo(55, within(2));
        assertThat(middle(Images.withProfile(Images.jpeg(colour), linear)))
                .isCloseTo(128, within(4));
        assertThat(middle(Images.withProfile(Images.jpeg(gray), linearGray)))
                .isCloseTo(128, within(4));
        assertThat(middle(Images.withChunk(Images.png(colour), "iCCP", Images.compressed(linear))))
                .isCloseTo(128, within(4));
        assertThat(middle(Images.withProfile(Images.jpeg(colour), linearGray)))
                .as("of gray, for colours: no use")
                .isCloseTo(55, within(2));
        assertThat(middle(Images.withProfile(Images.jpeg(colour), new byte[200])))
                .as("nonsense")
                .isCloseTo(55, within(2));
    }

    private int middle(byte[] bytes) throws IOException {
        Color color = new Color(read(bytes).pixels().getRGB(32, 32));
        assertThat(color.getRed()).isCloseTo(color.getBlue(), within(2));
        return color.getGreen();
    }

    static Stream<Arguments> unpublishable() {
        byte[] jpeg = Images.jpeg(Images.quarters(64, 64));
        byte[] png = Images.png(Images.quarters(64, 64));
        return Stream.of(
                Arguments.of("a bomb", Images.pngOfSize(50_000, 50_000), "has 2500000000 pixels"),
                Arguments.of("a bomb", huge(jpeg), "has 4225000000 pixels"),
                Arguments.of("a strip", Images.pngOfSize(100, 70_000), "is 100 by 70000 pixels"),
                Arguments.of("lossless", lossless(jpeg), "The image p "),
                Arguments.of("no image", "GIF".getBytes(StandardCharsets.US_ASCII), "of a format"),
                Arguments.of("a telephone's", heic(), "(HEIC, AVIF)"),
                Arguments.of("empty", new byte[0], "of a format"),
                Arguments.of("half a header", Arrays.copyOf(png, 20), "The image p is damaged"),
                Arguments.of("half a header", Arrays.copyOf(jpeg, 20), "The image p is damaged"),
                Arguments.of("half a body", Arrays.copyOf(jpeg, jpeg.length - 9), "it ends early"),
                Arguments.of("half a body", Arrays.copyOf(png, png.length / 2), "The image p "),
                Arguments.of("many passes", passes(200), "is stored in 2"),
                Arguments.of("no pixels", Images.pngOfSize(0, 10), "The image p "),
                Arguments.of("less than none", Images.pngOfSize(-5, -10), "The image p "));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("unpublishable")
    void whatCannotBePublishedIsRefusedInWordsThatSayWhatToDo(
            String what, byte[] bytes, String words) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(PictureRefused.class)
                .hasMessageContaining(words)
                .hasMessageMatching("The image p .*: (make|save|take|export) it .*");
        assertThatThrownBy(() -> reader.check(file(bytes), "p"))
                .isInstanceOf(PictureRefused.class)
                .hasMessageContaining(words);
    }

    @Test
    void nobodyFindsADecoderOfForeignCode() {
        Iterator<ImageReaderSpi> decoders =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);

        assertThat(decoders)
                .toIterable()
                .extracting(each -> each.getClass().getName())
                .contains("com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi")
                .noneMatch(name -> name.startsWith("com.luciad"));
    }

    @Test
    void dataAfterTheEndOfAPhotographIsLeftAlone() throws IOException {
        byte[] jpeg = Images.photograph(Images.quarters(64, 32), 1);
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 1000);

        assertQuarters(read(longer).pixels());
    }

    @Test
    void nothingIsEnlargedAndAThinPictureKeepsAPixel() throws IOException {
        Picture picture = read(Images.png(Images.quarters(1000, 1)));

        assertThat(picture.width()).isEqualTo(1000);
        assertThat(picture.narrowedTo(1600)).isSameAs(picture);
        assertThat(picture.narrowedTo(320).width()).isEqualTo(320);
        assertThat(picture.narrowedTo(320).height()).isEqualTo(1);
    }

    @Test
    void aPictureThatIsTooLargeForTheMemoryIsReadMoreCoarsely() throws IOException {
        PictureReader small = new PictureReader(settings(), new PictureMemory(48 << 20, 2));
        byte[] large = Images.jpeg(Images.quarters(5000, 4000));

        Picture picture = small.read(file(large), "p", pixels -> pixels.at(1600));

        assertThat(picture.width()).isEqualTo(1600);
        assertThat(picture.height()).isEqualTo(1280);
        assertQuarters(picture.pixels());
        assertThatThrownBy(
                        () ->
                                new PictureReader(settings(), new PictureMemory(16 << 20, 2))
                                        .check(file(large), "p"))
                .isInstanceOf(PictureRefused.class)
                .hasMessageContaining("gongkai.publisher.pictures.memory");
    }

    @Test
    void readingThatTakesTooLongOrIsBrokenOffEndsAndGivesItsMemoryBack() throws IOException {
        PictureMemory memory = new PictureMemory(256 << 20, 1);
        byte[] photograph = Images.jpeg(Images.quarters(640, 480));
        PictureReader hasty =
                new PictureReader(
                        new PictureSettings(
                                DataSize.ofMegabytes(256),
                                1_000_000,
                                Duration.ZERO,
                                true,
                                Map.of()),
                        memory);
        PictureReader patient = new PictureReader(settings(), memory);

        assertThatThrownBy(() -> hasty.check(file(photograph), "p"))
                .isInstanceOf(PictureRefused.class)
                .hasMessageContaining("took longer to read than 0 seconds");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> patient.check(file(photograph), "p"))
                .isInstanceOf(PictureRefused.class)
                .hasMessageContaining("broken off");
        assertThat(Thread.interrupted()).as("is told to whoever asked").isTrue();
        assertThat(patient.check(file(photograph), "p").width()).isEqualTo(640);
        assertThat(memory.free()).isEqualTo(memory.bytes());
    }

    private static PictureSettings settings() {
        return PictureSettings.usual();
    }

    private Picture read(byte[] bytes) throws IOException {
        return reader.read(file(bytes), "p", pixels -> pixels.at(PictureReader.WIDEST));
    }

    /** Written only by a thread that nobody interrupts. */
    private Path file(byte[] bytes) throws IOException {
        boolean interrupted = Thread.interrupted();
        Path file = Files.write(directory.resolve("p"), bytes);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return file;
    }

    private static void fill(BufferedImage image, int from, int to, int argb) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = from; x < to; x++) {
                image.setRGB(x, y, argb);
            }
        }
    }

    static void assertQuarters(BufferedImage image) {
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
    static String segments(byte[] jpeg) {
        StringBuilder kinds = new StringBuilder();
        int at = 2;
        while ((jpeg[at + 1] & 0xF0) == 0xE0 || (jpeg[at + 1] & 0xFF) == 0xFE) {
            kinds.append("%02x".formatted(jpeg[at + 1] & 0xFF));
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
        }
        return kinds.toString();
    }

    private static byte[] heic() {
        return "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The last pass of a progressive JPEG again and again. */
    private static byte[] passes(int more) {
        byte[] jpeg = Images.progressive(Images.quarters(64, 64));
        int last = jpeg.length - 2;
        while (jpeg[last] != (byte) 0xFF || jpeg[last + 1] != (byte) 0xDA) {
            last--;
        }
        int pass = jpeg.length - 2 - last;
        byte[] many = Arrays.copyOf(jpeg, jpeg.length + more * pass);
        for (int i = 1; i <= more; i++) {
            System.arraycopy(jpeg, last, many, last + i * pass, pass);
        }
        many[many.length - 2] = (byte) 0xFF;
        many[many.length - 1] = (byte) 0xD9;
        return many;
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

    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
