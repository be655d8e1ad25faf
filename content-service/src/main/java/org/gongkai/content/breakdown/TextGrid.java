package org.gongkai.content.breakdown;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in plain text: cells separated by tabs, or else by commas (RFC 4180). Lines without a
 * separator are the text around it. A quotation mark that nobody closes is one like any other.
 */
final class TextGrid {
    private static final String FORMULA = "=+-@＝＋－＠";

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private TextGrid(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    static Grid read(String text) {
        char separator = text.indexOf('\t') >= 0 ? '\t' : ',';
        return new TextGrid(text, separator).grid();
    }

    private Grid grid() {
        List<Grid.Row> rows = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        while (at < text.length()) {
            int first = line;
            List<Grid.Cell> cells = row();
            if (cells.size() == 1) {
                lines.add(cells.getFirst().text());
            } else {
                rows.add(new Grid.Row(first, cells));
            }
        }
        return new Grid(rows, false, lines);
    }

    private List<Grid.Cell> row() {
        List<Grid.Cell> cells = new ArrayList<>();
        while (true) {
            cells.add(Grid.Cell.of(asWritten(quoted() ? quotedCell() : plainCell())));
            if (at >= text.length()) {
                return cells;
            }
            char end = text.charAt(at++);
            if (end != separator) {
                if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    at++;
                }
                line++;
                return cells;
            }
        }
    }

    /** Without the mark that keeps a spreadsheet from taking a cell for a formula. */
    private static String asWritten(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }

    /** Whether a cell begins here that is quoted as a whole. */
    private boolean quoted() {
        return at < text.length() && text.charAt(at) == '"' && closing() > 0;
    }

    private int closing() {
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    i++;
                } else {
                    return i + 1 == text.length() || ends(text.charAt(i + 1)) ? i : -1;
                }
            }
        }
        return -1;
    }

    private String quotedCell() {
        int end = closing();
        String cell = text.substring(at + 1, end).replace("\"\"", "\"");
        line += (int) cell.chars().filter(c -> c == '\n').count();
        at = end + 1;
        return cell;
    }

    private String plainCell() {
        int from = at;
        while (at < text.length() && !ends(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean ends(char c) {
        return c == separator || c == '\n' || c == '\r';
    }
}
