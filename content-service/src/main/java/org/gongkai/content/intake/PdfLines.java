package org.gongkai.content.intake;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the lines of a PDF with where they stand and how large they are. Used once. */
final class PdfLines extends PDFTextStripper {

    /**
     * A line.
     *
     * @param page from 1
     * @param left in points from the left edge of the page, as are the others from theirs
     * @param width of the page
     * @param bold whether all of it is
     */
    record Line(
            int page,
            float left,
            float right,
            float top,
            float width,
            float size,
            boolean bold,
            String text) {}

    private final List<Line> lines = new ArrayList<>();
    private final int longest;
    private final StringBuilder text = new StringBuilder();
    private int length;
    private float left;
    private float right;
    private float top;
    private float size;
    private boolean bold;
    private @Nullable PDFont lastFont;
    private float width;

    /**
     * @param longest the most characters that are read
     */
    PdfLines(int longest) {
        this.longest = longest;
        setSortByPosition(true);
        setLineSeparator("\n");
        setWordSeparator(" ");
    }

    /**
     * @throws TooMuchText if there is more
     */
    List<Line> of(PDDocument document) throws IOException {
        writeText(document, Writer.nullWriter());
        return lines;
    }

    @Override
    protected void startPage(PDPage page) {
        width = page.getCropBox().getWidth();
        text.setLength(0);
    }

    @Override
    protected void endPage(PDPage page) {
        endLine();
    }

    @Override
    protected void writeString(String words, List<TextPosition> positions) {
        length += words.length();
        if (length > longest) {
            throw new TooMuchText();
        }
        if (positions.isEmpty()) {
            return;
        }
        TextPosition first = positions.getFirst();
        TextPosition last = positions.getLast();
        if (text.isEmpty()) {
            left = first.getXDirAdj();
            top = first.getYDirAdj();
            size = 0;
            bold = true;
            lastFont = null;
        }
        right = last.getXDirAdj() + last.getWidthDirAdj();
        for (TextPosition position : positions) {
            size = Math.max(size, position.getFontSizeInPt());
            if (bold && position.getFont() != lastFont) {
                lastFont = position.getFont();
                bold = bold(lastFont);
            }
        }
        text.append(words);
    }

    @Override
    protected void writeWordSeparator() {
        text.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    private void endLine() {
        String whole = text.toString().strip();
        if (!whole.isEmpty()) {
            lines.add(new Line(getCurrentPageNo(), left, right, top, width, size, bold, whole));
        }
        text.setLength(0);
    }

    private static boolean bold(PDFont font) {
        String name = font.getName();
        if (name == null) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("bold") || lower.contains("simhei") || lower.contains("heavy");
    }
}
