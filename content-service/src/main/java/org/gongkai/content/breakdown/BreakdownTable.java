package org.gongkai.content.breakdown;

import org.gongkai.content.assignment.Assignment;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.gongkai.content.table.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The breakdown as a table to take away. Its words are Chinese whatever the reader's language, so
 * that {@link BreakdownFiles} reads it again as it was.
 */
@Component
public class BreakdownTable {
    private static final List<String> HEADINGS = List.of("序号", "板块", "任务", "责任单位", "完成时间", "发布途径");
    private static final String NOTHING = "—";
    private static final Map<Channel, String> CHANNELS =
            new EnumMap<>(
                    Map.of(
                            Channel.PORTAL, "门户网站",
                            Channel.NEW_MEDIA, "政务新媒体",
                            Channel.TRADITIONAL_MEDIA, "传统新闻媒体",
                            Channel.SERVICE_SITE, "政务服务网"));

    private final Units units;

    BreakdownTable(Units units) {
        this.units = units;
    }

    /** The table. */
    public Table of(Breakdown breakdown) {
        Map<UnitKey, String> names =
                units.all().stream().collect(Collectors.toMap(Unit::key, Unit::name));
        return new Table(
                "assignments-" + breakdown.campaign(),
                HEADINGS,
                breakdown.assignments().stream().map(one -> cells(one, names)).toList());
    }

    private static List<@Nullable Object> cells(Assignment assignment, Map<UnitKey, String> names) {
        Task task = assignment.task();
        return Arrays.asList(
                assignment.number(),
                orNothing(task.block()),
                task.text(),
                task.everyUnit()
                        ? "各单位"
                        : task.units().stream()
                                .map(unit -> names.getOrDefault(unit, unit.value()))
                                .collect(Collectors.joining("、")),
                dates(task),
                orNothing(
                        task.channels().stream()
                                .map(CHANNELS::get)
                                .collect(Collectors.joining("、"))));
    }

    /** A blank cell would stand for the one above it. */
    private static String orNothing(String cell) {
        return cell.isEmpty() ? NOTHING : cell;
    }

    /** When, as people write it: {@code 2020年5月15日-2020年5月31日}. */
    public static String dates(Task task) {
        LocalDate start = task.start();
        LocalDate end = task.end();
        if (task.continuing()) {
            return start == null ? "持续发布" : day(start) + "起持续发布";
        }
        if (end == null) {
            return start == null ? "" : day(start) + "起";
        }
        if (start == null) {
            return day(end) + "前";
        }
        return start.equals(end) ? day(end) : day(start) + "-" + day(end);
    }

    private static String day(LocalDate day) {
        return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }
}
