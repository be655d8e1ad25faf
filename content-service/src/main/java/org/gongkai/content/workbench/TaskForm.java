package org.gongkai.content.workbench;

import org.gongkai.content.assignment.AssignmentRefused;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Question;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row of a breakdown as a form has it, exactly as it was typed. Several rows stand in one form:
 * each of their fields ends with a hyphen and the row's index.
 *
 * @param written what the cells of the file say, by the part; empty for what was not imported
 * @param keep whether the row is saved at all
 * @param settled whether its questions are settled with this
 */
record TaskForm(
        int index,
        String number,
        String block,
        String text,
        boolean everyUnit,
        Set<String> units,
        String start,
        String end,
        boolean continuing,
        Set<String> channels,
        Set<String> inherited,
        List<Question> questions,
        Map<String, String> written,
        boolean keep,
        boolean settled) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Question>> QUESTIONS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> WRITTEN = new TypeReference<>() {};

    /** A row with nothing in it but its number. */
    static TaskForm blank(int number) {
        return new TaskForm(
                0,
                String.valueOf(number),
                "",
                "",
                false,
                Set.of(),
                "",
                "",
                false,
                Set.of(),
                Set.of(),
                List.of(),
                Map.of(),
                true,
                false);
    }

    static TaskForm of(int index, Breakdown.Row row, Map<Question.Part, String> written) {
        Task task = row.task();
        Map<String, String> cells = new TreeMap<>();
        written.forEach((part, cell) -> cells.put(part.name(), cell));
        return new TaskForm(
                index,
                String.valueOf(row.number()),
                task.block(),
                task.text(),
                task.everyUnit(),
                task.units().stream().map(UnitKey::value).collect(Collectors.toSet()),
                Objects.toString(task.start(), ""),
                Objects.toString(task.end(), ""),
                task.continuing(),
                names(task.channels()),
                names(task.inherited()),
                task.questions(),
                cells,
                true,
                false);
    }

    /** The rows that were typed, in their order. */
    static List<TaskForm> typed(MultiValueMap<String, String> form) {
        return form.keySet().stream()
                .filter(key -> key.matches("number-\\d{1,4}"))
                .map(key -> Integer.valueOf(key.substring(key.indexOf('-') + 1)))
                .sorted()
                .map(index -> typed(form, index))
                .toList();
    }

    private static TaskForm typed(MultiValueMap<String, String> form, int index) {
        Typed typed = new Typed(form, "-" + index);
        return new TaskForm(
                index,
                typed.one("number"),
                typed.one("block"),
                typed.one("text"),
                typed.on("every"),
                typed.several("units"),
                typed.one("start"),
                typed.one("end"),
                typed.on("continuing"),
                typed.several("channels"),
                typed.several("inherited"),
                read(typed.one("questions"), QUESTIONS, List.of()),
                read(typed.one("written"), WRITTEN, Map.of()),
                !typed.on("drop"),
                typed.on("settled"));
    }

    /** What the form has, by names without the index. */
    private record Typed(MultiValueMap<String, String> form, String suffix) {
        String one(String name) {
            return Objects.requireNonNullElse(form.getFirst(name + suffix), "").strip();
        }

        boolean on(String name) {
            return !one(name).isEmpty();
        }

        Set<String> several(String name) {
            return Set.copyOf(form.getOrDefault(name + suffix, List.of()));
        }
    }

    /** For a field that nobody sees. */
    public String questionsAsJson() {
        return JSON.writeValueAsString(questions);
    }

    /** For a field that nobody sees. */
    public String writtenAsJson() {
        return JSON.writeValueAsString(written);
    }

    /** The questions about a part, with their place among all. */
    public List<Integer> about(String part) {
        return IntStream.range(0, questions.size())
                .filter(i -> questions.get(i).part().name().equals(part))
                .boxed()
                .toList();
    }

    /**
     * What was meant.
     *
     * @throws AssignmentRefused if it cannot be
     * @throws DateTimeException if a date is none
     * @throws NumberFormatException if the number is none
     */
    Breakdown.Row row() {
        return new Breakdown.Row(
                Integer.parseInt(number),
                new Task(
                        block,
                        text,
                        everyUnit,
                        units.stream().map(UnitKey::new).collect(Collectors.toSet()),
                        date(start),
                        continuing ? null : date(end),
                        continuing,
                        values(channels, Channel.values()),
                        values(inherited, Question.Part.values()),
                        settled ? List.of() : questions));
    }

    private static @Nullable LocalDate date(String typed) {
        return typed.isEmpty() ? null : LocalDate.parse(typed);
    }

    private static Set<String> names(Set<? extends Enum<?>> some) {
        return some.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }

    private static <E extends Enum<E>> Set<E> values(Set<String> names, E[] all) {
        return Arrays.stream(all)
                .filter(one -> names.contains(one.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static <T> T read(String json, TypeReference<T> type, T otherwise) {
        try {
            return json.isEmpty() ? otherwise : JSON.readValue(json, type);
        } catch (JacksonException e) {
            return otherwise;
        }
    }
}
