package org.gongkai.content.breakdown;

import org.gongkai.content.intake.OfficeZip;
import org.gongkai.content.intake.XmlPart;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;

/**
 * The first visible sheet of an xlsx (ISO/IEC 29500-1, 18.3) that has any text, with its merged
 * cells. Of a formula, what was computed last is read; days are written as 2020-05-15.
 */
public final class WorkbookGrid {
    private static final Pattern PLACE = Pattern.compile("\\$?([A-Z]{1,3})\\$?(\\d{1,7})");
    private static final int MOST_STRINGS = 200_000;
    private static final int LAST_SERIAL = 2_958_465; // 9999-12-31

    private final OfficeZip zip;
    private final List<String> strings = new ArrayList<>();
    private final List<Boolean> days = new ArrayList<>();
    private final Map<Integer, String> formats = new HashMap<>();
    private boolean since1904;

    private WorkbookGrid(OfficeZip zip) {
        this.zip = zip;
    }

    /**
     * Reads a file that passed the gate; whoever calls bounds the time.
     *
     * @throws org.gongkai.content.intake.TooMuchText if it holds more than is read of one
     */
    public static Grid read(Path file) throws IOException, XMLStreamException {
        try (OfficeZip zip = new OfficeZip(file)) {
            return new WorkbookGrid(zip).grid();
        }
    }

    private Grid grid() throws IOException, XMLStreamException {
        zip.xml("xl/sharedStrings.xml", xml -> xml.each(child -> string(xml, child)));
        zip.xml("xl/styles.xml", xml -> xml.each(child -> styles(xml, child)));
        for (String part : sheets()) {
            Grid grid = sheet(part);
            if (grid.rows().stream().anyMatch(row -> !row.blank())) {
                return grid;
            }
        }
        return new Grid(List.of(), true, List.of());
    }

    private List<String> sheets() throws IOException, XMLStreamException {
        Map<String, String> parts = new HashMap<>();
        zip.xml(
                "xl/_rels/workbook.xml.rels",
                xml ->
                        xml.each(
                                child -> {
                                    String target = xml.attribute("Target");
                                    parts.put(
                                            xml.attribute("Id"),
                                            target.startsWith("/")
                                                    ? target.substring(1)
                                                    : "xl/" + target);
                                }));
        List<String> visible = new ArrayList<>();
        zip.xml(
                "xl/workbook.xml",
                xml ->
                        xml.each(
                                child -> {
                                    if (child.equals("workbookPr")) {
                                        since1904 =
                                                Set.of("1", "true")
                                                        .contains(xml.attribute("date1904"));
                                    } else if (child.equals("sheets")) {
                                        xml.each(
                                                sheet -> {
                                                    String part = parts.get(xml.reference("id"));
                                                    if (part != null
                                                            && !xml.attribute("state")
                                                                    .endsWith("idden")) {
                                                        visible.add(part);
                                                    }
                                                });
                                    }
                                }));
        return visible;
    }

    private void string(XmlPart xml, String name) throws XMLStreamException {
        if (name.equals("si") && strings.size() < MOST_STRINGS) {
            strings.add(rich(xml));
        }
    }

    /** Text in runs; how it is pronounced is not part of it. */
    private static String rich(XmlPart xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        xml.each(
                child -> {
                    switch (child) {
                        case "t" -> text.append(xml.text());
                        case "r" ->
                                xml.each(
                                        run -> {
                                            if (run.equals("t")) {
                                                text.append(xml.text());
                                            }
                                        });
                        default -> {}
                    }
                });
        return text.toString();
    }

    private void styles(XmlPart xml, String name) throws XMLStreamException {
        if (name.equals("numFmts")) {
            xml.each(format -> formats.put(xml.number("numFmtId", 0), xml.attribute("formatCode")));
        } else if (name.equals("cellXfs")) {
            xml.each(format -> days.add(isDay(xml.number("numFmtId", 0))));
        }
    }

