package org.gongkai.elasticsearch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a node wrote. Thread-safe. */
final class LastLines {

    private static final int KEPT = 60;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    synchronized List<String> all() {
        return List.copyOf(lines);
    }
}
