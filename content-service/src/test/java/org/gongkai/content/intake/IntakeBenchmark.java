package org.gongkai.content.intake;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.sax.BodyContentHandler;
import org.gongkai.content.html.SharedInput;
import org.gongkai.content.media.FileTypes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a file's reader takes, and a whole draft (detection, sanitising and proposals too), beside
 * the bare text that Tika finds in it; in turns, in one process. Run by {@code
 * build/benchmark-intake}.
 */
@Tag("benchmark")
class IntakeBenchmark {
    private static final int WARM_UP = 10;
    private static final int ROUNDS = Integer.getInteger("rounds", 21);

    private final AutoDetectParser tika = new AutoDetectParser();
    private final FileTypes types = new FileTypes();
    private final OfficeReader office = new OfficeReader();
    private final DocumentImporter importer =
            new DocumentImporter(
                    types,
                    new IntakeSettings(
                            DataSize.ofMegabytes(100),
                            DataSize.ofMegabytes(6),
                            Duration.ofSeconds(60),
                            2));

    @TempDir Path directory;
    @TempDir Path pictures;

    @Test
    void draftsBesideBareText() throws Exception {
        System.out.println("| file | KB | bare Tika | read | ratio | a whole draft |");
        System.out.println("|---|---|---|---|---|---|");
        for (Map.Entry<String, Path> file : files().entrySet()) {
            List<Double> bare = new ArrayList<>();
            List<Double> read = new ArrayList<>();
            List<Double> whole = new ArrayList<>();
            String type = types.of(file.getValue(), file.getKey());
            for (int i = 0; i < WARM_UP + ROUNDS; i++) {
                long begun = System.nanoTime();
                text(file.getValue());
                long between = System.nanoTime();
                office.read(file.getValue(), file.getKey(), type, pictures);
                long then = System.nanoTime();
                importer.read(file.getValue(), file.getKey(), pictures);
                long ended = System.nanoTime();
                if (i >= WARM_UP) {
                    bare.add((between - begun) / 1e6);
                    read.add((then - between) / 1e6);
                    whole.add((ended - then) / 1e6);
                }
                empty(pictures);
            }
            System.out.printf(
                    "| %s | %d | %.1f ms | %.1f ms | %.2f | %.1f ms |%n",
                    file.getKey(),
                    Files.size(file.getValue()) / 1024,
                    median(bare),
                    median(read),
                    median(read) / median(bare),
                    median(whole));
        }
    }

    private void text(Path file) throws IOException, SAXException, TikaException {
        try (TikaInputStream in = TikaInputStream.get(file)) {
            tika.parse(in, new BodyContentHandler(-1), new Metadata());
        }
    }

    private Map<String, Path> files() throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            body.append(
                    Docx.p(
                            i % 20 == 0 ? Docx.style("1") : "",
                            "第" + i + "段。公开是常态，不公开是例外。".repeat(4)));
        }
        files.put(
                "report.docx", Docx.of(body.toString()).withStyles().write(directory.resolve("a")));
        files.put("report.pdf", pdf());
        for (String guide : List.of("guide.doc", "guide.rtf")) {
            try (InputStream stream =
                    Objects.requireNonNull(getClass().getResourceAsStream("/intake/" + guide))) {
                files.put(guide, Files.write(directory.resolve(guide), stream.readAllBytes()));
            }
        }
        for (String real :
                List.of(
                        "testWORD_3imgs.docx",
                        "testWORD_features.docx",
                        "testWORD_1img.doc",
                        "testPDF_protected.pdf")) {
            files.put(real, SharedInput.find("documents/" + real));
        }
        return files;
    }

    private Path pdf() throws IOException {
        Path file = directory.resolve("b");
        try (PDDocument pdf = new PDDocument()) {
            for (int page = 0; page < 40; page++) {
                PDPage added = new PDPage(PDRectangle.A4);
                pdf.addPage(added);
                try (PDPageContentStream content = new PDPageContentStream(pdf, added)) {
                    for (int line = 0; line < 40; line++) {
                        content.beginText();
                        content.setFont(new PDType1Font(FontName.HELVETICA), 11);
                        content.newLineAtOffset(50, 800 - line * 18);
                        content.showText(
                                "Line " + line + " of a report that goes on and on, ".repeat(2));
                        content.endText();
                    }
                }
            }
            pdf.save(file.toFile());
        }
        return file;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void empty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