    /**
     * Whether a number is shown as a day: the formats that need no code (18.8.30), and its code.
     */
    private boolean isDay(int format) {
        String code = formats.get(format);
        if (code != null) {
            String letters = code.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "");
            return letters.matches("(?is).*[yd].*") || letters.matches("(?is).*m.*月.*");
        }
        return format >= 14 && format <= 17
                || format == 22
                || format >= 27 && format <= 31
                || format >= 50 && format <= 58;
    }

    private Grid sheet(String part) throws IOException, XMLStreamException {
        TreeMap<Integer, TreeMap<Integer, Grid.Cell>> cells = new TreeMap<>();
        List<String> merged = new ArrayList<>();
        zip.xml(
                part,
                xml ->
                        xml.each(
                                child -> {
                                    if (child.equals("sheetData")) {
                                        xml.each(row -> row(xml, cells));
                                    } else if (child.equals("mergeCells")) {
                                        xml.each(merge -> merged.add(xml.attribute("ref")));
                                    }
                                }));
        merged.forEach(region -> merge(region, cells));
        List<Grid.Row> rows = new ArrayList<>();
        cells.forEach(
                (line, row) -> {
                    List<Grid.Cell> all = new ArrayList<>();
                    for (int column = 0; column <= row.lastKey(); column++) {
                        all.add(row.getOrDefault(column, Grid.Cell.EMPTY));
                    }
                    rows.add(new Grid.Row(line, all));
                });
        return new Grid(rows, true, List.of());
    }

    private void row(XmlPart xml, TreeMap<Integer, TreeMap<Integer, Grid.Cell>> cells)
            throws XMLStreamException {
        int[] next = {0};
        int line = xml.number("r", cells.isEmpty() ? 1 : cells.lastKey() + 1);
        xml.each(
                name -> {
                    Matcher place = PLACE.matcher(xml.attribute("r"));
                    int column = place.matches() ? column(place.group(1)) : next[0];
                    next[0] = column + 1;
                    String text = value(xml);
                    if (!text.isBlank()
                            && column <= Grid.MOST_COLUMNS
                            && (cells.containsKey(line) || cells.size() <= Grid.MOST_ROWS)) {
                        cells.computeIfAbsent(line, x -> new TreeMap<>())
                                .put(column, Grid.Cell.of(text));
                    }
                });
    }

    private String value(XmlPart xml) throws XMLStreamException {
        String type = xml.attribute("t");
        int style = xml.number("s", -1);
        StringBuilder value = new StringBuilder();
        xml.each(
                child -> {
                    switch (child) {
                        case "v" -> value.append(xml.text());
                        case "is" -> value.append(rich(xml));
                        default -> {}
                    }
                });
        String text = value.toString();
        if (type.equals("s")) {
            int index = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
            return index >= 0 && index < strings.size() ? strings.get(index) : "";
        }
        if ((type.isEmpty() || type.equals("n")) && text.matches("[\\d.]{1,20}(E[+-]?\\d{1,2})?")) {
            return number(text, style >= 0 && style < days.size() && days.get(style));
        }
        return text;
    }

    private String number(String text, boolean day) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return text;
        }
        if (day && value >= 1 && value <= LAST_SERIAL) {
            LocalDate epoch = since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
            return epoch.plusDays((long) value).toString();
        }
        return value == Math.rint(value) ? Long.toString((long) value) : text;
    }

    /** What a merged region covers; only within the bounds of what is read. */
    private static void merge(String region, TreeMap<Integer, TreeMap<Integer, Grid.Cell>> cells) {
        String[] corners = region.split(":", -1);
        Matcher first = PLACE.matcher(corners[0]);
        Matcher last = PLACE.matcher(corners[corners.length - 1]);
        if (!first.matches() || !last.matches()) {
            return;
        }
        int top = Integer.parseInt(first.group(2));
        int left = column(first.group(1));
        int right = Math.min(column(last.group(1)), Grid.MOST_COLUMNS);
        cells.subMap(top, true, Integer.parseInt(last.group(2)), true)
                .forEach(
                        (line, row) -> {
                            for (int column = left; column <= right; column++) {
                                if (line > top) {
                                    row.put(column, Grid.Cell.BELOW);
                                } else if (column > left) {
                                    row.put(column, Grid.Cell.BESIDE);
                                }
                            }
                        });
    }

    private static int column(String letters) {
        int column = 0;
        for (char letter : letters.toCharArray()) {
            column = column * 26 + letter - 'A' + 1;
        }
        return column - 1;
    }
}
