package org.gongkai.content.intake;

import org.jsoup.nodes.Element;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table whose cells say where they end on the paper, as doc and RTF have it. Where any row has an
 * edge, a column begins; a cell that passes it spans.
 */
final class EdgeTable {
    /** Twips by which edges differ that are meant to be one. */
    private static final int TOLERANCE = 30;

    /**
     * How a cell is drawn.
     *
     * @param right its right edge in twips
     * @param covered whether the cell before it reaches over it
     */
    record Cell(int right, boolean covered, TableRows.Vertical vertical) {}

    /**
     * How a row is drawn.
     *
     * @param left its left edge in twips
     * @param head whether it is said again on each page
     */
    record Row(int left, List<Cell> cells, boolean head) {
        static final Row UNKNOWN = new Row(0, List.of(), false);
    }

    private record Filled(List<Element> contents, Row row) {
        int left(int cell) {
            return cell == 0 ? row.left() : row.cells().get(cell - 1).right();
        }

        /** How many cells are both there and drawn. */
        int drawn() {
            return Math.min(contents.size(), row.cells().size());
        }
    }

    private final List<Filled> rows = new ArrayList<>();

    void row(List<Element> contents, Row row) {
        rows.add(new Filled(contents, row));
    }

    void appendTo(Paragraphs paragraphs, LeftOut leftOut) {
        int[] columns = columns();
        TableRows table = new TableRows(leftOut);
        for (Filled row : rows) {
            table.begin();
            table.skip(column(columns, row.row().left()));
            int at = 0;
            while (at < row.drawn()) {
                int next = at + 1;
                while (next < row.drawn() && row.row().cells().get(next).covered()) {
                    table.hide(row.contents().get(next));
                    next++;
                }
                int span = column(columns, row.left(next)) - column(columns, row.left(at));
                table.cell(row.contents().get(at), span, row.row().cells().get(at).vertical());
                at = next;
            }
            for (Element more : row.contents().subList(at, row.contents().size())) {
                table.cell(more, 1, TableRows.Vertical.ALONE);
            }
            table.end(row.row().head());
        }
        table.appendTo(paragraphs);
    }

    /** Where the columns begin, in order. */
    private int[] columns() {
        int[] edges =
                rows.stream()
                        .filter(row -> row.drawn() > 0)
                        .flatMapToInt(
                                row ->
                                        java.util.stream.IntStream.rangeClosed(0, row.drawn())
                                                .map(row::left))
                        .sorted()
                        .toArray();
        int count = 0;
        for (int edge : edges) {
            if (count == 0 || edge - (long) edges[count - 1] > TOLERANCE) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    private static int column(int[] columns, int edge) {
        int found = Arrays.binarySearch(columns, edge);
        return found >= 0 ? found : Math.max(0, -found - 2);
    }
}
