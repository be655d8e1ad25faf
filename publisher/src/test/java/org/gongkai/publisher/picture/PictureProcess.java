package org.gongkai.publisher.picture;

import net.coobird.thumbnailator.Thumbnails;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Makes renditions of a directory of photographs in one way, and says what that took. */
final class PictureProcess {
    static final List<Integer> WIDTHS = List.of(1600, 800, 320);

    private PictureProcess() {}

    /** A way to make them; the names of what is made end in the width. */
    enum Way {
        SEPARATE_CALLS,
        OURS,
        OURS_WITH_WEBP,
        OURS_WITH_WEBP_AND_CROPS
    }

    /**
     * Says {@code seconds megabytes}.
     *
     * @param args the way, the directory, and where the renditions go
     */
    public static void main(String[] args) throws Exception {
        Way way = Way.valueOf(args[0]);
        Path to = Path.of(args[2]);
        PictureReader reader = new PictureReader(PictureSettings.usual());
        List<Path> photographs;
        try (Stream<Path> all = Files.list(Path.of(args[1]))) {
            photographs = all.sorted().toList();
        }
        long started = System.nanoTime();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<?>> all =
                    photographs.stream()
                            .<Future<?>>map(
                                    photo -> threads.submit(() -> make(way, reader, photo, to)))
                            .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
        System.out.printf(
                Locale.ROOT, "%.2f %d%n", (System.nanoTime() - started) / 1e9, peakMegabytes());
    }

    private static void make(Way way, PictureReader reader, Path photo, Path to) {
        if (way == Way.SEPARATE_CALLS) {
            for (int width : WIDTHS) {
                write(to, photo, width, "jpg", separately(photo, width));
            }
            return;
        }
        reader.read(
                photo,
                photo.getFileName().toString(),
                pixels -> {
                    Picture picture = pixels.at(PictureReader.WIDEST);
                    Picture widest = picture;
                    for (int width : WIDTHS) {
                        picture = picture.narrowedTo(width);
                        encode(way, to, photo, width, picture);
                    }
                    if (way == Way.OURS_WITH_WEBP_AND_CROPS) {
                        Picture crop = widest.cropped(Shape.WIDE, 500, 333, 1280);
                        for (int width : List.of(1280, 640, 320)) {
                            crop = crop.narrowedTo(width);
                            encode(way, to, photo, -width, crop);
                        }
                    }
                    return picture;
                });
    }

    private static void encode(Way way, Path to, Path photo, int width, Picture picture) {
        write(to, photo, width, "jpg", picture.jpeg());
        if (way != Way.OURS) {
            write(to, photo, width, "webp", picture.webp().orElseThrow());
        }
    }

    private static byte[] separately(Path photo, int width) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Thumbnails.of(photo.toFile())
                    .width(width)
                    .outputFormat("jpg")
                    .outputQuality(Encoding.JPEG_QUALITY)
                    .toOutputStream(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path to, Path photo, int width, String ending, byte[] bytes) {
        try {
            Files.write(
                    to.resolve("%s-%d.%s".formatted(photo.getFileName(), width, ending)), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the whole process, as Linux counts it; 0 elsewhere. */
    static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
