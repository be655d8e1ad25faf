package org.gongkai.content.delivery;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A file that a document uses, as it is public. Images are public as renditions only.
 *
 * @param role LEAD, INLINE, ATTACHMENT, VIDEO, POSTER or CAPTIONS
 * @param mediaType the type it is served with
 * @param sha256 the digest of what {@code path} answers
 * @param width in pixels, null for what is neither image nor video
 * @param fileName the name to save it under, null for an image
 * @param alt the text for who does not see it; for a video, its description
 * @param focalX the focal point, in thousandths of the width from the left
 * @param focalY the focal point, in thousandths of the height from the top
 * @param renditions of an image, narrowest first; the last one is {@code path} itself
 */
public record DeliveredAsset(
        String role,
        String path,
        @Nullable String url,
        String mediaType,
        long bytes,
        String sha256,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String fileName,
        String alt,
        String caption,
        int focalX,
        int focalY,
        List<Rendition> renditions) {
    public DeliveredAsset {
        renditions = List.copyOf(renditions);
    }

    /** A derived image. */
    @Schema(name = "DeliveredRendition")
    public record Rendition(
            String path, @Nullable String url, int width, int height, long bytes, String sha256) {}
}
