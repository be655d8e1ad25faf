package org.gongkai.content.delivery;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * What a copy of the public documents has to do.
 *
 * @param since the release at which the copy was right
 * @param release the release to ask since the next time, once all parts of this answer are done
 * @param site whether {@code /site}, {@code /sections} and {@code /units} changed their words
 * @param changes by id
 * @param next the address of the next part, null if this is the last
 */
public record DeliveredChanges(
        long since, long release, boolean site, List<Change> changes, @Nullable String next) {
    public DeliveredChanges {
        changes = List.copyOf(changes);
    }

    /** What became of a document. */
    public enum Kind {
        PUBLISHED,
        UPDATED,
        REMOVED
    }

    /** One document. */
    @Schema(name = "DeliveredChange")
    public record Change(UUID id, Kind change, String path) {}
}
