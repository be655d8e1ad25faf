package org.gongkai.content.intake;

import org.jsoup.nodes.Element;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Puts paragraphs where doc and RTF say they stand: each says how many tables it is in, and marks
 * end cells and rows. How a row is drawn is only known at its end.
 */
final class CellFlow {
    private static final int DEEPEST = 10;

    /** What a block costs beside its text, in characters. */
    private static final int COST = 16;

    private static final int COST_OF_A_TABLE = 200;

    private final class Level {
        private final EdgeTable table = new EdgeTable();
        private List<Element> cells = new ArrayList<>();
        private Element cell = new Element("td");
        private Paragraphs paragraphs = new Paragraphs(context, cell);

        void endCell() {
            cells.add(cell);
            cell = new Element("td");
            paragraphs = new Paragraphs(context, cell);
        }

        void endRow(EdgeTable.Row row) {
            if (cell.childrenSize() > 0) {
                endCell();
            }
            table.row(cells, row);
            cells = new ArrayList<>();
        }
    }

    private final TextContext context;
    private final Paragraphs body;
    private final Deque<Level> levels = new ArrayDeque<>();

    CellFlow(TextContext context, Element container) {
        this.context = context;
        this.body = new Paragraphs(context, container);
    }

    /**
     * Ends a paragraph.
     *
     * @param depth in how many tables it is
     */
    void paragraph(Element text, ParagraphFormat format, boolean pageBreak, int depth) {
        context.count(COST);
        at(depth).place(text, format, pageBreak);
    }

    /** Puts what is no paragraph. */
    void append(Element block, int depth) {
        context.count(COST);
        at(depth).append(block);
    }

    void endCell(int depth) {
        context.count(COST);
        at(Math.max(1, depth));
        levels.element().endCell();
    }

    void endRow(EdgeTable.Row row, int depth) {
        at(Math.max(1, depth));
        levels.element().endRow(row);
    }

    /** Ends what is open. */
    void end() {
        at(0);
    }

    private Paragraphs at(int depth) {
        int wanted = Math.clamp(depth, 0, DEEPEST);
        while (levels.size() > wanted) {
            Level closed = levels.pop();
            if (!closed.cells.isEmpty() || closed.cell.childrenSize() > 0) {
                closed.endRow(EdgeTable.Row.UNKNOWN);
            }
            closed.table.appendTo(innermost(), context.leftOut);
        }
        while (levels.size() < wanted) {
            context.count(COST_OF_A_TABLE);
            levels.push(new Level());
        }
        return innermost();
    }

    private Paragraphs innermost() {
        Level level = levels.peek();
        return level == null ? body : level.paragraphs;
    }
}
