package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamException;

/** Reads odt (ISO/IEC 26300) as its author sees it printed, as {@link WordReader} reads docx. */
final class OdtReader {
    private OdtReader() {}

    /**
     * Reads.
     *
     * @param longest the most characters of text
     * @throws TooMuchText if there are more
     */
    static Extracted read(Path file, PictureFiles pictures, int longest)
            throws IOException, XMLStreamException {
        try (OfficeZip zip = new OfficeZip(file)) {
            if (!zip.has("content.xml")) {
                throw new IOException("there is no content.xml");
            }
            OdtStyles styles = new OdtStyles();
            styles.read(zip, "styles.xml");
            LeftOut leftOut = new LeftOut();
            Element body = new Element("body");
            OdtText text = new OdtText(zip, styles, leftOut, pictures, longest);
            zip.xml(
                    "content.xml",
                    xml ->
                            xml.each(
                                    section -> {
                                        styles.section(xml, section);
                                        if (section.equals("body")) {
                                            xml.each(kind -> text.blocks(xml, body));
                                        }
                                    }));
            text.notes(body);
            Headings.settle(body);
            String title = properties(zip, leftOut);
            List<String> warnings = new ArrayList<>(leftOut.sentences());
            PictureFiles.askForTexts(body, warnings);
            return new Extracted(body.html(), title, Map.of(), List.of(), pictures.all(), warnings);
        }
    }

    private static @Nullable String properties(OfficeZip zip, LeftOut leftOut)
            throws IOException, XMLStreamException {
        String[] title = {""};
        zip.xml(
                "meta.xml",
                xml ->
                        xml.each(
                                meta ->
                                        xml.each(
                                                child -> {
                                                    switch (child) {
                                                        case "title" ->
                                                                title[0] = xml.text().strip();
                                                        case "creator", "initial-creator" ->
                                                                leftOut.add(LeftOut.What.AUTHORS);
                                                        default -> {}
                                                    }
                                                })));
        return title[0].isEmpty() ? null : title[0];
    }
}
