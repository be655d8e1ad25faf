package org.gongkai.content.demo;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the terminal is told while the demonstration plays: one line for each day of the story. */
final class Programme {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final PrintStream out;
    private final Map<Scene.Does, Integer> counts = new EnumMap<>(Scene.Does.class);
    private @Nullable LocalDate day;

    Programme(PrintStream out) {
        this.out = out;
    }

    void settingUp(DemoFiles files) {
        out.printf(
                Locale.ROOT,
                "Playing the demonstration campaign through the real workflow: %d people of %d units, %d documents%n",
                files.list("people").size(),
                files.list("units").size(),
                files.firstEditions().size());
    }

    void cannotGoBack(LocalDateTime now) {
        out.printf(
                "The demonstration stands at %s and does not go back; for a fresh one start with another GONGKAI_HOME%n",
                MINUTE.format(now));
    }

    void scene(Scene scene, LocalDate on, Optional<String> refused) {
        if (!on.equals(day)) {
            dayEnds();
            day = on;
        }
        if (refused.isPresent()) {
            out.printf("  left out: %s (%s)%n", scene.key(), refused.get());
        } else {
            counts.merge(scene.does(), 1, Integer::sum);
        }
    }

    void dayEnds() {
        if (day != null && !counts.isEmpty()) {
            out.printf(
                    "  %s %s  %s%n",
                    day,
                    day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                    counts.entrySet().stream()
                            .map(
                                    count ->
                                            count.getKey() == Scene.Does.RELEASE
                                                    ? "release × " + count.getValue()
                                                    : count.getValue()
                                                            + " "
                                                            + count.getKey().done())
                            .collect(Collectors.joining(", ")));
        }
        counts.clear();
    }

    void welcome(LocalDateTime now) {
        out.printf(
                """

                This is a demonstration: district, people and figures are invented. It is %s there.
                Sign in to the workbench with the password %s as
                  editor.fgj        writes for a unit (发改局); editor.KEY for every unit
                  reviewer.fgj      unit review 单位审核; reviewer.KEY for every unit
                  office.a          office review 办公室审核; also office.b, office.c
                  city.a            municipal pre-review 市级预审; also city.b
                  publisher.a       makes releases and withdraws 发布; also publisher.b
                  supervisor        sees everything, changes nothing 督导
                  administrator     units, people, sections; no content 管理
                """,
                MINUTE.format(now), Founding.PASSWORD);
    }
}
