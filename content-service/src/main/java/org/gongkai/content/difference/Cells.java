package org.gongkai.content.difference;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Writes a table row as HTML, cell by cell. A cell that only got other attributes is one cell with
 * marks that say so.
 */
final class Cells {
    private final Marks marks;
    private final StringBuilder row = new StringBuilder();
    private final StringBuilder cell = new StringBuilder();
    private boolean open;

    /** The kind of the tag that opened the cell, while nothing has followed it. */
    private Segment.@Nullable Kind fresh;

    private Cells(Marks marks) {
        this.marks = marks;
    }

    static String of(Marks marks, List<Segment> segments) {
        return new Cells(marks).write(segments);
    }

    private String write(List<Segment> segments) {
        for (Segment segment : segments) {
            for (Token token : Markup.pieces(segment.original())) {
                token(segment.kind(), token);
            }
        }
        close();
        return row.toString();
    }

    private void token(Segment.Kind kind, Token token) {
        Markup.Tag tag = token.tag() ? Markup.tag(token.source(), 0) : null;
        if (tag == null) {
            content(marks.text(kind, token));
        } else if (!List.of("td", "th", "tr").contains(tag.name())) {
            content(marks.tag(kind, token));
        } else if (tag.closing() || tag.name().equals("tr")) {
            marks.tag(kind, token); // counted only: where a cell ends says nothing
        } else {
            cell(kind, marks.tag(kind, token));
        }
    }

    private void content(String html) {
        open = true;
        fresh = null;
        cell.append(html);
    }

    private void cell(Segment.Kind kind, String mark) {
        boolean same = fresh != null && fresh != kind;
        if (!same) {
            close();
        }
        open = true;
        fresh = same ? null : kind;
        cell.append(mark);
    }

    private void close() {
        if (open) {
            row.append("<td>").append(cell).append("</td>");
        }
        cell.setLength(0);
        open = false;
    }
}
