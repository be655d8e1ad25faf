package org.gongkai.content.intake;

import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.OldFileFormatException;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.usermodel.Range;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads doc as Word 97 to 2003 wrote it ([MS-DOC]), to the same body as {@link WordReader} makes of
 * the docx that Word makes of it.
 */
final class DocReader {
    private final HWPFDocument document;
    private final DocContext context;

    private DocReader(HWPFDocument document, PictureFiles pictures, int longest) {
        this.document = document;
        this.context = new DocContext(document, pictures, longest);
    }

    /**
     * Reads.
     *
     * @param longest the most characters of text
     * @throws TooMuchText if there are more
     * @throws OldFileFormatException if an older Word wrote it
     * @throws EncryptedDocumentException if it is locked
     */
    static Extracted read(Path file, PictureFiles pictures, int longest) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem(file.toFile(), true);
                HWPFDocument document = new HWPFDocument(files)) {
            return new DocReader(document, pictures, longest).read();
        } catch (TooMuchText | OldFileFormatException | EncryptedDocumentException e) {
            throw e;
        } catch (RuntimeException e) {
            // The library trusts what a file says of its own structure.
            throw new IOException(e);
        }
    }

    private Extracted read() throws IOException {
        Element body = new Element("body");
        new DocText(context, body).read(document.getRange());
        notes(body);
        Headings.settle(body);
        String title = properties();
        List<String> warnings = new ArrayList<>(context.leftOut.sentences());
        PictureFiles.askForTexts(body, warnings);
        return new Extracted(
                body.html(), title, Map.of(), List.of(), context.pictures.all(), warnings);
    }

    /** The notes that the text refers to, in the order in which it does. */
    private void notes(Element body) throws IOException {
        List<Element> items = new ArrayList<>();
        for (String key : List.copyOf(context.notes.keySet())) {
            boolean foot = key.startsWith("f");
            var texts = foot ? document.getFootnotes() : document.getEndnotes();
            Range range = foot ? document.getFootnoteRange() : document.getEndnoteRange();
            int index = Integer.parseInt(key.substring(1));
            Element item = new Element("li");
            new DocText(context, item)
                    .read(
                            new Range(
                                    range.getStartOffset() + texts.getNoteTextStartOffset(index),
                                    range.getStartOffset() + texts.getNoteTextEndOffset(index),
                                    document));
            items.add(item);
        }
        Notes.append(body, items);
    }

    /** The title in the properties; the people there are only counted. */
    private @Nullable String properties() {
        SummaryInformation summary = document.getSummaryInformation();
        if (summary == null) {
            return null;
        }
        count(summary.getAuthor());
        count(summary.getLastAuthor());
        String title = summary.getTitle();
        return title == null || title.isBlank() ? null : title.strip();
    }

    private void count(@Nullable String person) {
        if (person != null && !person.isBlank()) {
            context.leftOut.add(LeftOut.What.AUTHORS);
        }
    }
}
