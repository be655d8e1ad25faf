package org.gongkai.content.story;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * An entry of a document's history, as a sentence.
 *
 * @param position of the entry in the document's audit chain
 * @param actor the account of who acted, or {@code system}
 * @param name the person's name
 * @param action as the audit log has it, such as {@code taken back}
 * @param sentence in the reader's language; says who did what, where in the review, and the reason
 * @param edition the number of the edition; null if the entry is about the document as a whole
 * @param comment what the person wrote, or why
 * @param digest of the content at that time
 */
public record Story(
        long position,
        Instant at,
        String actor,
        String name,
        String action,
        String sentence,
        @Nullable Integer edition,
        @Nullable String stage,
        @Nullable String comment,
        @Nullable String digest) {}
