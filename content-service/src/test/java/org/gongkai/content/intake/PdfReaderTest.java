package org.gongkai.content.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.gongkai.content.media.FileTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Lines become paragraphs again, and large ones headings; what stands on every page goes. */
class PdfReaderTest {
    private static final DocumentImporter importer =
            new DocumentImporter(
                    new FileTypes(),
                    new IntakeSettings(
                            DataSize.ofMegabytes(20),
                            DataSize.ofMegabytes(1),
                            Duration.ofSeconds(60),
                            2));

    @TempDir Path directory;
    @TempDir Path pictures;

    private final PDDocument pdf = new PDDocument();
    private int top;

    @Test
    void aReportOfThreePages() throws IOException {
        for (int page = 1; page <= 3; page++) {
            try (PDPageContentStream content = page()) {
                line(content, 9, 50, "District Government, report of the year");
                if (page == 1) {
                    line(content, 22, 150, "Openness in 2020");
                    line(content, 16, 50, "What was done");
                }
                for (int i = 0; i < 3; i++) {
                    line(content, 12, 74, full("Paragraph " + page + " begins"));
                    line(content, 12, 50, full("and goes on in a line"));
                    line(content, 12, 50, "that ends it.");
                }
                top = 40;
                line(content, 9, 290, "- " + page + " -");
            }
        }

        Proposal proposal = read();

        assertThat(proposal.title()).isEqualTo("Openness in 2020");
        assertThat(proposal.body()).startsWith("<h2>What was done</h2>\n<p>Paragraph 1 begins");
        assertThat(proposal.body().split("<p>", -1)).hasSize(1 + 9);
        assertThat(proposal.body())
                .contains("of this text that ends it.</p>")
                .doesNotContain("District Government")
                .doesNotContain("- 2 -");
    }

    @Test
    void picturesOfAPageFollowItsText() throws IOException {
        try (PDPageContentStream content = page()) {
            line(content, 12, 50, "See the picture.");
            BufferedImage picture = new BufferedImage(100, 80, BufferedImage.TYPE_INT_RGB);
            content.drawImage(JPEGFactory.createFromImage(pdf, picture), 50, 300);
        }

        Proposal proposal = read();

        assertThat(proposal.pictures()).hasSize(1);
        assertThat(proposal.body())
                .isEqualTo(
                        "<p>See the picture.</p>\n<p><img src=\"asset:%s\"></p>"
                                .formatted(proposal.pictures().getFirst().sha256()));
    }

    private PDPageContentStream page() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        pdf.addPage(page);
        top = 800;
        return new PDPageContentStream(pdf, page);
    }

    private void line(PDPageContentStream content, int size, int left, String text)
            throws IOException {
        content.beginText();
        content.setFont(new PDType1Font(FontName.HELVETICA), size);
        content.newLineAtOffset(left, top);
        content.showText(text);
        content.endText();
        top -= size < 12 ? 40 : size * 3 / 2;
    }

    /** Filled up to the right edge. */
    private static String full(String text) {
        StringBuilder line = new StringBuilder(text);
        while (line.length() < 62) {
            line.append(" of this text");
        }
        return line.toString();
    }

    private Proposal read() throws IOException {
        Path file = directory.resolve("a.pdf");
        pdf.save(file.toFile());
        pdf.close();
        return importer.read(file, "a.pdf", pictures);
    }
}
