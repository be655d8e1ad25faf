package org.gongkai.content.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The ffmpeg of this machine, and small films that it makes; tests skip without it. */
public final class TestFfmpeg {
    private static final String PICTURES = "testsrc=size=%s:rate=10:duration=%d";

    private TestFfmpeg() {}

    public static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips a test where there is no ffmpeg. */
    public static void require() {
        Assumptions.assumeTrue(
                find("ffmpeg").isPresent() && find("ffprobe").isPresent(),
                "there is no ffmpeg here: apt-get install ffmpeg");
    }

    /** A film with sound. */
    public static Path film(Path to, String size, int seconds, String... arguments)
            throws IOException {
        List<String> all = new ArrayList<>();
        all.addAll(List.of("-f", "lavfi", "-i", PICTURES.formatted(size, seconds)));
        all.addAll(List.of("-f", "lavfi", "-i", "sine=duration=" + seconds));
        all.addAll(List.of(arguments));
        all.add(to.toString());
        return make(all, to);
    }

    /** As telephones film: on its side, with words that say where. */
    public static Path telephone(Path to, String size, int seconds) throws IOException {
        film(
                to,
                size,
                seconds,
                "-c:v",
                "mpeg4",
                "-c:a",
                "aac",
                "-metadata",
                "location=+30.2592-120.2193/",
                "-f",
                "mov");
        byte[] bytes = Files.readAllBytes(to);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 4 + 40;
        ByteBuffer matrix = ByteBuffer.wrap(bytes, at, 36);
        for (int number : new int[] {0, 1 << 16, 0, -1 << 16, 0, 0, 1080 << 16, 0, 1 << 30}) {
            matrix.putInt(number);
        }
        return Files.write(to, bytes);
    }

    public static Path make(List<String> arguments, Path to) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        command.addAll(arguments);
        run(command);
        return to;
    }

    /** All that ffprobe knows of a file. */
    public static String probe(Path file) throws IOException {
        return run(
                List.of(
                        "ffprobe",
                        "-v",
                        "error",
                        "-show_format",
                        "-show_streams",
                        "-print_format",
                        "json=compact=1",
                        file.toString()));
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
        return said;
    }

    /**
     * An ffmpeg that hangs while it converts, together with a child, as long as there is the file
     * {@code hang} in the directory. Who they are stands in {@code pids} then.
     */
    public static Path moody(Path directory) {
        try {
            Path script = directory.resolve("ffmpeg");
            Files.writeString(
                    script,
                    """
                    #!/bin/sh
                    case "$*" in
                      *-progress*)
                        if [ -e %1$s/hang ]; then
                          sleep 3600 &
                          echo "$$ $!" > %1$s/written && mv %1$s/written %1$s/pids
                          wait
                        fi ;;
                    esac
                    exec %2$s "$@"
                    """
                            .formatted(directory, find("ffmpeg").orElse(Path.of("false"))));
            assertThat(script.toFile().setExecutable(true)).isTrue();
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a moody ffmpeg hangs, and says which processes do. */
    public static List<Long> hanging(Path directory) throws IOException, InterruptedException {
        Path pids = directory.resolve("pids");
        for (int i = 0; i < 1200 && !Files.exists(pids); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        List<Long> found =
                Stream.of(Files.readString(pids).strip().split(" ", -1))
                        .map(Long::valueOf)
                        .toList();
        Files.delete(pids);
        return found;
    }

    /** Whether a process runs; one that has ended and was not waited for does not. */
    public static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
