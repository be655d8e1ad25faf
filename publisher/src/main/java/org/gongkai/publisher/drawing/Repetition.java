package org.gongkai.publisher.drawing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How often browsers draw something because it is used again: a few hundred bytes can make it
 * millions of times, or for ever.
 */
final class Repetition {
    private static final String ROOT = "";
    private static final long ENDLESS = Long.MAX_VALUE / 1_000_000;

    /** So that one using the next is not longer than what can be followed. */
    private static final int MOST_USES = 2_000;

    private int used;

    private final Deque<String> open = new ArrayDeque<>(List.of(ROOT));
    private final Map<String, List<String>> uses = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();

    void enter(@Nullable String id) {
        open.push(id == null ? Objects.requireNonNull(open.peek()) : id);
        for (String each : new HashSet<>(open)) {
            sizes.merge(each, 1L, Long::sum);
        }
    }

    void leave() {
        open.pop();
    }

    void use(String id) {
        used++;
        for (String each : new HashSet<>(open)) {
            uses.computeIfAbsent(each, key -> new ArrayList<>()).add(id);
        }
    }

    /** How many elements are drawn in all; very many if one uses itself. */
    long count() {
        return used > MOST_USES ? ENDLESS : count(ROOT, new HashMap<>(), new HashSet<>());
    }

    private long count(String id, Map<String, Long> known, Set<String> within) {
        Long before = known.get(id);
        if (before != null) {
            return before;
        }
        if (!within.add(id)) {
            return ENDLESS;
        }
        long sum = sizes.getOrDefault(id, 0L);
        for (String used : uses.getOrDefault(id, List.of())) {
            sum = Math.min(ENDLESS, sum + count(used, known, within));
        }
        within.remove(id);
        known.put(id, sum);
        return sum;
    }
}
