package org.gongkai.content.paper;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.gongkai.content.program.Installed;
import org.gongkai.content.program.Program;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * LibreOffice, as the program that makes PDF of docx: one run at a time, with a profile that is
 * gone afterwards, within {@code gongkai.papers.timeout}. Looked for once, when it is first needed.
 * Thread-safe.
 */
@Component
class Soffice {
    private static final Logger log = LoggerFactory.getLogger(Soffice.class);
    private static final String ABSENT =
            "There is no LibreOffice here to make PDF; take the docx, or have it installed"
                    + " (libreoffice-writer-nogui)";

    /** What Debian's and every other Linux's fontconfig begins with. */
    private static final Path SYSTEM_FONTS = Path.of("/etc/fonts/fonts.conf");

    private final PaperSettings settings;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<String, Optional<Path>> found = new HashMap<>();

    Soffice(PaperSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    boolean there() {
        return program().isPresent();
    }

    private Optional<Path> program() {
        synchronized (found) {
            return found.computeIfAbsent(settings.soffice().strip(), Soffice::find);
        }
    }

    private static Optional<Path> find(String setting) {
        Optional<Path> program = Installed.program(setting, "soffice");
        if (program.isPresent()) {
            log.info("Papers become PDF by {}", program.get());
        } else if (!setting.equals(Installed.OFF)) {
            log.warn(
                    "There is no LibreOffice ({}): papers are made as docx only",
                    setting.isEmpty() ? "soffice on the PATH" : setting);
        }
        return program;
    }

    /**
     * The papers as PDF, in their order.
     *
     * @throws NoPdf if there is no LibreOffice, or it fails
     */
    List<byte[]> pdf(List<Paper> papers) {
        Path program = program().orElseThrow(() -> new NoPdf(ABSENT));
        if (papers.isEmpty()) {
            return List.of();
        }
        turn.lock();
        try {
            Path directory = Files.createTempDirectory("gongkai-papers");
            try {
                return convert(program, papers, directory);
            } finally {
                FileSystemUtils.deleteRecursively(directory);
            }
        } catch (IOException | Program.Stopped e) {
            throw new NoPdf("LibreOffice made no PDF: %s. Take the docx.".formatted(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoPdf("Making a PDF was interrupted", e);
        } finally {
            turn.unlock();
        }
    }

    private List<byte[]> convert(Path program, List<Paper> papers, Path directory)
            throws IOException, InterruptedException, Program.Stopped {
        List<String> command = new ArrayList<>(Installed.gently());
        command.addAll(
                List.of(
                        program.toString(),
                        "-env:UserInstallation=" + directory.resolve("profile").toUri(),
                        "--headless",
                        "--nologo",
                        "--norestore",
                        "--convert-to",
                        "pdf",
                        "--outdir",
                        directory.toString()));
        for (int i = 0; i < papers.size(); i++) {
            Path docx = directory.resolve(i + ".docx");
            Files.write(docx, papers.get(i).docx());
            command.add(docx.toString());
        }
        Program.Ended ended =
                new Program(
                                command,
                                new Program.Bounds(settings.timeout(), settings.timeout(), 0),
                                null,
                                environment(directory))
                        .run(line -> true, null);
        List<byte[]> made = new ArrayList<>();
        for (int i = 0; i < papers.size(); i++) {
            Path pdf = directory.resolve(i + ".pdf");
            if (!Files.exists(pdf)) {
                throw new IOException(
                        "status %d, %s".formatted(ended.status(), ended.complaints()));
            }
            made.add(dated(Files.readAllBytes(pdf), papers.get(i).at()));
        }
        return made;
    }

    /** The fonts of official documents, each with what stands in for it where it is missing. */
    private static Map<String, String> environment(Path directory) throws IOException {
        if (!Files.exists(SYSTEM_FONTS)) {
            return Map.of("HOME", directory.toString());
        }
        Path fonts = directory.resolve("fonts.conf");
        try (InputStream in =
                Objects.requireNonNull(Soffice.class.getResourceAsStream("/papers/fonts.conf"))) {
            Files.copy(in, fonts);
        }
        return Map.of("HOME", directory.toString(), "FONTCONFIG_FILE", fonts.toString());
    }

    /** The same PDF, which says the time of the paper instead of now. */
    private byte[] dated(byte[] pdf, Instant at) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            COSDictionary trailer = document.getDocument().getTrailer();
            trailer.removeItem(COSName.ID);
            trailer.removeItem(COSName.getPDFName("DocChecksum"));
            document.getDocumentInformation()
                    .setCreationDate(GregorianCalendar.from(at.atZone(clock.getZone())));
            document.setDocumentId(at.getEpochSecond());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(pdf.length);
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
