package org.gongkai.publisher.job;

import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what a release changed. */
final class Reports {
    private Reports() {}

    static ReleaseReport of(ReleaseWork work, Duration took) {
        Map<String, Entry> before = work.previous == null ? Map.of() : shown(work.previous);
        Map<String, Entry> now = shown(work.manifest());
        int added = 0;
        int rewritten = 0;
        for (Map.Entry<String, Entry> entry : now.entrySet()) {
            Entry old = before.get(entry.getKey());
            if (old == null) {
                added++;
            } else if (!old.digest().equals(entry.getValue().digest())) {
                rewritten++;
            }
        }
        int removed = (int) before.keySet().stream().filter(path -> !now.containsKey(path)).count();
        return new ReleaseReport(
                work.outcome(),
                true,
                work.manifest().pages(),
                added,
                rewritten,
                removed,
                work.indexed,
                work.warnings,
                took);
    }

    /** What is there for readers; the pages of what was withdrawn say that it is not. */
    private static Map<String, Entry> shown(Manifest manifest) {
        return manifest.entries().entrySet().stream()
                .filter(entry -> entry.getValue().status() != 410)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
