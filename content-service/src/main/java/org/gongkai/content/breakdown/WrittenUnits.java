package org.gongkai.content.breakdown;

import org.gongkai.content.assignment.Question;
import org.gongkai.content.assignment.Question.Doubt;
import org.gongkai.content.assignment.Question.Part;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The units (责任单位) that a cell names. A name is a unit's if it is the same but for white space,
 * width, the district before it, 办事处 behind it, or a remark in brackets; a shortened name is taken
 * for the only unit that it can be, and asked about.
 */
record WrittenUnits(boolean everyUnit, Set<UnitKey> units, List<Question> questions) {
    private static final Pattern HARD = Pattern.compile("[、，,；;/]+");
    private static final Pattern GROUP_BEGINS = Pattern.compile("(?<![区市县关])(?=各)");
    private static final Set<String> EVERY = Set.of("各单位", "全区各单位", "区各单位", "所有单位", "各部门各单位");
    private static final Set<String> STREETS = Set.of("各街道", "各街道办", "各街道办事处");
    private static final Set<String> DEPARTMENTS = Set.of("各部门", "区各部门", "机关各部门", "区直各部门");
    private static final Pattern GROUP = Pattern.compile(".*(?:各|有关|相关|所有|全体).*");
    private static final Pattern REMARK = Pattern.compile("\\([^()]*\\)");
    private static final Pattern DISTRICT =
            Pattern.compile(
                    "^(?:[\\p{IsHan}&&[^局办室委心厅所]]{1,8}?(?:高新区|开发区|新区|区|县|旗)|区|县|旗)(?=\\p{IsHan}{2,})");

    static WrittenUnits read(String cell, List<Unit> known) {
        return new Reading(known).of(cell);
    }

    /** One cell being read. */
    private static final class Reading {
        private final List<Unit> known;
        private final Set<UnitKey> units = new LinkedHashSet<>();
        private final List<Question> questions = new ArrayList<>();
        private boolean every;
        private boolean streets;
        private boolean departments;

        Reading(List<Unit> known) {
            this.known = known;
        }

        WrittenUnits of(String cell) {
            for (String piece : HARD.split(cell)) {
                words(
                        Arrays.stream(GROUP_BEGINS.split(piece))
                                .flatMap(part -> Arrays.stream(part.split("\\s+")))
                                .map(Written::compact)
                                .filter(word -> !word.isEmpty())
                                .toList());
            }
            if (streets && departments) {
                every = true;
            } else if (streets) {
                known.stream()
                        .filter(unit -> unit.kind() == Unit.Kind.STREET)
                        .forEach(unit -> units.add(unit.key()));
            } else if (departments) {
                known.stream()
                        .filter(unit -> unit.kind() == Unit.Kind.DEPARTMENT)
                        .forEach(unit -> units.add(unit.key()));
                ask(Doubt.GROUP_OF_UNITS, "各部门");
            }
            if (!every && units.isEmpty() && questions.isEmpty()) {
                ask(Doubt.MISSING);
            }
            return new WrittenUnits(every, every ? Set.of() : units, questions);
        }

        /** Words between which stood only white space: a name may be broken into several. */
        private void words(List<String> words) {
            int at = 0;
            while (at < words.size()) {
                int end = words.size();
                while (end > at + 1 && same(String.join("", words.subList(at, end))).isEmpty()) {
                    end--;
                }
                name(String.join("", words.subList(at, end)));
                at = end;
            }
        }

        private void name(String name) {
            if (EVERY.contains(name)) {
                every = true;
            } else if (STREETS.contains(name)) {
                streets = true;
            } else if (DEPARTMENTS.contains(name)) {
                departments = true;
            } else {
                unit(name);
            }
        }

        private void unit(String name) {
            List<Unit> found = same(name);
            if (found.size() == 1) {
                units.add(found.getFirst().key());
                return;
            }
            if (found.size() > 1) {
                ask(Doubt.AMBIGUOUS_UNIT, name, names(found));
                return;
            }
            if (REMARK.matcher(name).matches() && !units.isEmpty()) {
                return; // about the unit before it
            }
            if (GROUP.matcher(name).matches()) {
                ask(Doubt.GROUP_OF_UNITS, name);
                return;
            }
            List<Unit> longer = known.stream().filter(unit -> shortens(name, unit)).toList();
            switch (longer.size()) {
                case 0 -> ask(Doubt.UNKNOWN_UNIT, name);
                case 1 -> {
                    units.add(longer.getFirst().key());
                    ask(Doubt.SHORTENED_UNIT, name, names(longer));
                }
                default -> ask(Doubt.AMBIGUOUS_UNIT, name, names(longer));
            }
        }

        /** The units of this name, by the first way of comparing that finds any. */
        private List<Unit> same(String name) {
            for (BiPredicate<String, String> way :
                    List.<BiPredicate<String, String>>of(
                            String::equals,
                            (one, other) -> bare(one).equals(bare(other)),
                            (one, other) ->
                                    bare(withoutRemark(one)).equals(bare(withoutRemark(other))))) {
                List<Unit> found =
                        known.stream()
                                .filter(unit -> way.test(name, Written.compact(unit.name())))
                                .toList();
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return List.of();
        }

        private void ask(Doubt doubt, String... about) {
            questions.add(new Question(Part.UNITS, doubt, about));
        }
    }

    private static String bare(String name) {
        String short1 = DISTRICT.matcher(name).replaceFirst("");
        return short1.endsWith("街道办事处")
                ? short1.substring(0, short1.length() - "办事处".length())
                : short1;
    }

    private static String withoutRemark(String name) {
        String without = REMARK.matcher(name).replaceAll("");
        return without.isEmpty() ? name : without;
    }

    /** Whether a name is made of characters of a unit's, in their order, up to the last. */
    private static boolean shortens(String name, Unit unit) {
        String wanted = bare(name);
        String whole = bare(Written.compact(unit.name()));
        if (wanted.length() < 2
                || wanted.charAt(wanted.length() - 1) != whole.charAt(whole.length() - 1)) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < whole.length() && at < wanted.length(); i++) {
            at += whole.charAt(i) == wanted.charAt(at) ? 1 : 0;
        }
        return at == wanted.length();
    }

    private static String names(List<Unit> units) {
        return units.stream().map(Unit::name).collect(Collectors.joining("、"));
    }
}
