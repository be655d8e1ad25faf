package org.gongkai.publisher.job;

import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Counts what a release changed. */
final class Reports {
    private int added;
    private int rewritten;
    private int removed;

    private Reports() {}

    static ReleaseReport of(ReleaseWork work, Duration took) {
        Manifest before = work.previous == null ? null : work.previous.manifest();
        Reports counts = new Reports();
        work.manifest().filesSince(before, (path, was, is) -> counts.count(shown(was), shown(is)));
        return new ReleaseReport(
                work.outcome(),
                true,
                work.manifest().pages(),
                counts.added,
                counts.rewritten,
                counts.removed,
                work.rendered,
                work.indexed,
                work.warnings,
                took);
    }

    private void count(@Nullable Entry was, @Nullable Entry is) {
        if (was == null && is != null) {
            added++;
        } else if (was != null && is == null) {
            removed++;
        } else if (was != null && is != null && !was.digest().equals(is.digest())) {
            rewritten++;
        }
    }

    /** What is there for readers; the pages of what was withdrawn say that it is not. */
    private static @Nullable Entry shown(@Nullable Entry entry) {
        return entry == null || entry.status() == 410 ? null : entry;
    }
}
