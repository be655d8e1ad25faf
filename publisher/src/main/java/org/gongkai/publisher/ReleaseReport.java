package org.gongkai.publisher;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * What a release did.
 *
 * @param outcome the release that is now active; null if nothing changed and nothing was active
 * @param changed whether a new release was made
 * @param pages pages in the site
 * @param added pages that are new
 * @param rewritten pages whose bytes changed
 * @param removed pages that are gone
 * @param rendered pages and files that were rendered to find that out
 * @param indexed whether the index has caught up; false while the engine is away
 * @param warnings findings that hold nothing back
 */
public record ReleaseReport(
        @Nullable ReleaseOutcome outcome,
        boolean changed,
        int pages,
        int added,
        int rewritten,
        int removed,
        int rendered,
        boolean indexed,
        List<Finding> warnings,
        Duration took) {
    public ReleaseReport {
        warnings = List.copyOf(warnings);
    }
}
