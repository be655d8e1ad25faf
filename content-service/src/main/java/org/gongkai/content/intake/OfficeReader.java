package org.gongkai.content.intake;

import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.poi.OldFileFormatException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.sax.ToXMLContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.gongkai.content.media.FileRefused;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import javax.xml.stream.XMLStreamException;

/**
 * Reads office documents and PDF by readers of their own; doc of Word 6 and 95 through Tika.
 * Comments, tracked deletions and other people's files inside are left out and reported; pictures
 * are put into a directory.
 */
final class OfficeReader {
    private static final int LONGEST = 6_000_000;
    private static final String ODT = "application/vnd.oasis.opendocument.text";
    private static final String RTF = "application/rtf";
    private static final String DOC = "application/msword";
    private static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private final AutoDetectParser parser = new AutoDetectParser();

    /**
     * Reads.
     *
     * @param pictures an empty directory of the caller's
     */
    Extracted read(Path file, String name, String mediaType, Path pictures) {
        try {
            return switch (mediaType) {
                case DOCX -> WordReader.read(file, new PictureFiles(pictures), LONGEST);
                case ODT -> OdtReader.read(file, new PictureFiles(pictures), LONGEST);
                case RTF -> RtfReader.read(file, new PictureFiles(pictures), LONGEST);
                case DOC -> doc(file, name, pictures);
                case "application/pdf" -> PdfReader.read(file, new PictureFiles(pictures), LONGEST);
                default -> throughTika(file, name, mediaType, new PictureFiles(pictures));
            };
        } catch (TooMuchText e) {
            throw tooMuchText(name);
        } catch (InvalidPasswordException | org.apache.poi.EncryptedDocumentException e) {
            throw locked(name);
        } catch (IOException | XMLStreamException | UncheckedIOException e) {
            throw unreadable(name, mediaType);
        }
    }

    /** What Word wrote before 1997 has another structure, which is rare enough for plain text. */
    private Extracted doc(Path file, String name, Path pictures) throws IOException {
        try {
            return DocReader.read(file, new PictureFiles(pictures), LONGEST);
        } catch (OldFileFormatException e) {
            return throughTika(file, name, DOC, new PictureFiles(pictures));
        }
    }

    private Extracted throughTika(Path file, String name, String mediaType, PictureFiles pictures) {
        Metadata metadata = new Metadata();
        Embedded embedded = new Embedded(pictures);
        ToXMLContentHandler xhtml = new ToXMLContentHandler();
        try (TikaInputStream bytes = TikaInputStream.get(file)) {
            parser.parse(
                    bytes, new WriteOutContentHandler(xhtml, LONGEST), metadata, context(embedded));
        } catch (EncryptedDocumentException e) {
            throw locked(name);
        } catch (ZeroByteFileException e) {
            throw refuse(FileRefused.Reason.EMPTY, name, "is empty", "Send the file again.");
        } catch (SAXException
                | TikaException
                | IOException
                | RuntimeException
                | StackOverflowError e) {
            if (WriteLimitReachedException.isWriteLimitReached(e)) {
                throw tooMuchText(name);
            }
            throw unreadable(name, mediaType);
        }
        return extracted(xhtml.toString(), metadata, embedded);
    }

    private static ParseContext context(Embedded embedded) {
        OfficeParserConfig office = new OfficeParserConfig();
        office.setUseSAXDocxExtractor(true);
        office.setIncludeDeletedContent(false);
        office.setIncludeMoveFromContent(false);
        office.setIncludeHeadersAndFooters(false);
        office.setExtractMacros(false);
        ParseContext context = new ParseContext();
        context.set(OfficeParserConfig.class, office);
        context.set(EmbeddedDocumentExtractor.class, embedded);
        return context;
    }

    private static Extracted extracted(String xhtml, Metadata metadata, Embedded embedded) {
        Document page = Jsoup.parse(xhtml);
        page.outputSettings().prettyPrint(false);
        List<String> warnings = new ArrayList<>(embedded.warnings);
        int comments = page.select(".annotation_text, .comments, .comment, .annotation").size();
        page.select(".annotation_text, .comments, .comment, .annotation").remove();
        if (comments > 0) {
            warnings.add("Comments in it were left out.");
        }
        int people =
                metadata.getValues(TikaCoreProperties.CREATOR).length
                        + metadata.getValues(Office.LAST_AUTHOR).length;
        if (people > 0) {
            LeftOut named = new LeftOut();
            named.add(LeftOut.What.AUTHORS);
            warnings.addAll(named.sentences());
        }
        page.select("div.package-entry, div.embedded, [class^=header], [class^=footer]").remove();
        for (Element picture : page.select("img")) {
            String source = picture.attr("src");
            Extracted.Picture found =
                    source.startsWith("embedded:")
                            ? embedded.pictures
                                    .find(source.substring("embedded:".length()))
                                    .orElse(null)
                            : null;
            if (found == null) {
                picture.remove();
            } else {
                picture.attr("src", "asset:" + found.sha256());
                picture.removeAttr("alt");
            }
        }
        PictureFiles.askForTexts(page.body(), warnings);
        String title = metadata.get(TikaCoreProperties.TITLE);
        return new Extracted(
                page.body().html(),
                title == null || title.isBlank() ? null : title,
                Map.of(),
                List.of(),
                embedded.pictures.all(),
                warnings);
    }

    private static FileRefused locked(String name) {
        return refuse(
                FileRefused.Reason.ENCRYPTED,
                name,
                "is locked with a password",
                "Remove the password and send it again.");
    }

    private static FileRefused tooMuchText(String name) {
        return refuse(
                FileRefused.Reason.TOO_COMPLEX,
                name,
                "holds more text than %,d characters".formatted(LONGEST),
                "Split it.");
    }

    private static FileRefused unreadable(String name, String mediaType) {
        return refuse(
                FileRefused.Reason.UNREADABLE,
                name,
                "is damaged or cannot be read as " + mediaType,
                "Open it in the program that made it, save it again as docx or PDF, and send that.");
    }

    private static FileRefused refuse(
            FileRefused.Reason reason, String name, String why, String remedy) {
        return new FileRefused(reason, "“%s” %s. %s".formatted(name, why, remedy));
    }

    /** Takes pictures, and only reports other files inside. */
    private static final class Embedded implements EmbeddedDocumentExtractor {
        final PictureFiles pictures;
        final List<String> warnings = new ArrayList<>();

        Embedded(PictureFiles pictures) {
            this.pictures = pictures;
        }

        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return true;
        }

        @Override
        public void parseEmbedded(
                InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
                throws IOException {
            String name =
                    Objects.requireNonNullElse(
                            metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY), "unnamed");
            String type =
                    Objects.requireNonNullElse(metadata.get(Metadata.CONTENT_TYPE), "unknown");
            if (pictures.take(stream, name).isEmpty()) {
                warnings.add("“%s” (%s) inside it was left out.".formatted(name, type));
            }
        }
    }
}
