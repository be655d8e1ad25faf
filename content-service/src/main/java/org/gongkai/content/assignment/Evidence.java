package org.gongkai.content.assignment;

import org.gongkai.content.document.EditionState;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * By what a unit's share is done: a document, or a recorded publication elsewhere.
 *
 * @param channel of a document always {@link Channel#PORTAL}
 * @param document null for a publication elsewhere
 * @param link where it was published; null if a file shows it
 * @param file of the unit's library, such as a picture of the page; null if a link shows it
 * @param publishedAt since when it is public, of a document since its first edition was; null for a
 *     document that is not public now
 * @param counts whether it counts now: the document is public, there is a link, or the library
 *     still has the file
 */
public record Evidence(
        UUID id,
        Channel channel,
        @Nullable Document document,
        @Nullable String link,
        @Nullable File file,
        @Nullable Instant publishedAt,
        String remark,
        String recordedBy,
        Instant recordedAt,
        boolean counts) {

    /**
     * A document as it stands now.
     *
     * @param title null for what was never handed in, to readers outside its unit
     * @param state of its newest edition
     */
    public record Document(
            UUID id,
            String unit,
            String path,
            @Nullable String title,
            EditionState state,
            @Nullable ReviewStage stage,
            boolean live) {}

    /**
     * A file of the library by its digest.
     *
     * @param name under which the unit's library has it; null if it has it no more
     */
    public record File(String sha256, @Nullable String name) {}

    /** A publication elsewhere that somebody wants to record. */
    public record Elsewhere(
            Channel channel,
            @Nullable String link,
            @Nullable String sha256,
            @Nullable Instant publishedAt,
            String remark) {

        /** The same, shown by a file of the unit's library. */
        public Elsewhere shownBy(String digest) {
            return new Elsewhere(channel, link, digest, publishedAt, remark);
        }
    }
}
