package org.gongkai.content.library;

import java.util.Set;

/** What kinds of files a library is looked through for. */
public enum FileKind {
    PICTURE,
    VIDEO,
    DOCUMENT,
    OTHER;

    private static final Set<String> WRITTEN =
            Set.of("application/pdf", "application/msword", "application/rtf");

    /** The kind of a media type; the same as {@link #SQL}. */
    public static FileKind of(String mediaType) {
        if (mediaType.startsWith("image/")) {
            return PICTURE;
        }
        if (mediaType.startsWith("video/")) {
            return VIDEO;
        }
        boolean office =
                mediaType.startsWith("application/vnd.") && !mediaType.contains("rar")
                        || WRITTEN.contains(mediaType);
        return mediaType.startsWith("text/") || office ? DOCUMENT : OTHER;
    }

    /** The kind of an asset {@code a}. */
    static final String SQL =
            """
            case when a.media_type like 'image/%' then 'PICTURE'
                 when a.media_type like 'video/%' then 'VIDEO'
                 when a.media_type like 'text/%' or a.media_type in ('application/pdf', 'application/msword', 'application/rtf')
                     or a.media_type like 'application/vnd.%' and a.media_type not like '%rar%' then 'DOCUMENT'
                 else 'OTHER' end""";
}
