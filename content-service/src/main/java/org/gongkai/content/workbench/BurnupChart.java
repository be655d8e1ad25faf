package org.gongkai.content.workbench;

import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.supervision.Burnup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lines of a burn-up as the numbers of an SVG, in user units. It says with position alone what
 * the table beside it says in figures.
 *
 * @param handedUp the points of a polyline: documents that went up, of all documents
 * @param done the same of shares that were done, of all shares
 * @param percents lines across, each with its height
 * @param marks lines down, one for each day that has milestones, with its place
 */
record BurnupChart(
        int width,
        int height,
        String handedUp,
        String done,
        List<Percent> percents,
        List<Mark> marks,
        List<Burnup.Day> days) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 48;
    private static final int RIGHT = 16;
    private static final int TOP = 28;
    private static final int BOTTOM = 34;

    /** So near to a side words do not fit on both sides of their line. */
    private static final int EDGE = 60;

    /** A line across. */
    record Percent(int percent, String y) {}

    /**
     * A line down.
     *
     * @param level in which of two rows its words stand, so that neighbours do not cover each other
     */
    record Mark(List<Milestone> milestones, LocalDate day, String x, int level) {
        /** Where its words are held, so that none leave the picture. */
        public String anchor() {
            double at = Double.parseDouble(x);
            return at < LEFT + EDGE ? "start" : at > WIDTH - RIGHT - EDGE ? "end" : "middle";
        }
    }

    static BurnupChart of(Burnup burnup) {
        List<Burnup.Day> days = burnup.days();
        List<LocalDate> dates = days.stream().map(Burnup.Day::day).toList();
        List<Mark> marks = new ArrayList<>();
        byDay(burnup)
                .forEach(
                        (day, milestones) -> {
                            int at = dates.indexOf(day);
                            if (at >= 0) {
                                marks.add(
                                        new Mark(
                                                milestones,
                                                day,
                                                shown(x(at, days.size())),
                                                marks.size() % 2));
                            }
                        });
        return new BurnupChart(
                WIDTH,
                HEIGHT,
                line(days, burnup.documents(), true),
                line(days, burnup.shares(), false),
                List.of(0, 25, 50, 75, 100).stream()
                        .map(percent -> new Percent(percent, shown(y(percent, 100))))
                        .toList(),
                marks,
                changes(burnup));
    }

    private static SortedMap<LocalDate, List<Milestone>> byDay(Burnup burnup) {
        SortedMap<LocalDate, List<Milestone>> days = new TreeMap<>();
        burnup.milestones()
                .forEach(
                        (milestone, day) ->
                                days.computeIfAbsent(day, x -> new ArrayList<>()).add(milestone));
        return days;
    }

    /** The days that the table shows: milestones, today, and those on which anything changed. */
    private static List<Burnup.Day> changes(Burnup burnup) {
        List<Burnup.Day> shown = new ArrayList<>();
        List<Burnup.Day> past = burnup.days().stream().filter(Burnup.Day::past).toList();
        for (int i = 0; i < past.size(); i++) {
            Burnup.Day day = past.get(i);
            Burnup.Day before = i == 0 ? null : past.get(i - 1);
            if (before == null
                    || i == past.size() - 1
                    || before.done() != day.done()
                    || before.handedUp() != day.handedUp()
                    || burnup.milestones().containsValue(day.day())) {
                shown.add(day);
            }
        }
        return shown;
    }

    private static String line(List<Burnup.Day> days, long all, boolean handedUp) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < days.size() && days.get(i).past(); i++) {
            long value = handedUp ? days.get(i).handedUp() : days.get(i).done();
            points.append(shown(x(i, days.size())))
                    .append(',')
                    .append(shown(y(value, Math.max(1, all))))
                    .append(' ');
        }
        return points.toString().strip();
    }

    private static double x(int index, int of) {
        return LEFT + (double) (WIDTH - LEFT - RIGHT) * index / Math.max(1, of - 1);
    }

    private static double y(long value, long of) {
        return HEIGHT - BOTTOM - (double) (HEIGHT - TOP - BOTTOM) * Math.min(value, of) / of;
    }

    private static String shown(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
