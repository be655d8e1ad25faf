package org.gongkai.content.media;

import org.apache.tika.config.TikaConfig;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says what a file is by its bytes, and whether its name agrees. Only kinds of plain text, which
 * their bytes do not tell apart, are told apart by the name. Thread-safe.
 */
@Component
public class FileTypes {
    /** The office suite that most units use writes Microsoft's formats under names of its own. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of(
                    ".wps", "application/msword",
                    ".et", "application/vnd.ms-excel",
                    ".dps", "application/vnd.ms-powerpoint");

    private static final int HEAD = 8192;
    private static final Pattern MP4_BRANDS = Pattern.compile("iso.|mp4.|avc1|M4V.|dash|3gp.");

    private final Detector detector;
    private final MimeTypes names;

    public FileTypes() {
        try {
            TikaConfig config = new TikaConfig();
            this.detector = config.getDetector();
            this.names = config.getMimeRepository();
        } catch (TikaException | IOException e) {
            throw new IllegalStateException("Tika cannot be set up", e);
        }
    }

    /**
     * The media type of a file.
     *
     * @param name the name that the file came with
     * @throws FileRefused if the name promises something else than the bytes are, or the file is
     *     locked with a password
     */
    public String of(Path file, String name) {
        String detected = detect(file, name);
        refuseIfLocked(name, detected);
        String extension = extension(name);
        if (extension.equals(".vtt")) {
            return captions(file, name, detected);
        }
        if (detected.startsWith("text/") || detected.equals("application/xhtml+xml")) {
            return text(name, extension, detected);
        }
        if (detected.equals(OTHER_NAMES.get(extension))) {
            return detected;
        }
        boolean promises = known(extension) || OTHER_NAMES.containsKey(extension);
        if (promises && !extensions(detected).contains(extension)) {
            throw new FileRefused(
                    FileRefused.Reason.MISMATCH,
                    "“%s” is called a %s file, but its content is %s. Save it as what its name says, or give it the name of what it is%s."
                            .formatted(name, extension, described(detected), suggestion(detected)));
        }
        return detected;
    }

    private String detect(Path file, String name) {
        try (TikaInputStream bytes = TikaInputStream.get(file)) {
            String detected = detector.detect(bytes, new Metadata()).getBaseType().toString();
            return switch (detected) {
                case MimeTypes.OCTET_STREAM -> chinese(file) ? "text/plain" : detected;
                case "video/quicktime", "application/mp4" -> mp4(file) ? "video/mp4" : detected;
                // The same container holds sound and films, and only the name says which.
                case "video/x-ms-asf" ->
                        extension(name).equals(".wmv") ? "video/x-ms-wmv" : detected;
                case "application/x-matroska" -> matroska(file);
                default -> detected;
            };
        } catch (IOException | RuntimeException e) {
            throw new FileRefused(
                    FileRefused.Reason.UNREADABLE,
                    "“%s” is damaged: not even its kind can be read. Open it in the program that made it and save it again."
                            .formatted(name));
        }
    }

    /** Whether the file says itself that it is one of the family of MP4 (ISO/IEC 14496-12). */
    private static boolean mp4(Path file) throws IOException {
        String head;
        try (InputStream bytes = Files.newInputStream(file)) {
            head = new String(bytes.readNBytes(12), StandardCharsets.ISO_8859_1);
        }
        return head.length() == 12
                && head.startsWith("ftyp", 4)
                && MP4_BRANDS.matcher(head.substring(8)).matches();
    }

    /** Captions say themselves that they are. */
    private static String captions(Path file, String name, String detected) {
        String head;
        try (InputStream bytes = Files.newInputStream(file)) {
            head = new String(bytes.readNBytes(9), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!head.replaceFirst("^\uFEFF", "").startsWith("WEBVTT")) {
            throw new FileRefused(
                    FileRefused.Reason.MISMATCH,
                    "“%s” is called a .vtt file, but it does not begin with WEBVTT; its content is %s. Export the captions as WebVTT."
                            .formatted(name, detected));
        }
        return "text/vtt";
    }

    /** A WebM is a Matroska that says so near its beginning. */
    private static String matroska(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            String head = new String(bytes.readNBytes(64), StandardCharsets.ISO_8859_1);
            return head.contains("webm") ? "video/webm" : "video/x-matroska";
        }
    }

    /**
     * Whether a file that begins so is a video; its name is not asked.
     *
     * @param start as many of its first bytes as there are, up to 64 KB
     */
    public boolean video(InputStream start) throws IOException {
        try (TikaInputStream bytes = TikaInputStream.get(start.readNBytes(8 * HEAD))) {
            String detected = detector.detect(bytes, new Metadata()).getBaseType().toString();
            return detected.startsWith("video/")
                    || detected.equals("application/mp4")
                    || detected.equals("application/x-matroska");
        }
    }

    /**
     * Whether the file begins as text in GB 18030, which Tika tells from binary only if it is long.
     */
    private static boolean chinese(Path file) throws IOException {
        byte[] head;
        try (InputStream bytes = Files.newInputStream(file)) {
            head = bytes.readNBytes(HEAD);
        }
        CharBuffer text = CharBuffer.allocate(HEAD);
        CoderResult result =
                Charset.forName("GB18030").newDecoder().decode(ByteBuffer.wrap(head), text, false);
        return head.length > 0
                && !result.isError()
                && text.flip().chars().noneMatch(c -> c < ' ' && "\t\n\r\f".indexOf(c) < 0);
    }

    private static void refuseIfLocked(String name, String detected) {
        if (detected.equals("application/x-tika-ooxml-protected")
                || detected.equals("application/vnd.ms-office.encrypted")) {
            throw new FileRefused(
                    FileRefused.Reason.ENCRYPTED,
                    "“%s” is locked with a password. Remove the password and send it again."
                            .formatted(name));
        }
    }

    /** The bytes are text; which kind, the name says: a style sheet is nothing else. */
    private String text(String name, String extension, String detected) {
        String promised =
                switch (extension) {
                    case ".csv" -> "text/csv";
                    case ".md", ".markdown" -> "text/markdown";
                    case ".html", ".htm", ".xhtml" -> "text/html";
                    case ".txt", ".text", ".log", "" ->
                            detected.equals("text/html") ? detected : "text/plain";
                    default -> known(extension) ? byName(extension) : "text/plain";
                };
        if (!promised.startsWith("text/")) {
            throw new FileRefused(
                    FileRefused.Reason.MISMATCH,
                    "“%s” is called a %s file, but its content is %s. Save it as what its name says, or give it the name of what it is."
                            .formatted(name, extension, described(detected)));
        }
        return promised;
    }

    private String byName(String extension) {
        return names.getMimeType("x" + extension).getType().getBaseType().toString();
    }

    private boolean known(String extension) {
        return !extension.isEmpty() && !byName(extension).equals(MimeTypes.OCTET_STREAM);
    }

    private List<String> extensions(String mediaType) {
        try {
            return names.forName(mediaType).getExtensions();
        } catch (MimeTypeException e) {
            return List.of();
        }
    }

    private String described(String mediaType) {
        List<String> extensions = extensions(mediaType);
        return extensions.isEmpty() ? mediaType : mediaType + " (" + extensions.getFirst() + ")";
    }

    private String suggestion(String mediaType) {
        List<String> extensions = extensions(mediaType);
        return extensions.isEmpty() ? "" : " (" + extensions.getFirst() + ")";
    }

    /** The extension with its dot, in lower case; empty if there is none. */
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
        return extension.matches("\\.[a-z0-9]{1,9}") ? extension : "";
    }
}
