package org.gongkai.content.library;

import org.gongkai.content.document.EditionState;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * An edition that uses a file, or used it in an earlier revision.
 *
 * @param path the document's public path
 * @param roles what the edition uses it for
 * @param current whether the edition's newest revision uses it; of other units', the newest that
 *     was handed in
 * @param live whether it is public through this edition
 * @param address where readers find the file then; null if it is not public, or that cannot be told
 *     now
 */
public record Use(
        UUID document,
        String title,
        String unit,
        String path,
        int edition,
        EditionState state,
        @Nullable ReviewStage stage,
        List<String> roles,
        boolean current,
        boolean live,
        @Nullable String address) {
    public Use {
        roles = List.copyOf(roles);
    }
}
