package org.gongkai.publisher.job;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleasePack;
import org.jspecify.annotations.Nullable;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a reader with a page of the release before may still ask for, and this release does not make
 * anew. Pages, media and feeds answer 410 for this one release, so that a link is never dead
 * without a word (decision 11); files of an older theme stay for three releases (decision 10).
 */
final class LinkedBefore {
    private final Manifest previous;
    private final @Nullable Manifest beforeThat;

    LinkedBefore(Manifest previous, @Nullable Manifest beforeThat) {
        this.previous = previous;
        this.beforeThat = beforeThat;
    }

    NavigableMap<String, Entry> addedTo(
            NavigableMap<String, Entry> made, Sha256 theme, ReleasePack pack) {
        NavigableMap<String, Entry> all = new TreeMap<>(made);
        boolean older = hasStayed(theme);
        previous.entries()
                .forEach(
                        (path, entry) -> {
                            if (entry.status() != 200 || made.containsKey(path)) {
                                return;
                            }
                            if (path.startsWith("/theme/")) {
                                if (!older) {
                                    all.put(path, entry);
                                }
                            } else {
                                all.put(path, gone(pack));
                            }
                        });
        return all;
    }

    /** Whether what is left of an older theme has been kept by two releases already. */
    private boolean hasStayed(Sha256 theme) {
        return previous.theme().equals(theme)
                && beforeThat != null
                && beforeThat.theme().equals(theme);
    }

    private static Entry gone(ReleasePack pack) {
        return new Entry(
                pack.put(PlainPages.GONE),
                PlainPages.GONE.length,
                410,
                PlainPages.TYPE,
                null,
                null);
    }
}
