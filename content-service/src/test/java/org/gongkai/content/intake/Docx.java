package org.gongkai.content.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the zips that word processors write, from the parts that matter to a test. */
final class Docx {
    private static final String NAMESPACES =
            " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
                    + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
                    + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
                    + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
                    + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
                    + " xmlns:v=\"urn:schemas-microsoft-com:vml\""
                    + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                    + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    /** A docx with these paragraphs and tables. */
    static Docx of(String body) {
        return new Docx()
                .part(
                        "[Content_Types].xml",
                        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")
                .part(
                        "_rels/.rels",
                        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>")
                .part(
                        "word/document.xml",
                        "<w:document><w:body>" + body + "</w:body></w:document>");
    }

    Docx part(String name, String xml) {
        String root =
                xml.replaceFirst("^<([\\w:]+)", "<$1" + (xml.contains("xmlns=") ? "" : NAMESPACES));
        return part(name, root.getBytes(StandardCharsets.UTF_8));
    }

    Docx part(String name, byte[] bytes) {
        parts.put(name, bytes);
        return this;
    }

    /** Headings 1 to 3, a title, hidden text. */
    Docx withStyles() {
        return part(
                "word/styles.xml",
                """
                <w:styles>
                <w:style w:styleId="T"><w:name w:val="Title"/></w:style>
                <w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
                <w:style w:styleId="2"><w:name w:val="heading 2"/></w:style>
                <w:style w:styleId="own"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>
                <w:style w:styleId="toc"><w:name w:val="toc 1"/></w:style>
                <w:style w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:vanish/></w:rPr></w:style>
                </w:styles>""");
    }

    Path write(Path file) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue());
            }
        }
        return file;
    }

    /** A paragraph of plain text, with these properties. */
    static String p(String properties, String text) {
        return "<w:p><w:pPr>" + properties + "</w:pPr>" + r(text) + "</w:p>";
    }

    static String p(String text) {
        return p("", text);
    }

    static String r(String text) {
        return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
    }

    static String style(String id) {
        return "<w:pStyle w:val=\"" + id + "\"/>";
    }

    static String numbered(int number, int level) {
        return "<w:numPr><w:ilvl w:val=\"%d\"/><w:numId w:val=\"%d\"/></w:numPr>"
                .formatted(level, number);
    }
}
