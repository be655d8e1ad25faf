package org.gongkai.content.inspection;

import org.gongkai.content.media.BoundedReading;
import org.gongkai.content.media.Finding;
import org.gongkai.content.media.Inspection;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Chooses by what the bytes are how to look into a file. So many at once, each for so long, as
 * {@code gongkai.inspection} says. What cannot be read is a finding, too.
 */
@Component
class FileInspection implements Inspection {
    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";
    private static final String ODF = "application/vnd.oasis.opendocument.";
    private static final long MOST_BYTES_OF_A_ZIP = 4L << 30;
    private static final int BUFFER = 64 * 1024;

    private final BoundedReading bounded;

    FileInspection(InspectionSettings settings) {
        this.bounded = new BoundedReading(settings.atOnce(), settings.timeout());
    }

    private interface Look {
        void at(Path file, Findings findings) throws IOException;
    }

    @Override
    public List<Finding> inspect(Path file, String mediaType, String name) {
        Look look = look(mediaType);
        return look == null ? List.of() : bounded.read(name, () -> found(look, file));
    }

    private static @org.jspecify.annotations.Nullable Look look(String mediaType) {
        if (mediaType.startsWith(OOXML) || mediaType.contains("macroenabled")) {
            return OfficePackage::inspect;
        }
        if (mediaType.startsWith(ODF)) {
            return OpenDocument::inspect;
        }
        return switch (mediaType) {
            case "application/pdf" -> PortableDocument::inspect;
            case "application/msword",
                    "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint",
                    "application/x-tika-msoffice" ->
                    CompoundFile::inspect;
            case "application/zip" -> FileInspection::zip;
            case "application/rtf" -> FileInspection::rtf;
            default -> null;
        };
    }

    private static List<Finding> found(Look look, Path file) {
        Findings findings = new Findings();
        try {
            look.at(file, findings);
        } catch (IOException | RuntimeException e) {
            findings.add(Finding.Kind.UNREADABLE);
        }
        return findings.list();
    }

    private static void zip(Path file, Findings findings) throws IOException {
        try (Archive archive = Archive.open(file)) {
            archive.inspect(findings, MOST_BYTES_OF_A_ZIP);
            archive.names().stream()
                    .filter(entry -> !entry.endsWith("/"))
                    .forEach(entry -> findings.add(Finding.Kind.EMBEDDED_FILE, entry));
        }
    }

    private static void rtf(Path file, Findings findings) throws IOException {
        byte[] buffer = new byte[BUFFER];
        String tail = "";
        try (InputStream bytes = Files.newInputStream(file)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                String text = tail + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (text.contains("\\objdata")) {
                    findings.add(Finding.Kind.EMBEDDED_FILE);
                }
                if (text.contains("\\*\\template") || text.contains("\\objautlink")) {
                    findings.add(Finding.Kind.EXTERNAL_CONTENT);
                }
                if (text.contains("\\revtbl") && text.contains("\\deleted")) {
                    findings.add(Finding.Kind.TRACKED_CHANGES);
                }
                tail = text.substring(Math.max(0, text.length() - 16));
            }
        }
    }
}
