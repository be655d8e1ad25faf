package org.gongkai.content.library;

import org.jspecify.annotations.Nullable;

/**
 * What of a library is listed; null means all.
 *
 * @param name a part of the file's name
 * @param findings only files inside of which something was found
 * @param rightsMissing only files of which nobody said by which right they become public
 * @param altMissing only pictures and videos without a text for who does not see them
 */
public record LibraryFilter(
        @Nullable String name,
        @Nullable FileKind kind,
        @Nullable InUse use,
        boolean findings,
        boolean rightsMissing,
        boolean altMissing) {

    /** The whole library. */
    public static final LibraryFilter ALL =
            new LibraryFilter(null, null, null, false, false, false);

    /** Whether anything uses a file. */
    public enum InUse {
        /** No revision of any document of the unit, and it is no evidence either. */
        UNUSED,
        USED,
        /** It is public now. */
        LIVE
    }
}
