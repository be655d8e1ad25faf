package org.gongkai.content.video;

import org.gongkai.content.media.FileRefused;
import org.gongkai.content.media.MediaSettings;
import org.gongkai.content.program.Orphan;
import org.gongkai.content.program.Program;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Converts videos into what every browser plays, within the bounds of {@code gongkai.video}.
 * Interrupting the thread stops it, and ffmpeg with it. Thread-safe; how many convert at once is
 * for the caller to say.
 */
@Component
public class VideoConverter {
    private static final String MP4 = "video/mp4";

    private final Ffmpeg ffmpeg;
    private final Prober prober;
    private final Posters posters;
    private final VideoSettings settings;
    private final long largest;

    VideoConverter(
            Ffmpeg ffmpeg,
            Prober prober,
            Posters posters,
            VideoSettings settings,
            MediaSettings media) {
        this.ffmpeg = ffmpeg;
        this.prober = prober;
        this.posters = posters;
        this.settings = settings;
        this.largest = media.largest().toBytes();
    }

    /** Hears how far it is. */
    public interface Listener {
        /** What is being done, or was done, in a sentence. */
        void note(String sentence);

        /** In thousandths; only ever more. */
        void progress(int thousandths);
    }

    /** Whether there is an ffmpeg for files of this kind. */
    public boolean takes(String mediaType) {
        return settings.takes().contains(mediaType)
                && Containers.demuxer(mediaType).isPresent()
                && ffmpeg.programs().isPresent();
    }

    /** Whether videos are converted here at all. */
    public boolean there() {
        return ffmpeg.programs().isPresent();
    }

    /**
     * Converts. What a crash left in the directory is used if it is whole.
     *
     * @param name for messages
     * @param directory of this conversion alone; made if it is not there
     * @throws FileRefused naming the file and the remedy, if nothing can be made of it
     */
    public Converted convert(
            Path source, String mediaType, String name, Path directory, Listener listener)
            throws IOException, InterruptedException {
        Ffmpeg.Programs programs =
                ffmpeg.programs()
                        .orElseThrow(() -> new IllegalStateException("There is no ffmpeg here"));
        Files.createDirectories(directory);
        Orphan.end(mark(directory));
        Path video = directory.resolve("video.mp4");
        boolean changed = true;
        if (!Files.exists(video)) {
            Probe probe = prober.probe(programs, source, mediaType, name);
            requireBounded(probe, name);
            Target.Way way = Target.way(probe, mediaType.equals(MP4), Boxes.streams(source));
            listener.note(Notes.of(probe, way));
            if (way == Target.Way.KEEP) {
                video = source;
                changed = false;
            } else {
                new Conversion(programs, source, mediaType, name, probe)
                        .make(directory, way, listener);
            }
        }
        Probe made = prober.probe(programs, video, MP4, name);
        if (Target.way(made, true, Boxes.streams(video)) != Target.Way.KEEP) {
            Files.deleteIfExists(directory.resolve("video.mp4"));
            throw refused(name, "what came out does not play in every browser");
        }
        Duration length = made.duration();
        Path poster =
                posters.take(programs, video, length == null ? Duration.ZERO : length, directory);
        listener.progress(1000);
        return new Converted(video, poster, changed);
    }

