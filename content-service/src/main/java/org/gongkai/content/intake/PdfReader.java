package org.gongkai.content.intake;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.gongkai.content.inspection.PdfStreams;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.imageio.ImageIO;

/** Reads PDF that has text: paragraphs, headings by their size, the pictures of each page. */
final class PdfReader {
    private static final Set<String> COMMENTS =
            Set.of("Text", "FreeText", "Highlight", "Underline", "StrikeOut", "Caret", "Ink");
    private static final int SMALLEST_PICTURE = 64;
    private static final long MOST_PIXELS = 12_000_000;
    private static final List<String> AS_IT_IS =
            List.of(COSName.DCT_DECODE.getName(), COSName.DCT_DECODE_ABBREVIATION.getName());

    private final PDDocument document;
    private final PictureFiles pictures;
    private final LeftOut leftOut = new LeftOut();
    private final Element body = new Element("body");
    private final Set<Object> seen = new HashSet<>();

    private PdfReader(PDDocument document, PictureFiles pictures) {
        this.document = document;
        this.pictures = pictures;
    }

    /**
     * Reads.
     *
     * @param longest the most characters of text
     * @throws org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException if it is locked
     * @throws TooMuchText if there is more text
     */
    static Extracted read(Path file, PictureFiles pictures, int longest) throws IOException {
        if (PdfStreams.bomb(file)) {
            throw new TooMuchText();
        }
        try (PDDocument document =
                Loader.loadPDF(
                        file.toFile(), "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            return new PdfReader(document, pictures).read(longest);
        }
    }

    private Extracted read(int longest) throws IOException {
        new PdfLayout(new PdfLines(longest).of(document)).write(body, this::afterPage);
        Headings.settle(body);
        for (PDPage page : document.getPages()) {
            comments(page);
        }
        String author = document.getDocumentInformation().getAuthor();
        if (author != null && !author.isBlank()) {
            leftOut.add(LeftOut.What.AUTHORS);
        }
        List<String> warnings = new ArrayList<>(leftOut.sentences());
        PictureFiles.askForTexts(body, warnings);
        return new Extracted(body.html(), title(), Map.of(), List.of(), pictures.all(), warnings);
    }

    private void comments(PDPage page) {
        try {
            for (PDAnnotation annotation : page.getAnnotations()) {
                if (COMMENTS.contains(annotation.getSubtype())) {
                    leftOut.add(LeftOut.What.COMMENTS);
                }
            }
        } catch (IOException e) {
            leftOut.add(LeftOut.What.COMMENTS); // some that cannot even be counted
        }
    }

    /** Programs put the name of a file there. */
    private @Nullable String title() {
        String title = document.getDocumentInformation().getTitle();
        boolean named =
                title != null
                        && !title.isBlank()
                        && !title.startsWith("Microsoft ")
                        && !title.strip().matches("(?i).*\\.(docx?|wps|pdf|indd|rtf)");
        return named ? title : null;
    }

    // ------------------------------------------------------------------ pictures

    private void afterPage(int page) {
        try {
            PDResources resources = document.getPage(page - 1).getResources();
            for (COSName name :
                    resources == null ? List.<COSName>of() : resources.getXObjectNames()) {
                PDXObject object = resources.getXObject(name);
                if (object instanceof PDImageXObject picture && seen.add(picture.getCOSObject())) {
                    picture(picture);
                }
            }
        } catch (IOException e) {
            leftOut.add(LeftOut.What.PICTURES);
        }
    }

    private void picture(PDImageXObject picture) throws IOException {
        if (picture.getWidth() < SMALLEST_PICTURE || picture.getHeight() < SMALLEST_PICTURE) {
            return; // a line or a dot of the layout
        }
        boolean taken =
                "jpg".equals(picture.getSuffix()) && screenColours(picture)
                        ? jpeg(picture)
                        : decoded(picture);
        if (!taken) {
            leftOut.add(LeftOut.What.PICTURES);
        }
    }

    private static boolean screenColours(PDImageXObject picture) throws IOException {
        int components = picture.getColorSpace().getNumberOfComponents();
        return (components == 1 || components == 3) && picture.getSoftMask() == null;
    }

    private boolean jpeg(PDImageXObject picture) throws IOException {
        try (InputStream bytes = picture.createInputStream(AS_IT_IS)) {
            return show(bytes);
        }
    }

    private boolean decoded(PDImageXObject picture) throws IOException {
        if ((long) picture.getWidth() * picture.getHeight() > MOST_PIXELS) {
            return false;
        }
        BufferedImage image = picture.getImage();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        return ImageIO.write(image, "png", png)
                && show(new ByteArrayInputStream(png.toByteArray()));
    }

    private boolean show(InputStream bytes) {
        try {
            return pictures.take(bytes, "page-" + seen.size())
                    .map(
                            taken ->
                                    body.appendElement("p")
                                            .appendElement("img")
                                            .attr("src", "asset:" + taken.sha256()))
                    .isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
