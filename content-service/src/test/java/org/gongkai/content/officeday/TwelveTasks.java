package org.gongkai.content.officeday;

import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.people.UnitKey;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The breakdown of {@code expected.md}, "Tasks", with words and headings of its own. */
final class TwelveTasks {
    private static final Map<Integer, String> TEXTS =
            Map.ofEntries(
                    Map.entry(1, "基础工作|更新公开事项目录"),
                    Map.entry(2, "基础工作|公布行政权力事项清单"),
                    Map.entry(3, "政策解读|用图解讲清一项政策"),
                    Map.entry(4, "民生实事|公布体检服务安排"),
                    Map.entry(5, "决策公开|公布听取意见及采纳情况"),
                    Map.entry(6, "民生实事|回答入学问题"),
                    Map.entry(7, "便民服务|更新办事指南"),
                    Map.entry(8, "现场活动|邀请居民走进单位"),
                    Map.entry(9, "民生实事|公布河道水质"),
                    Map.entry(10, "现场活动|公布道路整治进展"),
                    Map.entry(11, "宣传|转发活动预告"),
                    Map.entry(12, "基础工作|汇编公开制度"));

    private TwelveTasks() {}

    static List<Breakdown.Row> rows(FourteenUnits district) {
        return Expected.table("Tasks").stream().map(row -> row(district, row)).toList();
    }

    private static Breakdown.Row row(FourteenUnits district, Map<String, String> row) {
        int number = Integer.parseInt(cell(row, "number"));
        boolean everyUnit = cell(row, "of").equals("every unit");
        boolean goesOn = cell(row, "until").equals("goes on");
        Set<UnitKey> units =
                everyUnit
                        ? Set.of()
                        : words(row, "of").stream()
                                .map(unit -> district.of(unit).unit())
                                .collect(Collectors.toSet());
        String[] text = Objects.requireNonNull(TEXTS.get(number)).split("\\|");
        return new Breakdown.Row(
                number,
                new Task(
                        text[0],
                        text[1],
                        everyUnit,
                        units,
                        null,
                        goesOn ? null : LocalDate.parse("2020-" + cell(row, "until")),
                        goesOn,
                        words(row, "channels").stream()
                                .map(Channel::valueOf)
                                .collect(Collectors.toSet()),
                        Set.of(),
                        List.of()));
    }

    private static List<String> words(Map<String, String> row, String column) {
        return Arrays.stream(cell(row, column).split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static String cell(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }
}
