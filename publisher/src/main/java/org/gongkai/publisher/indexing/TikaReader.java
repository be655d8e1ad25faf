package org.gongkai.publisher.indexing;

import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads documents through Tika: what a reader of the file sees, without files inside it, macros,
 * deleted passages, comments, speaker notes and hidden sheets. Thread-safe.
 */
final class TikaReader implements AttachmentTexts.AttachmentReader {
    private final int longest;

    /** Takes a second to set up, and most sites have no attachment that is not read yet. */
    private static final class Parser {
        static final AutoDetectParser READY = new AutoDetectParser();
    }

    /**
     * @param longest after so many characters it ends
     */
    TikaReader(int longest) {
        this.longest = longest;
    }

    @Override
    public String read(byte[] bytes, String mediaType)
            throws IOException, SAXException, TikaException, OpenXML4JException {
        Metadata metadata = new Metadata();
        metadata.set(HttpHeaders.CONTENT_TYPE, mediaType);
        BodyContentHandler text = new BodyContentHandler(longest);
        try (TikaInputStream in = TikaInputStream.get(SeenInOffice.of(bytes, mediaType))) {
            Parser.READY.parse(in, text, metadata, context());
        } catch (SAXException | TikaException e) {
            if (!WriteLimitReachedException.isWriteLimitReached(e)) {
                throw e;
            }
        }
        return text.toString().strip();
    }

    private static ParseContext context() {
        OfficeParserConfig office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true);
        office.setIncludeDeletedContent(false);
        office.setIncludeMoveFromContent(false);
        office.setExtractMacros(false);
        office.setIncludeSlideNotes(false);
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setExtractInlineImages(false);
        pdf.setExtractAnnotationText(false);
        pdf.setExtractActions(false);
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        ParseContext context = new ParseContext();
        context.set(OfficeParserConfig.class, office);
        context.set(PDFParserConfig.class, pdf);
        context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
        return context;
    }

    private static final class NothingEmbedded implements EmbeddedDocumentExtractor {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(
                InputStream stream, ContentHandler handler, Metadata metadata, boolean html) {}
    }
}