    /** Removes what a conversion left, and ends what still runs of one that was killed. */
    public void forget(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Orphan.end(mark(directory));
        for (String name : List.of("video.mp4", "video.part", "poster.jpg", "frame.jpg")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.deleteIfExists(directory);
    }

    private static Path mark(Path directory) {
        return directory.resolve("process");
    }

    private void requireBounded(Probe probe, String name) {
        Duration length = probe.duration();
        if (length != null && length.compareTo(settings.longest()) > 0) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_COMPLEX,
                    "“%s” lasts %s, and at most %s is taken. Cut it, or have an administrator raise gongkai.video.longest."
                            .formatted(
                                    name,
                                    Program.words(length.withNanos(0)),
                                    Program.words(settings.longest())));
        }
        if ((long) probe.picture().width() * probe.picture().height() > settings.mostPixels()) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_COMPLEX,
                    "“%s” has frames of %d × %d pixels; at most %,d in all are taken. Export it as 1080p."
                            .formatted(
                                    name,
                                    probe.picture().width(),
                                    probe.picture().height(),
                                    settings.mostPixels()));
        }
    }

    private static FileRefused refused(String name, String why) {
        return new FileRefused(
                FileRefused.Reason.UNREADABLE,
                "“%s” could not be converted: %s. Export it as MP4 (H.264) and send it again."
                        .formatted(name, why));
    }

    /** One run of ffmpeg. */
    private final class Conversion {
        private final Ffmpeg.Programs programs;
        private final Path source;
        private final String demuxer;
        private final String name;
        private final Probe probe;

        Conversion(
                Ffmpeg.Programs programs, Path source, String mediaType, String name, Probe probe) {
            this.programs = programs;
            this.source = source;
            this.demuxer = Containers.demuxer(mediaType).orElseThrow();
            this.name = name;
            this.probe = probe;
        }

        /** The name without {@code .part} says that it is whole and on the disk. */
        void make(Path directory, Target.Way way, Listener listener)
                throws IOException, InterruptedException {
            Path part = directory.resolve("video.part");
            Files.deleteIfExists(part);
            Program.Bounds bounds =
                    new Program.Bounds(settings.timeout(), settings.stall(), largest);
            try {
                Program.Ended ended =
                        new Program(command(way, part), bounds, part)
                                .run(
                                        new ProgressLines(probe.duration(), listener),
                                        mark(directory));
                if (ended.status() != 0) {
                    throw refused(name, Complaints.of(ended.complaints(), source, name));
                }
            } catch (Program.Stopped e) {
                Files.deleteIfExists(part);
                throw new FileRefused(
                        FileRefused.Reason.TOO_COMPLEX,
                        "“%s” could not be converted: %s. Export it as MP4 (H.264), shorter or smaller, and send it again."
                                .formatted(name, e.getMessage()));
            }
            requireLength(part);
            try (FileChannel bytes = FileChannel.open(part, StandardOpenOption.WRITE)) {
                bytes.force(true);
            }
            Files.move(part, directory.resolve("video.mp4"), StandardCopyOption.ATOMIC_MOVE);
        }

        /** A file that did not say how long it is was cut behind the limit. */
        private void requireLength(Path part) throws InterruptedException, IOException {
            @Nullable Duration length = prober.probe(programs, part, MP4, name).duration();
            if (length != null && length.compareTo(settings.longest()) > 0) {
                Files.deleteIfExists(part);
                throw new FileRefused(
                        FileRefused.Reason.TOO_COMPLEX,
                        "“%s” lasts longer than %s. Cut it, or have an administrator raise gongkai.video.longest."
                                .formatted(name, Program.words(settings.longest())));
            }
        }

        private List<String> command(Target.Way way, Path to) {
            List<String> command = new ArrayList<>(programs.gentle());
            String threads = Integer.toString(settings.threads());
            command.addAll(
                    List.of(
                            programs.ffmpeg().toString(),
                            "-nostdin",
                            "-hide_banner",
                            "-loglevel",
                            "error",
                            "-nostats",
                            "-progress",
                            "pipe:1",
                            "-filter_threads",
                            threads,
                            "-protocol_whitelist",
                            "file",
                            "-threads",
                            threads,
                            "-f",
                            demuxer,
                            "-i",
                            "file:" + source));
            command.addAll(Target.arguments(probe, way));
            command.addAll(
                    List.of(
                            "-threads",
                            threads,
                            "-t",
                            Long.toString(settings.longest().toSeconds() + 2),
                            "-y",
                            "file:" + to));
            return command;
        }
    }
}
