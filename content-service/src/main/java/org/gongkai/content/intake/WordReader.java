package org.gongkai.content.intake;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLStreamException;

/**
 * Reads docx (ISO/IEC 29500) as its author sees it printed: headings by their styles, lists as they
 * are counted, tables with their spans, notes, pictures; and not what nobody was to see.
 */
final class WordReader {
    private static final String DOCUMENT = "word/document.xml";

    private final WordContext context;

    private WordReader(WordContext context) {
        this.context = context;
    }

    /**
     * Reads.
     *
     * @param longest the most characters of text
     * @throws TooMuchText if there are more
     */
    static Extracted read(Path file, PictureFiles pictures, int longest)
            throws IOException, XMLStreamException {
        try (OfficeZip zip = new OfficeZip(file)) {
            if (!zip.has(DOCUMENT)) {
                throw new IOException("there is no " + DOCUMENT);
            }
            return new WordReader(new WordContext(zip, pictures, longest)).read();
        }
    }

    private Extracted read() throws IOException, XMLStreamException {
        Element body = new Element("body");
        context.zip.xml(
                DOCUMENT,
                xml ->
                        xml.each(
                                child -> {
                                    if (child.equals("body")) {
                                        new WordBody(context, DOCUMENT, body).read(xml);
                                    }
                                }));
        notes(body);
        Headings.settle(body);
        String title = properties();
        List<String> warnings = new ArrayList<>(context.leftOut.sentences());
        PictureFiles.askForTexts(body, warnings);
        return new Extracted(
                body.html(), title, Map.of(), List.of(), context.pictures.all(), warnings);
    }

    /** The notes that the text refers to, in the order in which it does. */
    private void notes(Element body) throws IOException, XMLStreamException {
        Map<String, Element> texts = new HashMap<>();
        for (String sort : List.of("footnote", "endnote")) {
            String part = "word/" + sort + "s.xml";
            context.zip.xml(
                    part,
                    xml ->
                            xml.each(
                                    child -> {
                                        String key = sort.charAt(0) + xml.attribute("id");
                                        if (child.equals(sort) && context.notes.containsKey(key)) {
                                            Element item = new Element("li");
                                            new WordBody(context, part, item).read(xml);
                                            texts.put(key, item);
                                        }
                                    }));
        }
        if (!texts.isEmpty()) {
            Notes.append(
                    body,
                    context.notes.keySet().stream()
                            .map(key -> texts.getOrDefault(key, new Element("li")))
                            .toList());
        }
    }

    /** The title in the properties; the people there are only counted. */
    private @Nullable String properties() throws IOException, XMLStreamException {
        String[] title = {""};
        context.zip.xml(
                "docProps/core.xml",
                xml ->
                        xml.each(
                                child -> {
                                    if (child.equals("title")) {
                                        title[0] = xml.text().strip();
                                    } else if ((child.equals("creator")
                                                    || child.equals("lastModifiedBy"))
                                            && !xml.text().isBlank()) {
                                        context.leftOut.add(LeftOut.What.AUTHORS);
                                    }
                                }));
        return title[0].isEmpty() ? null : title[0];
    }
}
