package org.gongkai.content.video;

import org.gongkai.content.program.Installed;
import org.gongkai.content.program.Program;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds ffmpeg and ffprobe, once, when they are first needed. Thread-safe. */
@Component
class Ffmpeg {
    private static final Logger log = LoggerFactory.getLogger(Ffmpeg.class);
    private static final Program.Bounds BOUNDS =
            new Program.Bounds(Duration.ofSeconds(30), Duration.ofSeconds(30), 0);

    private final String setting;
    private final ConcurrentHashMap<String, Optional<Programs>> found = new ConcurrentHashMap<>(1);

    Ffmpeg(VideoSettings settings) {
        this.setting = settings.ffmpeg().strip();
    }

    /**
     * The programs.
     *
     * @param gentle what goes before a command, so that whoever waits for a page comes first
     */
    record Programs(Path ffmpeg, Path ffprobe, List<String> gentle) {}

    /** Empty if there are none, or they cannot make what browsers play. */
    Optional<Programs> programs() {
        return found.computeIfAbsent(setting, this::find);
    }

    private Optional<Programs> find(String ffmpeg) {
        if (ffmpeg.equals(Installed.OFF)) {
            return Optional.empty();
        }
        Optional<Programs> programs =
                Installed.program(ffmpeg, "ffmpeg")
                        .flatMap(
                                program ->
                                        Installed.at(program.resolveSibling("ffprobe"))
                                                .or(() -> Installed.onPath("ffprobe"))
                                                .map(probe -> programs(program, probe)))
                        .filter(Ffmpeg::able);
        if (programs.isPresent()) {
            log.info("Videos are converted by {}", programs.get().ffmpeg());
        } else {
            log.warn(
                    "There is no ffmpeg ({}) with ffprobe, libx264 and aac: videos are taken as MP4 only, and as they come",
                    ffmpeg.isEmpty() ? "on the PATH" : ffmpeg);
        }
        return programs;
    }

    private static Programs programs(Path ffmpeg, Path ffprobe) {
        return new Programs(ffmpeg, ffprobe, Installed.gently());
    }

    private static boolean able(Programs programs) {
        List<String> said = new ArrayList<>();
        try {
            new Program(
                            List.of(programs.ffmpeg().toString(), "-hide_banner", "-encoders"),
                            BOUNDS,
                            null)
                    .run(said::add, null);
        } catch (IOException | Program.Stopped e) {
            log.warn("{} does not answer", programs.ffmpeg(), e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The look for ffmpeg was interrupted", e);
        }
        return Stream.of(" libx264 ", " aac ")
                .allMatch(encoder -> said.stream().anyMatch(line -> line.contains(encoder)));
    }
}
