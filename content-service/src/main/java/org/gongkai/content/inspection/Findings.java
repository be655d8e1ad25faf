package org.gongkai.content.inspection;

import org.gongkai.content.media.Finding;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects findings while a file is read; each kind becomes one, with what it is named by. */
final class Findings {
    private static final int MOST_NAMES = 5;
    private static final int LONGEST_NAME = 80;

    private final Map<Finding.Kind, Set<String>> found = new EnumMap<>(Finding.Kind.class);

    void add(Finding.Kind kind) {
        found.computeIfAbsent(kind, k -> new LinkedHashSet<>());
    }

    void add(Finding.Kind kind, String name) {
        Set<String> names = found.computeIfAbsent(kind, k -> new LinkedHashSet<>());
        String clean = name.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        if (!clean.isEmpty()) {
            names.add(
                    clean.length() <= LONGEST_NAME
                            ? clean
                            : clean.substring(0, LONGEST_NAME - 1) + "…");
        }
    }

    List<Finding> list() {
        List<Finding> list = new ArrayList<>();
        found.forEach(
                (kind, names) -> {
                    String few = String.join(", ", names.stream().limit(MOST_NAMES).toList());
                    list.add(
                            new Finding(
                                    kind,
                                    names.size() <= MOST_NAMES
                                            ? few
                                            : few + " … (" + names.size() + ")"));
                });
        return list;
    }
}
