package org.gongkai.content.releaseset;

import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A release set to be made.
 *
 * @param unit whose editors keep it; null if the office reviewers do, for documents of several
 *     units
 * @param members the documents that belong to it from the start
 */
public record NewReleaseSet(String name, @Nullable UnitKey unit, List<DocumentId> members) {
    private static final int LONGEST_NAME = 200;

    public NewReleaseSet {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new ContentRefused(
                    "SET-NAME",
                    "name",
                    "A release set needs a name of 1 to " + LONGEST_NAME + " characters.");
        }
        members = members.stream().distinct().toList();
    }

    /** A name that was made and not typed, cut to what fits. */
    static String fitting(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
