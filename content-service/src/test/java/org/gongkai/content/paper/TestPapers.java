package org.gongkai.content.paper;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.gongkai.content.program.Installed;
import org.junit.jupiter.api.Assumptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads papers back, as whoever opens them does. */
public final class TestPapers {
    private TestPapers() {}

    /** Skips a test where there is no LibreOffice. */
    public static void requireSoffice() {
        Assumptions.assumeTrue(
                Installed.onPath("soffice").isPresent(),
                "there is no LibreOffice here: apt-get install libreoffice-writer-nogui");
    }

    /** The PDF of a paper, by the LibreOffice of this machine. */
    public static byte[] pdf(byte[] docx) {
        PaperSettings settings = new PaperSettings("", Duration.ofMinutes(3));
        return new Papers(new Soffice(settings, Clock.systemUTC()))
                .pdf(List.of(new Paper("paper", docx, Instant.EPOCH)))
                .getFirst();
    }

    /** With a LibreOffice that is there and makes nothing. */
    public static Papers failing(Path directory) throws IOException {
        Path program = Files.writeString(directory.resolve("soffice"), "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new Papers(
                new Soffice(
                        new PaperSettings(program.toString(), Duration.ofMinutes(1)),
                        Clock.systemUTC()));
    }

    /** The rows of all tables, each as its cells between bars. */
    public static List<String> rows(byte[] docx) {
        List<String> rows = new ArrayList<>();
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(docx))) {
            for (XWPFTable table : document.getTables()) {
                for (XWPFTableRow row : table.getRows()) {
                    rows.add(
                            String.join(
                                    "|",
                                    row.getTableCells().stream()
                                            .map(cell -> cell.getText().strip())
                                            .toList()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** The text of a PDF without its line breaks. */
    public static String text(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether every font of a PDF is in it. */
    public static boolean embeds(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (var page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    if (!page.getResources().getFont(name).isEmbedded()) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
