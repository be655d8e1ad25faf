package org.gongkai.content.assignment;

import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Tasks for tests. */
public final class Tasks {
    private Tasks() {}

    /** For these units, in the window, in these channels. */
    public static Task inTheWindow(String text, Set<UnitKey> units, Channel... channels) {
        return task(
                text,
                units,
                LocalDate.of(2020, 5, 15),
                LocalDate.of(2020, 5, 31),
                false,
                Set.of(channels));
    }

    /** For these units, going on. */
    public static Task continuing(String text, Set<UnitKey> units, Channel... channels) {
        return task(text, units, null, null, true, Set.of(channels));
    }

    /** For these units, until a day. */
    public static Task until(String text, Set<UnitKey> units, LocalDate end) {
        return task(text, units, null, end, false, Set.of());
    }

    /** For every unit. */
    public static Task ofEveryUnit(String text, LocalDate end) {
        return new Task("", text, true, Set.of(), null, end, false, Set.of(), Set.of(), List.of());
    }

    private static Task task(
            String text,
            Set<UnitKey> units,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            boolean continuing,
            Set<Channel> channels) {
        return new Task(
                "主题活动", text, false, units, start, end, continuing, channels, Set.of(), List.of());
    }
}
