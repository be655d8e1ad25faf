package org.gongkai.content.assignment;

import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an assignment says: the cells of a row of the breakdown.
 *
 * @param block under which heading it stands (任务分工), levels separated by a space; may be empty
 * @param text what is to be done; nothing is issued that does not say so
 * @param everyUnit whether it is for every unit (各单位); then {@code units} is empty
 * @param units the responsible units (责任单位)
 * @param start its first day, if it has one
 * @param end its last day, included; null if it has none, or goes on
 * @param continuing whether it goes on (持续发布), until the campaign closes at least
 * @param channels where it is published; empty where the table names none
 * @param inherited which cells were blank and stand for the merged cell above
 * @param questions what is unclear
 */
public record Task(
        String block,
        String text,
        boolean everyUnit,
        Set<UnitKey> units,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        boolean continuing,
        Set<Channel> channels,
        Set<Question.Part> inherited,
        List<Question> questions) {
    public static final int LONGEST_BLOCK = 300;
    public static final int LONGEST_TEXT = 4000;

    public Task {
        block = block.strip();
        text = text.strip();
        units = sorted(everyUnit ? Set.of() : units);
        channels = ordered(channels, Channel.class);
        inherited = ordered(inherited, Question.Part.class);
        questions = List.copyOf(questions);
        if (text.length() > LONGEST_TEXT) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.TEXT,
                    "An assignment says in at most %d characters what is to be done"
                            .formatted(LONGEST_TEXT));
        }
        if (block.length() > LONGEST_BLOCK) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.BLOCK,
                    "The heading of an assignment has at most %d characters"
                            .formatted(LONGEST_BLOCK));
        }
        if (continuing && end != null) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.DATES, "What goes on (持续发布) has no last day");
        }
        if (start != null && end != null && end.isBefore(start)) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.DATES, "It ends on %s, before %s".formatted(end, start));
        }
    }

    /** The same without questions: somebody has settled them. */
    public Task settled() {
        return new Task(
                block,
                text,
                everyUnit,
                units,
                start,
                end,
                continuing,
                channels,
                inherited,
                List.of());
    }

    private static Set<UnitKey> sorted(Collection<UnitKey> units) {
        return units.stream()
                .sorted(Comparator.comparing(UnitKey::value))
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.toCollection(LinkedHashSet::new),
                                Collections::unmodifiableSet));
    }

    private static <E extends Enum<E>> Set<E> ordered(Set<E> some, Class<E> type) {
        Set<E> ordered = EnumSet.noneOf(type);
        ordered.addAll(some);
        return Collections.unmodifiableSet(ordered);
    }
}
