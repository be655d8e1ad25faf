package org.gongkai.content.intake;

import org.jsoup.nodes.Element;

import java.util.HashMap;
import java.util.Map;

/** Puts a table together, row by row: cells over several columns, cells over several rows. */
final class TableRows {
    private static final int MOST_COLUMNS = 100;

    /** What a cell has to do with the one above it. */
    enum Vertical {
        ALONE,
        BEGINS,
        CONTINUES
    }

    private final LeftOut leftOut;
    private final Element table = new Element("table");

    /** The cells that may go on below, by the column in which they begin. */
    private final Map<Integer, Element> above = new HashMap<>();

    private Element row = new Element("tr");
    private int column;

    TableRows(LeftOut leftOut) {
        this.leftOut = leftOut;
    }

    void begin() {
        row = new Element("tr");
        column = 0;
    }

    /** Leaves columns free. */
    void skip(int columns) {
        column += columns;
    }

    void cell(Element cell, int columns, Vertical vertical) {
        int span = Math.clamp(columns, 1, MOST_COLUMNS);
        Element origin = above.get(column);
        if (vertical == Vertical.CONTINUES && origin != null) {
            String rows = origin.attr("rowspan");
            origin.attr(
                    "rowspan", Integer.toString(rows.isEmpty() ? 2 : Integer.parseInt(rows) + 1));
            hide(cell);
        } else {
            if (span > 1) {
                cell.attr("colspan", Integer.toString(span));
            }
            row.appendChild(cell);
            if (vertical == Vertical.BEGINS) {
                above.put(column, cell);
            } else {
                above.remove(column);
            }
        }
        column += span;
    }

    /** Word shows nothing of what stands in a cell that another one covers. */
    void hide(Element cell) {
        if (cell.hasText()) {
            leftOut.add(LeftOut.What.HIDDEN);
        }
    }

    /** Ends the row; one that is begun and not ended is left out. */
    void end(boolean head) {
        if (row.childrenSize() == 0) {
            return;
        }
        String section = head && table.selectFirst("tbody") == null ? "thead" : "tbody";
        Element last = table.lastElementChild();
        Element host = last != null && last.nameIs(section) ? last : table.appendElement(section);
        if (section.equals("thead")) {
            row.children().forEach(cell -> cell.tagName("th"));
        }
        host.appendChild(row);
    }

    /** Shows the table if there is anything in it. */
    void appendTo(Paragraphs paragraphs) {
        if (table.selectFirst("td, th") != null) {
            paragraphs.append(table);
        }
    }
}
