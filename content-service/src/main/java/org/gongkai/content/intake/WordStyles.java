package org.gongkai.content.intake;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;

/** What the styles of a document mean: headings, titles, numbered and hidden text. */
final class WordStyles {
    private static final Pattern HEADING = Pattern.compile("(?:heading|标题)\\s*([1-9])");
    static final int NO_LEVEL = -1;

    /** Of how many others a style is based on each other; Word stops at 10. */
    private static final int DEEPEST = 32;

    /**
     * What a style says itself.
     *
     * @param outline from 0; {@link #NO_LEVEL} if it says none
     */
    record Style(
            String name,
            String basedOn,
            int outline,
            WordNumbering.Place numbering,
            boolean hidden,
            boolean bold,
            boolean italic,
            String colour) {}

    private final Map<String, Style> styles = new HashMap<>();

    /** The styles of a docx. */
    static WordStyles read(OfficeZip zip) throws IOException, XMLStreamException {
        WordStyles styles = new WordStyles();
        zip.xml(
                "word/styles.xml",
                xml ->
                        xml.each(
                                child -> {
                                    if (child.equals("style")) {
                                        styles.style(xml);
                                    }
                                }));
        return styles;
    }

    void define(String id, Style style) {
        styles.put(id, style);
    }

    private void style(XmlPart xml) throws XMLStreamException {
        String id = xml.attribute("styleId");
        Reading reading = new Reading();
        xml.each(
                child -> {
                    switch (child) {
                        case "name" -> reading.name = xml.attribute("val").toLowerCase(Locale.ROOT);
                        case "basedOn" -> reading.basedOn = xml.attribute("val");
                        case "pPr" -> xml.each(property -> reading.paragraph(xml, property));
                        case "rPr" -> xml.each(property -> reading.run(xml, property));
                        default -> {}
                    }
                });
        define(id, reading.style());
    }

    private static final class Reading {
        private String name = "";
        private String basedOn = "";
        private int outline = NO_LEVEL;
        private WordNumbering.Place numbering = WordNumbering.Place.NONE;
        private boolean hidden;
        private boolean bold;
        private boolean italic;

        void paragraph(XmlPart xml, String property) throws XMLStreamException {
            if (property.equals("outlineLvl")) {
                outline = xml.number("val", NO_LEVEL);
            } else if (property.equals("numPr")) {
                numbering = WordNumbering.Place.read(xml);
            }
        }

        void run(XmlPart xml, String property) {
            switch (property) {
                case "vanish" -> hidden = xml.on();
                case "b" -> bold = xml.on();
                case "i" -> italic = xml.on();
                default -> {}
            }
        }

        Style style() {
            return new Style(name, basedOn, outline, numbering, hidden, bold, italic, "");
        }
    }

    /** Takes out of a run's format what the style of its paragraph says anyway. */
    void without(RunFormat format, String id) {
        format.bold &= !bold(id);
        format.italic &= !italic(id);
        format.colour = format.colour.equals(colour(id)) ? "" : format.colour;
    }

    /** The level of a heading from 0; {@link #NO_LEVEL} for anything else. */
    int outline(String id) {
        for (Style style : chain(id)) {
            Matcher heading = HEADING.matcher(style.name());
            if (heading.matches()) {
                return Integer.parseInt(heading.group(1)) - 1;
            }
            if (style.outline() != NO_LEVEL) {
                return style.outline() > 8 ? NO_LEVEL : style.outline();
            }
        }
        return NO_LEVEL;
    }

    boolean title(String id) {
        return chain(id).stream()
                .anyMatch(style -> style.name().equals("title") || style.name().equals("标题"));
    }

    /** Whether its text is a line of a table of contents. */
    boolean contents(String id) {
        return chain(id).stream()
                .anyMatch(
                        style ->
                                style.name().matches("toc\\s*\\d|目录\\s*\\d")
                                        || style.name().equals("table of figures"));
    }

    boolean hidden(String id) {
        return chain(id).stream().anyMatch(Style::hidden);
    }

    boolean bold(String id) {
        return chain(id).stream().anyMatch(Style::bold);
    }

    boolean italic(String id) {
        return chain(id).stream().anyMatch(Style::italic);
    }

    /** As {@link RunFormat#colour}; only where a run repeats what its style says. */
    String colour(String id) {
        return chain(id).stream()
                .map(Style::colour)
                .filter(colour -> !colour.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Where the style numbers its paragraphs. */
    WordNumbering.Place numbering(String id) {
        for (Style style : chain(id)) {
            if (!style.numbering().number().isEmpty()) {
                return style.numbering();
            }
        }
        return WordNumbering.Place.NONE;
    }

    /** A style and those that it is based on. */
    private java.util.List<Style> chain(String id) {
        java.util.List<Style> chain = new java.util.ArrayList<>();
        Set<String> seen = new HashSet<>();
        String next = id;
        while (!next.isEmpty() && chain.size() < DEEPEST && seen.add(next)) {
            Style style = styles.get(next);
            if (style == null) {
                return chain;
            }
            chain.add(style);
            next = style.basedOn();
        }
        return chain;
    }
}
