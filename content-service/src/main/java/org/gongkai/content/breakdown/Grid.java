package org.gongkai.content.breakdown;

import java.util.List;

/**
 * A table as a file has it, before anybody knows what its columns are.
 *
 * @param rows with as many cells as the file gives each of them
 * @param knowsMerged whether the format says which cells are merged; otherwise a blank cell may be
 *     one
 * @param lines the text before the table, and after it
 */
public record Grid(List<Row> rows, boolean knowsMerged, List<String> lines) {
    /** So many rows are read of a file, and one more to know that there are more. */
    public static final int MOST_ROWS = 500;

    static final int MOST_COLUMNS = 40;

    public Grid {
        rows = List.copyOf(rows);
        lines = List.copyOf(lines);
    }

    /**
     * A row.
     *
     * @param line by which people find it in the file, from 1
     */
    public record Row(int line, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.EMPTY;
        }

        boolean blank() {
            return cells.stream().allMatch(Cell::blank);
        }
    }

    /**
     * A cell; one that is merged with another has no text.
     *
     * @param below whether it is merged with the cell above
     * @param beside whether it is merged with the cell before it
     */
    public record Cell(String text, boolean below, boolean beside) {
        static final Cell EMPTY = new Cell("", false, false);
        static final Cell BELOW = new Cell("", true, false);
        static final Cell BESIDE = new Cell("", false, true);

        static Cell of(String text) {
            return new Cell(text.strip(), false, false);
        }

        boolean blank() {
            return text.isEmpty();
        }
    }
}
