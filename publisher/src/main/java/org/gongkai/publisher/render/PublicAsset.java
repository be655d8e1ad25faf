package org.gongkai.publisher.render;

import org.gongkai.publisher.Sha256;

import java.util.List;

/**
 * An asset as it is public, with its renditions.
 *
 * @param url the absolute path on the site
 * @param bytes its size
 * @param width in pixels after orientation; 0 where it has none
 * @param height in pixels after orientation; 0 where it has none
 * @param renditions derived images, narrowest first; empty for what is no image
 */
public record PublicAsset(
        Sha256 sha256,
        String url,
        String mediaType,
        long bytes,
        int width,
        int height,
        List<Rendition> renditions) {
    public PublicAsset {
        renditions = List.copyOf(renditions);
    }

    /** A derived image (衍生图) and where it is found. */
    public record Rendition(String url, int width, int height) {}
}
