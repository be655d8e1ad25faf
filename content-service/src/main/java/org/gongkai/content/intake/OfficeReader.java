package org.gongkai.content.intake;

import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.ToXMLContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.media.FileRefused;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads office documents and PDF through Tika. Comments, tracked deletions and other people's files
 * inside it are left out and reported; pictures inside it are put into a directory.
 */
final class OfficeReader {
    private static final int LONGEST = 6_000_000;
    private static final int MOST_PICTURES = 200;
    private static final long LARGEST_PICTURE = 50L << 20;
    private static final Set<String> PICTURES =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final AutoDetectParser parser = new AutoDetectParser();

    /**
     * Reads.
     *
     * @param pictures an empty directory of the caller's
     */
    Extracted read(Path file, String name, String mediaType, Path pictures) {
        Metadata metadata = new Metadata();
        Embedded embedded = new Embedded(pictures);
        ToXMLContentHandler xhtml = new ToXMLContentHandler();
        try (TikaInputStream bytes = TikaInputStream.get(file)) {
            parser.parse(
                    bytes, new WriteOutContentHandler(xhtml, LONGEST), metadata, context(embedded));
        } catch (EncryptedDocumentException e) {
            throw refuse(
                    FileRefused.Reason.ENCRYPTED,
                    name,
                    "is locked with a password",
                    "Remove the password and send it again.");
        } catch (ZeroByteFileException e) {
            throw refuse(FileRefused.Reason.EMPTY, name, "is empty", "Send the file again.");
        } catch (SAXException
                | TikaException
                | IOException
                | RuntimeException
                | StackOverflowError e) {
            if (WriteLimitReachedException.isWriteLimitReached(e)) {
                throw refuse(
                        FileRefused.Reason.TOO_COMPLEX,
                        name,
                        "holds more text than %,d characters".formatted(LONGEST),
                        "Split it.");
            }
            throw refuse(
                    FileRefused.Reason.UNREADABLE,
                    name,
                    "is damaged or cannot be read as " + mediaType,
                    "Open it in the program that made it, save it again as docx or PDF, and send that.");
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
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setExtractInlineImages(false);
        pdf.setExtractAnnotationText(false);
        pdf.setExtractActions(false);
        pdf.setExtractAcroFormContent(false);
        pdf.setExtractBookmarksText(false);
        pdf.setSortByPosition(true);
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        ParseContext context = new ParseContext();
        context.set(OfficeParserConfig.class, office);
        context.set(PDFParserConfig.class, pdf);
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
        page.select("div.package-entry, div.embedded, [class^=header], [class^=footer]").remove();
        int unnamed = 0;
        for (Element picture : page.select("img")) {
            String source = picture.attr("src");
            Extracted.Picture found =
                    source.startsWith("embedded:")
                            ? embedded.byName.get(source.substring("embedded:".length()))
                            : null;
            if (found == null) {
                picture.remove();
            } else {
                picture.attr("src", "asset:" + found.sha256());
                picture.removeAttr("alt");
                unnamed++;
            }
        }
        if (unnamed > 0) {
            warnings.add(
                    "%d pictures came with it and need a text that says what they show."
                            .formatted(unnamed));
        }
        String title = metadata.get(TikaCoreProperties.TITLE);
        return new Extracted(
                page.body().html(),
                title == null || title.isBlank() ? null : title,
                Map.of(),
                List.of(),
                List.copyOf(embedded.byName.values()),
                warnings);
    }

    private static FileRefused refuse(
            FileRefused.Reason reason, String name, String why, String remedy) {
        return new FileRefused(reason, "“%s” %s. %s".formatted(name, why, remedy));
    }

    /** Takes pictures, and only reports other files inside. */
    private static final class Embedded implements EmbeddedDocumentExtractor {
        final Map<String, Extracted.Picture> byName = new LinkedHashMap<>();
        final List<String> warnings = new ArrayList<>();
        private final Path directory;

        Embedded(Path directory) {
            this.directory = directory;
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
            if (PICTURES.contains(type) && byName.size() < MOST_PICTURES) {
                take(stream, name);
            } else {
                warnings.add("“%s” (%s) inside it was left out.".formatted(name, type));
            }
        }

        private void take(InputStream stream, String name) throws IOException {
            Path file = Files.createTempFile(directory, "picture", "");
            MessageDigest digest = Digest.computation();
            long count = 0;
            byte[] buffer = new byte[16 * 1024];
            try (var out = Files.newOutputStream(file)) {
                for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                    count += read;
                    if (count > LARGEST_PICTURE) {
                        throw new IOException("a picture inside is too large");
                    }
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            }
            byName.put(name, new Extracted.Picture(Digest.ofComputed(digest.digest()), name, file));
        }
    }
}
