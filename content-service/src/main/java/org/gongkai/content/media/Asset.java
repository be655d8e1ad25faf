package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in the file store that the media library knows.
 *
 * @param mediaType what the bytes are
 * @param width of a picture or a video, upright; null for everything else
 */
public record Asset(
        Digest sha256,
        String mediaType,
        long bytes,
        @Nullable Integer width,
        @Nullable Integer height) {

    public boolean video() {
        return mediaType.startsWith("video/");
    }

    public boolean picture() {
        return mediaType.startsWith("image/");
    }
}
