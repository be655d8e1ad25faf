package org.gongkai.publisher.job;

import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ManifestDraft;
import org.gongkai.publisher.plan.SiteState;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a reader with a page of the release before may still ask for, and this release does not make
 * anew. Pages, media and feeds answer 410 for this one release, so that a link is never dead
 * without a word (decision 11); files of the themes of the last three releases stay (decision 10).
 */
final class Passing {
    private static final String THEME = "/theme/";
    private static final int RELEASES_MORE = 1;

    private final SortedMap<String, Integer> staying = new TreeMap<>();

    /**
     * Adds to the draft what passes.
     *
     * @param made the release as it is without that
     */
    Passing(ReleaseWork work, ManifestDraft draft, Manifest made) {
        SiteState previous = work.previous;
        if (previous == null) {
            return;
        }
        Map<String, Entry> gone = new HashMap<>();
        made.filesSince(
                previous.manifest(),
                (path, before, after) -> {
                    if (before != null && before.status() == 200 && after == null) {
                        gone.put(path, before);
                    }
                });
        SortedMap<String, Integer> passing = previous.manifest().passing();
        gone.forEach(
                (path, entry) -> {
                    int more =
                            passing.getOrDefault(
                                            path, path.startsWith(THEME) ? RELEASES_MORE + 1 : 0)
                                    - 1;
                    if (path.startsWith(THEME)) {
                        if (more >= 0) {
                            draft.file(path, entry);
                            staying.put(path, more);
                        }
                    } else {
                        byte[] page = PlainPages.GONE;
                        draft.file(
                                path,
                                new Entry(
                                        work.pack.put(page),
                                        page.length,
                                        410,
                                        PlainPages.TYPE,
                                        null,
                                        null));
                        staying.put(path, 0);
                    }
                });
    }

    boolean found() {
        return !staying.isEmpty();
    }

    /** What stays, and for how many releases more. */
    SortedMap<String, Integer> staying() {
        return staying;
    }
}
