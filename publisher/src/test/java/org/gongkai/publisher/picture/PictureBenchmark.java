package org.gongkai.publisher.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long renditions of photographs of 12 megapixels take, what memory, and how near they come to
 * a Lanczos reference, beside separate calls of Thumbnailator in the same run. Run it with {@code
 * build/benchmark-pictures}.
 */
@Tag("benchmark")
class PictureBenchmark {
    private static final int COMPARED = 6;

    @TempDir private Path directory;

    @Test
    void measure() throws Exception {
        int number = Integer.getInteger("photographs", 50);
        int rounds = Integer.getInteger("rounds", 3);
        Path photographs = Files.createDirectory(directory.resolve("photographs"));
        List<Path> made = Photographs.make(photographs, number);
        Map<PictureProcess.Way, Path> results = new EnumMap<>(PictureProcess.Way.class);
        for (PictureProcess.Way way : PictureProcess.Way.values()) {
            results.put(way, Files.createDirectory(directory.resolve(way.name())));
        }
        System.out.printf(
                "%d photographs, %d MB, %d processors; seconds and peak memory in MB of each round%n",
                number, size(photographs) >> 20, Runtime.getRuntime().availableProcessors());
        for (int round = 0; round < rounds; round++) {
            for (PictureProcess.Way way : PictureProcess.Way.values()) {
                System.out.printf(
                        Locale.ROOT,
                        "%-26s %s, load %s%n",
                        way,
                        run(way, photographs, directoryOf(way, results)),
                        load());
            }
        }
        for (Map.Entry<PictureProcess.Way, Path> each : results.entrySet()) {
            System.out.printf("%-26s %d KB%n", each.getKey(), size(each.getValue()) >> 10);
        }
        compare(made.subList(0, Math.min(COMPARED, made.size())), results);
    }

    private static void compare(List<Path> photographs, Map<PictureProcess.Way, Path> results) {
        for (int width : PictureProcess.WIDTHS) {
            double separate = 0;
            double ours = 0;
            for (Path photo : photographs) {
                BufferedImage original = Photographs.read(photo);
                int height = Picture.heightFor(width, original.getWidth(), original.getHeight());
                BufferedImage reference = Lanczos.scaled(original, width, height);
                String name = "%s-%d.jpg".formatted(photo.getFileName(), width);
                separate += psnr(results, PictureProcess.Way.SEPARATE_CALLS, name, reference);
                ours += psnr(results, PictureProcess.Way.OURS, name, reference);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d px: %.2f dB separate, %.2f dB ours%n",
                    width,
                    separate / photographs.size(),
                    ours / photographs.size());
            assertThat(ours).isGreaterThan(separate - 0.3 * photographs.size());
        }
    }

    private static Path directoryOf(PictureProcess.Way way, Map<PictureProcess.Way, Path> results) {
        return Objects.requireNonNull(results.get(way));
    }

    private static double psnr(
            Map<PictureProcess.Way, Path> results,
            PictureProcess.Way way,
            String name,
            BufferedImage reference) {
        BufferedImage made = Photographs.read(directoryOf(way, results).resolve(name));
        assertThat(made.getHeight()).as(name).isEqualTo(reference.getHeight());
        return Lanczos.psnr(made, reference);
    }

    private static String run(PictureProcess.Way way, Path from, Path to)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                PictureProcess.class.getName(),
                                way.name(),
                                from.toString(),
                                to.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(way + " failed: " + said);
        }
        return said.strip();
    }

    private static String load() throws IOException {
        Path load = Path.of("/proc/loadavg");
        return Files.exists(load) ? Files.readString(load).split(" ")[0] : "unknown";
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
