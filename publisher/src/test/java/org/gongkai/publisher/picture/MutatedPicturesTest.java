package org.gongkai.publisher.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.publisher.drawing.DrawingRefused;
import org.gongkai.publisher.drawing.SafeDrawing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Pictures and drawings that were changed by chance: they are read or refused, and nothing else.
 */
class MutatedPicturesTest {
    private static final long SEED = 20_200_426;
    private static final Path SHARED = Path.of("../../shared/input").toAbsolutePath().normalize();
    private static final int LARGEST_SOURCE = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path directory;

    private final PictureMemory memory = new PictureMemory(96 << 20, 2);
    private final PictureReader reader =
            new PictureReader(
                    new PictureSettings(
                            DataSize.ofMegabytes(96), 20_000_000, PATIENCE, true, Map.of()),
                    memory);

    @Test
    void aFewHundred() throws IOException {
        mutate(300);
    }

    @Test
    @Tag("soak")
    void tenThousand() throws IOException {
        mutate(10_000);
    }

    private void mutate(int times) throws IOException {
        List<byte[]> sources = sources();
        Random random = new Random(SEED);
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        int read = 0;
        for (int i = 0; i < times; i++) {
            byte[] source = sources.get(i % sources.size());
            byte[] mutated = mutated(source, sources, random);
            long before = System.nanoTime();
            if (survives(mutated, i)) {
                read++;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("mutation %d", i)
                    .isLessThan(PATIENCE.multipliedBy(2));
            assertThat(memory.free()).as("memory after mutation %d", i).isEqualTo(memory.bytes());
        }
        assertThat(read).as("not all are refused").isBetween(times / 20, times - times / 20);
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("imageio")))
                    .as("files that Java's decoders leave")
                    .isEmpty();
        }
    }

    private boolean survives(byte[] mutated, int number) throws IOException {
        if (new String(mutated, 0, Math.min(200, mutated.length), StandardCharsets.ISO_8859_1)
                .contains("<svg")) {
            try {
                SafeDrawing clean = SafeDrawing.of(mutated, "d");
                assertThat(SafeDrawing.requireSafe(clean.bytes(), "d").removed())
                        .as("mutation %d", number)
                        .isEmpty();
                return true;
            } catch (DrawingRefused e) {
                assertThat(e).hasMessageContaining("The drawing d ");
                return false;
            }
        }
        Path file = Files.write(directory.resolve("p"), mutated);
        boolean checked = checked(file);
        try {
            Picture picture = reader.read(file, "p", pixels -> pixels.at(320));
            assertThat(picture.width()).isBetween(1, 320);
            assertThat(picture.transparent() ? picture.png() : picture.jpeg()).isNotEmpty();
            return checked;
        } catch (PictureRefused e) {
            assertThat(e).hasMessageStartingWith("The image p ");
            return false;
        }
    }

    private boolean checked(Path file) {
        try {
            return reader.check(file, "p").width() > 0;
        } catch (PictureRefused e) {
            return false;
        }
    }

    private static byte[] mutated(byte[] source, List<byte[]> others, Random random) {
        byte[] bytes = source.clone();
        switch (random.nextInt(6)) {
            case 0 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            case 1 -> { // a part of another file in the middle
                byte[] other = others.get(random.nextInt(others.size()));
                int length =
                        Math.min(1 + random.nextInt(200), Math.min(bytes.length, other.length));
                System.arraycopy(
                        other,
                        random.nextInt(other.length - length + 1),
                        bytes,
                        random.nextInt(bytes.length - length + 1),
                        length);
            }
            case 2 -> { // a part twice
                int from = random.nextInt(bytes.length);
                int length = random.nextInt(Math.min(500, bytes.length - from)) + 1;
                byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
                System.arraycopy(bytes, from, longer, from + length, bytes.length - from);
                bytes = longer;
            }
            case 3 -> { // the header, where sizes stand
                for (int i = 0; i < 4; i++) {
                    bytes[random.nextInt(Math.min(200, bytes.length))] = (byte) random.nextInt();
                }
            }
            default -> {
                for (int i = 1 + random.nextInt(20); i > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }

    private static List<byte[]> sources() throws IOException {
        BufferedImage colour = Photographs.landscape(1, 256, 192);
        BufferedImage glass = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(3, 4, 0x80FF0000);
        BufferedImage gray = new BufferedImage(64, 48, BufferedImage.TYPE_USHORT_GRAY);
        BufferedImage palette = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_INDEXED);
        List<byte[]> sources =
                new ArrayList<>(
                        List.of(
                                Images.jpeg(colour),
                                Images.photograph(colour, 6),
                                Images.progressive(colour),
                                Images.cmyk(),
                                Images.png(colour),
                                Images.png(glass),
                                Images.png(gray),
                                Images.png(palette),
                                Images.gif(palette),
                                Images.animation(palette, palette),
                                Encoding.webp(Colours.bytes(colour)).orElseThrow(),
                                Encoding.webp(Colours.bytes(glass)).orElseThrow(),
                                """
                                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{fill:#fff}</style><g id="g"
                                onclick="a()"><path class="a" style="fill:red" d="M0 0h9"/></g><use href="#g"/><script/></svg>
                                """
                                        .getBytes(StandardCharsets.UTF_8)));
        for (String name : new String[] {"images", "documents"}) {
            if (Files.exists(SHARED.resolve(name))) {
                try (Stream<Path> files = Files.list(SHARED.resolve(name))) {
                    for (Path file : files.sorted().toList()) {
                        if (file.toString().matches(".*[.](jpg|png|gif|webp|heic|svg)")
                                && Files.size(file) < LARGEST_SOURCE) {
                            sources.add(Files.readAllBytes(file));
                        }
                    }
                }
            }
        }
        return sources;
    }
}
