package org.gongkai.content.breakdown;

import org.gongkai.content.intake.OfficeZip;
import org.gongkai.content.intake.XmlPart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLStreamException;

/**
 * The tables of a docx (ISO/IEC 29500-1, 17.4) one after the other, with their merged cells. A
 * table within a cell is text of the cell; what is marked as deleted is not read.
 */
final class WordGrid {
    private final List<Grid.Row> rows = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    private WordGrid() {}

    static Grid read(Path file) throws IOException, XMLStreamException {
        WordGrid grid = new WordGrid();
        try (OfficeZip zip = new OfficeZip(file)) {
            zip.xml(
                    "word/document.xml",
                    document ->
                            document.each(
                                    body -> document.each(child -> grid.block(document, child))));
        }
        return new Grid(grid.rows, true, grid.lines);
    }

    private void block(XmlPart xml, String name) throws XMLStreamException {
        switch (name) {
            case "p" -> lines.add(paragraph(xml).strip());
            case "tbl" -> table(xml);
            case "sdt", "sdtContent", "customXml", "ins", "moveTo" ->
                    xml.each(child -> block(xml, child));
            default -> {}
        }
    }

    private void table(XmlPart xml) throws XMLStreamException {
        xml.each(child -> row(xml, child));
    }

    private void row(XmlPart xml, String name) throws XMLStreamException {
        switch (name) {
            case "tr" -> {
                List<Grid.Cell> cells = new ArrayList<>();
                xml.each(child -> cell(xml, child, cells));
                if (rows.size() < Grid.MOST_ROWS + 1) {
                    rows.add(new Grid.Row(rows.size() + 1, cells));
                }
            }
            case "sdt", "sdtContent", "customXml", "ins", "moveTo" ->
                    xml.each(child -> row(xml, child));
            default -> {}
        }
    }

    private void cell(XmlPart xml, String name, List<Grid.Cell> cells) throws XMLStreamException {
        switch (name) {
            case "trPr" ->
                    xml.each(
                            property -> {
                                if (property.equals("gridBefore")) {
                                    fill(cells, Grid.Cell.EMPTY, xml.number("val", 0));
                                }
                            });
            case "tc" -> {
                int[] span = {1};
                boolean[] below = {false};
                StringBuilder text = new StringBuilder();
                xml.each(
                        child -> {
                            if (child.equals("tcPr")) {
                                xml.each(property -> property(xml, property, span, below));
                            } else {
                                content(xml, child, text);
                            }
                        });
                cells.add(below[0] ? Grid.Cell.BELOW : Grid.Cell.of(text.toString()));
                fill(cells, below[0] ? Grid.Cell.BELOW : Grid.Cell.BESIDE, span[0] - 1);
            }
            case "sdt", "sdtContent", "customXml" -> xml.each(child -> cell(xml, child, cells));
            default -> {}
        }
    }

    private static void property(XmlPart xml, String name, int[] span, boolean[] below) {
        switch (name) {
            case "gridSpan" -> span[0] = xml.number("val", 1);
            case "vMerge" -> below[0] = !xml.attribute("val").equals("restart");
            default -> {}
        }
    }

    private static void fill(List<Grid.Cell> cells, Grid.Cell cell, int times) {
        for (int i = 0; i < times && cells.size() <= Grid.MOST_COLUMNS; i++) {
            cells.add(cell);
        }
    }

    private static void content(XmlPart xml, String name, StringBuilder text)
            throws XMLStreamException {
        switch (name) {
            case "p" -> text.append(paragraph(xml)).append('\n');
            case "tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo" ->
                    xml.each(child -> content(xml, child, text));
            default -> {}
        }
    }

    private static String paragraph(XmlPart xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        xml.each(child -> run(xml, child, text));
        return text.toString();
    }

    private static void run(XmlPart xml, String name, StringBuilder text)
            throws XMLStreamException {
        switch (name) {
            case "t" -> text.append(xml.text());
            case "tab", "br", "cr" -> text.append(' ');
            case "noBreakHyphen" -> text.append('-');
            case "pPr", "rPr", "del", "moveFrom", "drawing", "pict", "object" -> {}
            default -> xml.each(child -> run(xml, child, text));
        }
    }
}
