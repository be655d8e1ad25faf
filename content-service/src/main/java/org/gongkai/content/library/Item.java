package org.gongkai.content.library;

import org.gongkai.content.media.Asset;
import org.gongkai.content.media.Finding;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A file of a unit's library.
 *
 * @param asset its bytes
 * @param uploadedBy the name of who brought it into this library
 * @param version how often {@code about} was changed
 * @param changedBy the name of who changed it last
 * @param documents how many documents of the unit use it, in any revision that the reader may see;
 *     of more than a thousand revisions only those in a thousand are counted
 * @param live whether anything public uses it
 * @param findings what is inside of it that its looks do not show
 */
public record Item(
        Asset asset,
        String unit,
        String fileName,
        String uploadedBy,
        Instant uploadedAt,
        About about,
        long version,
        @Nullable String changedBy,
        @Nullable Instant changedAt,
        int documents,
        boolean live,
        List<Finding> findings) {
    public Item {
        findings = List.copyOf(findings);
    }
}
