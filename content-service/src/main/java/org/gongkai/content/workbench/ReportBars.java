package org.gongkai.content.workbench;

import org.gongkai.content.figures.Facts;
import org.gongkai.content.figures.Figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shares of each unit as a bar of three parts: done, overdue, not due. All bars have the same
 * scale.
 *
 * @param height of the drawing
 */
record ReportBars(int width, int height, List<Bar> bars) {
    private static final int LABEL = 180;
    private static final int WIDTH = 640;
    private static final int NUMBER = 60;
    private static final int ROW = 32;

    /**
     * A bar: where its parts begin, and how wide they are.
     *
     * @param y of its upper edge
     * @param text of its end, such as {@code 2/3}
     */
    record Bar(
            String unit,
            int y,
            int done,
            int overdueAt,
            int overdue,
            int openAt,
            int open,
            int end,
            String text) {}

    static ReportBars of(Facts facts, Map<String, String> units) {
        List<Bar> bars = new ArrayList<>();
        int most = facts.units().values().stream().mapToInt(Figures::shares).max().orElse(0);
        int room = WIDTH - LABEL - NUMBER;
        facts.units()
                .forEach(
                        (unit, f) -> {
                            if (f.shares() > 0) {
                                int done = f.done() * room / most;
                                int overdue = f.overdue() * room / most;
                                int open = f.open() * room / most;
                                bars.add(
                                        new Bar(
                                                units.getOrDefault(unit.value(), unit.value()),
                                                bars.size() * ROW + 6,
                                                done,
                                                LABEL + done,
                                                overdue,
                                                LABEL + done + overdue,
                                                open,
                                                LABEL + done + overdue + open + 8,
                                                f.done() + "/" + f.shares()));
                            }
                        });
        return new ReportBars(WIDTH, Math.max(1, bars.size() * ROW), bars);
    }
}
