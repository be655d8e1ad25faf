package org.gongkai.content.intake;

import java.util.ArrayList;
import java.util.List;

/** How a row of RTF is drawn, as far as it was said. */
final class RtfRow {
    private static final int MOST_CELLS = 200;

    private int left;
    private boolean head;
    private boolean covered;
    private TableRows.Vertical vertical = TableRows.Vertical.ALONE;
    private List<EdgeTable.Cell> cells = new ArrayList<>();

    void word(String word, int number) {
        switch (word) {
            case "trowd" -> {
                left = 0;
                head = false;
                cells = new ArrayList<>();
                next();
            }
            case "trleft" -> left = number;
            case "trhdr" -> head = true;
            case "clmrg" -> covered = true;
            case "clvmgf" -> vertical = TableRows.Vertical.BEGINS;
            case "clvmrg" -> vertical = TableRows.Vertical.CONTINUES;
            case "cellx" -> {
                if (cells.size() < MOST_CELLS) {
                    cells.add(new EdgeTable.Cell(number, covered, vertical));
                }
                next();
            }
            default -> {}
        }
    }

    private void next() {
        covered = false;
        vertical = TableRows.Vertical.ALONE;
    }

    EdgeTable.Row read() {
        return new EdgeTable.Row(left, List.copyOf(cells), head);
    }
}
