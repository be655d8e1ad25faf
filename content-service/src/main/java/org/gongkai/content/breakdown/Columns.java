package org.gongkai.content.breakdown;

import org.gongkai.content.assignment.Question.Part;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which column is what, by the headings over them.
 *
 * @param blocks the columns left of the text under its heading, and any headed as such
 * @param moved by how many columns the headings right of the text stood too far to the left
 */
record Columns(
        @Nullable Integer number,
        List<Integer> blocks,
        int text,
        @Nullable Integer units,
        @Nullable Integer dates,
        @Nullable Integer channels,
        int moved) {
    private static final Map<Part, Pattern> HEADINGS =
            new TreeMap<>(
                    Map.of(
                            Part.NUMBER, Pattern.compile("序号|编号|任务号|No\\.?|#"),
                            Part.UNITS, Pattern.compile(".*(?:单位|责任部门|牵头).*"),
                            Part.DATES, Pattern.compile(".*(?:时间|时限|日期|期限).*"),
                            Part.CHANNELS, Pattern.compile(".*(?:途径|渠道|发布平台|发布方式).*"),
                            Part.BLOCK, Pattern.compile("板块|类别|分类|主题|活动|所属活动"),
                            Part.TEXT, Pattern.compile(".*(?:任务|事项|内容|工作).*")));
    private static final Pattern LIKE_DATES = Pattern.compile(".*(?:\\d月|\\d{4}-\\d|持续|长期|月底).*");
    private static final int LONGEST_DATE = 30;
    private static final int LONGEST_HEADING = 12;

    /** The columns of the table under this row; empty if it is no row of headings. */
    static Optional<Columns> under(Grid.Row heading, List<Grid.Row> below) {
        Map<Part, Integer> at = new EnumMap<>(Part.class);
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < heading.cells().size(); i++) {
            String words = Written.compact(heading.cell(i).text());
            int column = i;
            if (!words.isEmpty() && words.length() <= LONGEST_HEADING) {
                starts.add(column);
                HEADINGS.entrySet().stream()
                        .filter(one -> one.getValue().matcher(words).matches())
                        .map(Map.Entry::getKey)
                        .filter(part -> !at.containsKey(part))
                        .sorted(java.util.Comparator.comparing(Columns::precedence))
                        .findFirst()
                        .ifPresent(part -> at.put(part, column));
            }
        }
        if (!at.containsKey(Part.TEXT) || at.size() < 3) {
            return Optional.empty();
        }
        int task = at.get(Part.TEXT);
        int moved = moved(at.get(Part.DATES), task, below);
        int next =
                starts.stream().filter(start -> start > task).findFirst().orElse(task + 1) + moved;
        int text = Math.max(task, next - 1);
        List<Integer> blocks = new ArrayList<>();
        Integer block = at.get(Part.BLOCK);
        if (block != null) {
            blocks.add(block);
        }
        for (int i = task; i < text; i++) {
            blocks.add(i);
        }
        return Optional.of(
                new Columns(
                        at.get(Part.NUMBER),
                        blocks,
                        text,
                        right(at.get(Part.UNITS), task, moved),
                        right(at.get(Part.DATES), task, moved),
                        right(at.get(Part.CHANNELS), task, moved),
                        moved));
    }

    /** 责任单位 also speaks of a task: what is more special is asked first. */
    private static int precedence(Part part) {
        return switch (part) {
            case NUMBER -> 0;
            case UNITS -> 1;
            case DATES -> 2;
            case CHANNELS -> 3;
            case BLOCK -> 4;
            case TEXT -> 5;
        };
    }

    /**
     * Plain text loses that a heading stands over several columns. Where the dates do not stand
     * under their heading at all, it is where they stand that counts.
     */
    private static int moved(@Nullable Integer dates, int task, List<Grid.Row> below) {
        if (dates == null || dates <= task) {
            return 0;
        }
        Map<Integer, Long> found = new TreeMap<>();
        for (Grid.Row row : below) {
            for (int i = task + 1; i < row.cells().size(); i++) {
                String cell = Written.compact(row.cell(i).text());
                if (cell.length() <= LONGEST_DATE && LIKE_DATES.matcher(cell).matches()) {
                    found.merge(i, 1L, Long::sum);
                }
            }
        }
        return found.containsKey(dates)
                ? 0
                : found.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(one -> Math.max(0, one.getKey() - dates))
                        .orElse(0);
    }

    private static @Nullable Integer right(@Nullable Integer column, int task, int moved) {
        return column == null || column < task ? column : Integer.valueOf(column + moved);
    }
}
