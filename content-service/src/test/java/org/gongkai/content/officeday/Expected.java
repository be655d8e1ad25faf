package org.gongkai.content.officeday;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of {@code office-day/expected.md}, which were written by hand. */
final class Expected {
    private static final String FILE = "/office-day/expected.md";

    private Expected() {}

    /** The rows below a heading, each by the names of its columns. */
    static List<Map<String, String>> table(String heading) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> columns = List.of();
        boolean below = false;
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                below = line.equals("## " + heading);
            } else if (below && line.startsWith("|") && !line.startsWith("|-")) {
                List<String> cells = cells(line);
                if (columns.isEmpty()) {
                    columns = cells;
                } else {
                    rows.add(row(columns, cells));
                }
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("%s has no table “%s”".formatted(FILE, heading));
        }
        return rows;
    }

    /** The only or each column but the first of a table by the first, {@code "day column"}. */
    static Map<String, String> cells(String heading, String first) {
        Map<String, String> cells = new TreeMap<>();
        table(heading)
                .forEach(
                        row ->
                                row.forEach(
                                        (column, cell) -> {
                                            if (!column.equals(first)) {
                                                cells.put(row.get(first) + " " + column, cell);
                                            }
                                        }));
        return cells;
    }

    /** {@code "b 2 1; a"} in one order: {@code "a; b 1 2"}. */
    static String sorted(String duties) {
        return Arrays.stream(duties.split(";"))
                .map(String::strip)
                .map(
                        one -> {
                            List<String> words = List.of(one.split(" "));
                            return words.getFirst()
                                    + new TreeSet<>(words.subList(1, words.size()))
                                            .stream().map(word -> " " + word).collect(joining());
                        })
                .sorted()
                .collect(joining("; "));
    }

    /** What differs, one line each; empty if nothing does. */
    static List<String> differences(Map<String, String> expected, Map<String, String> found) {
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(found.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(expected.get(key), found.get(key)))
                .map(
                        key ->
                                "%s: expected “%s”, found “%s”"
                                        .formatted(key, expected.get(key), found.get(key)))
                .toList();
    }

    private static Map<String, String> row(List<String> columns, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return row;
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
    }

    private static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(Expected.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
