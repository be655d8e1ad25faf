package org.gongkai.content.video;

import org.gongkai.content.program.Program;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

import javax.imageio.ImageIO;

/** Takes a picture out of a video that was just made: the first second that is not black. */
@Component
class Posters {
    /** Of 255; below it there is nothing to be seen. */
    private static final int DARK = 20;

    private static final int STEP = 8;

    private final VideoSettings settings;

    Posters(VideoSettings settings) {
        this.settings = settings;
    }

    /** The picture in that directory, as JPEG; null if the video has none to give. */
    @Nullable Path take(Ffmpeg.Programs programs, Path video, Duration length, Path directory)
            throws IOException, InterruptedException {
        Path poster = directory.resolve("poster.jpg");
        Path frame = directory.resolve("frame.jpg");
        Files.deleteIfExists(poster);
        double brightest = -1;
        double seconds = length.toMillis() / 1000.0;
        double[] places =
                DoubleStream.of(1, 3, seconds / 10, seconds / 3, seconds / 2, 0)
                        .filter(at -> at == 0 || at < seconds)
                        .toArray();
        for (double at : places) {
            double light = frame(programs, video, at, frame);
            if (light > brightest) {
                Files.move(frame, poster, StandardCopyOption.REPLACE_EXISTING);
                brightest = light;
            }
            if (light >= DARK) {
                break;
            }
        }
        Files.deleteIfExists(frame);
        return brightest < 0 ? null : poster;
    }

    /** How light it is, 0 to 255; -1 if there is none. */
    private double frame(Ffmpeg.Programs programs, Path video, double at, Path frame)
            throws IOException, InterruptedException {
        Files.deleteIfExists(frame);
        List<String> command = new ArrayList<>(programs.gentle());
        command.addAll(
                List.of(
                        programs.ffmpeg().toString(),
                        "-nostdin",
                        "-hide_banner",
                        "-loglevel",
                        "error",
                        "-protocol_whitelist",
                        "file",
                        "-threads",
                        Integer.toString(settings.threads()),
                        "-f",
                        "mov",
                        "-ss",
                        String.format(Locale.ROOT, "%.3f", at),
                        "-i",
                        "file:" + video,
                        "-map",
                        "0:v:0",
                        "-frames:v",
                        "1",
                        "-q:v",
                        "3",
                        "-fflags",
                        "+bitexact",
                        "-flags:v",
                        "+bitexact",
                        "-f",
                        "image2",
                        "-update",
                        "1",
                        "-y",
                        "file:" + frame));
        Program.Bounds bounds =
                new Program.Bounds(settings.stall(), settings.stall(), Integer.MAX_VALUE);
        try {
            new Program(command, bounds, frame).run(line -> true, null);
        } catch (Program.Stopped e) {
            return -1;
        }
        if (!Files.exists(frame)) {
            return -1;
        }
        BufferedImage image = ImageIO.read(frame.toFile());
        return image == null ? -1 : light(image);
    }

    private static double light(BufferedImage image) {
        long sum = 0;
        long count = 0;
        for (int y = 0; y < image.getHeight(); y += STEP) {
            for (int x = 0; x < image.getWidth(); x += STEP) {
                int rgb = image.getRGB(x, y);
                sum += ((rgb >> 16 & 0xFF) * 2 + (rgb >> 8 & 0xFF) * 5 + (rgb & 0xFF)) / 8;
                count++;
            }
        }
        return (double) sum / count;
    }
}
