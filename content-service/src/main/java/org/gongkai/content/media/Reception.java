package org.gongkai.content.media;

import org.gongkai.content.html.TitleText;
import org.gongkai.content.scan.ScannerAway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a file that arrives: what it is, whether the library takes that, what is inside, and how
 * large a picture is shown. Of a drawing it lets pass what cleaning leaves. Thread-safe.
 */
@Component
class Reception {
    private static final int LONGEST_NAME = 200;

    private final FileStore store;
    private final FileTypes types;
    private final MediaSettings settings;
    private final Gate gate;
    private final Pictures pictures;
    private final Videos videos;

    Reception(
            FileStore store,
            FileTypes types,
            MediaSettings settings,
            Gate gate,
            Pictures pictures,
            Videos videos) {
        this.store = store;
        this.types = types;
        this.settings = settings;
        this.gate = gate;
        this.pictures = pictures;
        this.videos = videos;
    }

    /**
     * Bytes that may be kept, and what is known of them; closing forgets what was not kept.
     *
     * @param duration of a video, where it is known
     */
    record Received(
            String fileName,
            Incoming incoming,
            Asset asset,
            Gate.Passed passed,
            @Nullable Duration duration)
            implements AutoCloseable {
        Received(String fileName, Incoming incoming, Asset asset, Gate.Passed passed) {
            this(fileName, incoming, asset, passed, null);
        }

        @Override
        public void close() throws IOException {
            incoming.close();
        }
    }

    /**
     * Lets bytes in from elsewhere.
     *
     * @throws FileRefused if they are not taken
     * @throws ScannerAway if they cannot be judged now
     */
    Received receive(InputStream bytes, String name) {
        return admit(() -> store.receive(bytes, largest()), fileName(name));
    }

    /** The same for a file of this machine, which stays where it is. */
    Received adopt(Path file, String name) {
        return admit(() -> store.adopt(file), fileName(name));
    }

    /**
     * Says before a file comes that it would be too large.
     *
     * @throws FileRefused if it is
     */
    void requireSize(long bytes, String name) {
        if (bytes > largest()) {
            throw tooLarge(fileName(name));
        }
    }

    private interface Arrival {
        Incoming take() throws IOException;
    }

    private Received admit(Arrival arrival, String fileName) {
        try {
            Incoming incoming = arrival.take();
            try {
                return admit(incoming, fileName);
            } catch (IOException | RuntimeException | Error e) {
                incoming.close();
                throw e;
            }
        } catch (FileStore.TooManyBytes e) {
            throw tooLarge(fileName);
        } catch (IOException e) {
            throw new UncheckedIOException("“%s” could not be stored".formatted(fileName), e);
        }
    }

    private Received admit(Incoming incoming, String fileName) throws IOException {
        String mediaType = mediaType(incoming, fileName);
        Gate.Passed passed = gate.pass(incoming.path(), mediaType, fileName);
        if (mediaType.equals("text/vtt")) {
            WebVtt.require(incoming.path(), fileName);
        }
        if (mediaType.startsWith("video/")) {
            return video(incoming, mediaType, fileName, passed);
        }
        if (!mediaType.equals(Pictures.DRAWING)) {
            return new Received(fileName, incoming, look(incoming, mediaType, fileName), passed);
        }
        Pictures.Cleaned cleaned = pictures.clean(incoming.path(), fileName);
        incoming.close();
        Incoming clean = store.receive(new ByteArrayInputStream(cleaned.bytes()), largest());
        try {
            Asset asset = look(clean, mediaType, fileName);
            return new Received(fileName, clean, asset, with(passed, cleaned, fileName));
        } catch (RuntimeException | Error e) {
            clean.close();
            throw e;
        }
    }

    private Received video(
            Incoming incoming, String mediaType, String fileName, Gate.Passed passed) {
        Videos.Look look = videos.look(incoming.path(), mediaType, fileName);
        return new Received(
                fileName,
                incoming,
                new Asset(
                        incoming.digest(),
                        mediaType,
                        incoming.bytes(),
                        look.width(),
                        look.height()),
                with(passed, look.findings(), fileName),
                look.duration());
    }

    private Gate.Passed with(Gate.Passed passed, Pictures.Cleaned cleaned, String fileName) {
        return cleaned.removed().isEmpty()
                ? passed
                : with(
                        passed,
                        List.of(
                                new Finding(
                                        Finding.Kind.CLEANED,
                                        String.join(
                                                ", ",
                                                cleaned.removed().stream().sorted().toList()))),
                        fileName);
    }

    private Gate.Passed with(Gate.Passed passed, List<Finding> more, String fileName) {
        List<Finding> findings = new ArrayList<>(passed.findings());
        findings.addAll(more);
        gate.requireTolerable(findings, fileName);
        return new Gate.Passed(passed.scanned(), findings);
    }

    private String mediaType(Incoming incoming, String fileName) throws IOException {
        if (incoming.bytes() == 0) {
            throw new FileRefused(
                    FileRefused.Reason.EMPTY,
                    "“%s” is empty. Send the file again.".formatted(fileName));
        }
        String mediaType = types.of(incoming.path(), fileName);
        if (!settings.allowed().contains(mediaType)) {
            throw new FileRefused(
                    FileRefused.Reason.UNSUPPORTED,
                    "“%s” is %s, which the media library does not take.%s It takes %s."
                            .formatted(
                                    fileName,
                                    mediaType,
                                    Pictures.remedy(mediaType) + Videos.remedy(mediaType),
                                    String.join(", ", settings.allowed())));
        }
        return mediaType;
    }

    private Asset look(Incoming incoming, String mediaType, String fileName) {
        if (!mediaType.startsWith("image/")) {
            return new Asset(incoming.digest(), mediaType, incoming.bytes(), null, null);
        }
        Pictures.Size size = pictures.look(incoming.path(), mediaType, fileName);
        if (size.pixels() > settings.mostPixels()) {
            throw new FileRefused(
                    FileRefused.Reason.TOO_COMPLEX,
                    "“%s” has %d × %d pixels; at most %,d in all are taken. Make the picture smaller."
                            .formatted(
                                    fileName, size.width(), size.height(), settings.mostPixels()),
                    "“%s”有 %d × %d 像素，最多 %,d 像素，请缩小后再传。"
                            .formatted(
                                    fileName, size.width(), size.height(), settings.mostPixels()));
        }
        return new Asset(
                incoming.digest(), mediaType, incoming.bytes(), size.width(), size.height());
    }

    private long largest() {
        return settings.largest().toBytes();
    }

    private FileRefused tooLarge(String fileName) {
        return new FileRefused(
                FileRefused.Reason.TOO_LARGE,
                "“%s” is larger than %s. Make it smaller, or have an administrator raise gongkai.media.largest."
                        .formatted(fileName, readable(settings.largest())),
                "“%s”超过了 %s，请压缩后再传，或请管理员提高上限。".formatted(fileName, readable(settings.largest())));
    }

    /** The last part of a name as one clean line, cut to a length that every file system takes. */
    static String fileName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = TitleText.of(last);
        if (clean.isEmpty() || clean.equals(".") || clean.equals("..")) {
            return "file";
        }
        String extension = FileTypes.extension(clean);
        return clean.length() <= LONGEST_NAME
                ? clean
                : clean.substring(0, LONGEST_NAME - extension.length()).strip() + extension;
    }

    private static String readable(DataSize size) {
        return size.toMegabytes() >= 1 ? size.toMegabytes() + " MB" : size.toKilobytes() + " KB";
    }
}
