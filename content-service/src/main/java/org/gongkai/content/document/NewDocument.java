package org.gongkai.content.document;

import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

/**
 * A document to be created with its first draft.
 *
 * @param importKey where it was imported from, so that a second import finds it; null if somebody
 *     wrote it here
 */
public record NewDocument(
        String kind, String section, UnitKey unit, Draft draft, @Nullable String importKey) {}
