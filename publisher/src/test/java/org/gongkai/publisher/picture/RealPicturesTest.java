package org.gongkai.publisher.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.gongkai.publisher.drawing.SafeDrawing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/**
 * Real files of other projects, damaged and hostile ones among them: what comes out of each, or why
 * it is refused.
 */
class RealPicturesTest {
    private static final Path SHARED = Path.of("../../shared/input").toAbsolutePath().normalize();
    private static final String TABLE =
            """
            images/36-memory_error.jpg        | 1600 x 1200
            images/DSCN0010.jpg               | 640 x 480
            images/DSCN0012.jpg               | 640 x 480
            images/HMD_Nokia_8.3_5G.jpg       | 1600 x 686
            images/IMG_5195.HEIC              | refused: export it as JPEG, or set the camera
            images/canon_hdr_NO.jpg           | 1536 x 2048
            images/corrupted.jpg              | refused: take it from its source again
            images/iphone_hdr_NO.jpg          | 1600 x 1200
            images/landscape_1.jpg            | 600 x 450
            images/landscape_3.jpg            | 600 x 450
            images/landscape_6.jpg            | 600 x 450
            images/landscape_8.jpg            | 600 x 450
            documents/testHEIF.heic           | refused: export it as JPEG, or set the camera
            documents/testJPEG_EXIF.jpg       | 100 x 68
            documents/testJPEG_GEO.jpg        | 100 x 68
            documents/testSVG.svg             | 38 x 38
            documents/testWEBP.webp           | 150 x 150
            documents/droste.zip              | refused: save it as JPEG or PNG
            documents/testMP4Video.mp4        | refused: save it as JPEG or PNG
            documents/testPDF_bookmarks.pdf   | refused: save it as JPEG or PNG
            """;

    private final PictureReader reader = new PictureReader(PictureSettings.usual());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TABLE)
    void whatBecomesOf(String name, String outcome) throws IOException {
        Path file = file(name);
        if (outcome.startsWith("refused: ")) {
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(PictureRefused.class)
                    .hasMessageContaining(file.getFileName().toString())
                    .hasMessageContaining(outcome.substring("refused: ".length()));
            assertThatThrownBy(() -> reader.check(file, name)).isInstanceOf(PictureRefused.class);
        } else if (name.endsWith(".svg")) {
            SafeDrawing drawing = SafeDrawing.of(Files.readAllBytes(file), name);
            assertThat(drawing.width() + " x " + drawing.height()).isEqualTo(outcome);
        } else {
            Picture picture = read(file);
            assertThat(picture.width() + " x " + picture.height()).isEqualTo(outcome);
            assertThat(reader.check(file, name).width()).isGreaterThanOrEqualTo(picture.width());
        }
    }

    @Test
    void noPictureIsLeftOut() throws IOException {
        assumeTrue(Files.exists(SHARED), SHARED + " is not there");
        Set<String> pictures = new TreeSet<>();
        for (String directory : new String[] {"images", "documents"}) {
            try (Stream<Path> files = Files.list(SHARED.resolve(directory))) {
                files.map(file -> directory + "/" + file.getFileName())
                        .filter(name -> name.matches("images/.*|.*[.](jpg|png|gif|webp|heic|svg)"))
                        .forEach(pictures::add);
            }
        }
        assertThat(TABLE.lines().map(line -> line.split(" ", 2)[0])).containsAll(pictures);
    }

    /** The same view with the camera held in four ways; stored and sharpened anew each time. */
    @ParameterizedTest
    @ValueSource(ints = {3, 6, 8})
    void howeverTheCameraWasHeldTheViewIsTheSame(int orientation) throws IOException {
        Picture upright = read(file("images/landscape_1.jpg"));
        Picture turned = read(file("images/landscape_%d.jpg".formatted(orientation)));

        assertThat(Lanczos.psnr(turned.pixels(), upright.pixels())).isGreaterThan(23);
        assertThat(Lanczos.psnr(turned.narrowedTo(120).pixels(), upright.narrowedTo(120).pixels()))
                .as("each was toned anew")
                .isGreaterThan(25);
        assertThat(Lanczos.psnr(new Orientation(3).upright(turned.pixels()), upright.pixels()))
                .as("upside down")
                .isLessThan(12);
    }

    @Test
    void colourIsAsJavasOwnDecoderHasIt() throws IOException {
        Path file = file("images/landscape_1.jpg");

        assertThat(Lanczos.psnr(read(file).pixels(), Photographs.read(file))).isGreaterThan(45);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images/DSCN0010.jpg",
                "images/HMD_Nokia_8.3_5G.jpg",
                "images/iphone_hdr_NO.jpg",
                "documents/testJPEG_GEO.jpg"
            })
    void noPositionAndNoCameraIsLeft(String name) throws IOException {
        Path file = file(name);
        assertThat(PictureReaderTest.latin(Files.readAllBytes(file))).contains("Exif");

        Picture picture = read(file);

        byte[] jpeg = picture.jpeg();
        assertThat(PictureReaderTest.segments(jpeg)).isEqualTo("e0");
        assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth())
                .isEqualTo(picture.width());
        byte[] webp = picture.webp().orElseThrow();
        assertThat(PictureReaderTest.latin(webp).substring(12, 16)).isEqualTo("VP8 ");
        assertThat(webp.length).isEqualTo(8 + Integer.reverseBytes(length(webp)));
    }

    /** One chunk and nothing after it. */
    private static int length(byte[] webp) {
        return java.nio.ByteBuffer.wrap(webp).getInt(4);
    }

    private Picture read(Path file) {
        return reader.read(
                file, file.getFileName().toString(), pixels -> pixels.at(PictureReader.WIDEST));
    }

    private static Path file(String name) {
        Path file = SHARED.resolve(name);
        assumeTrue(Files.exists(file), file + " is not there");
        return file;
    }
}
