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
 * @param renditions derived images, narrowest first; empty for what is no image, and for a drawing
 * @param webp the same as WebP, where that is smaller
 * @param crops parts of it for cards
 */
public record PublicAsset(
        Sha256 sha256,
        String url,
        String mediaType,
        long bytes,
        int width,
        int height,
        List<Rendition> renditions,
        List<Rendition> webp,
        List<Crop> crops) {
    public PublicAsset {
        renditions = List.copyOf(renditions);
        webp = List.copyOf(webp);
        crops = List.copyOf(crops);
    }

    /** A derived image (衍生图) and where it is found. */
    public record Rendition(String url, int width, int height) {}

    /**
     * A part of the picture around its focal point.
     *
     * @param shape such as {@code 16x9}
     * @param focalX the focal point it was made around, in thousandths of the width
     * @param focalY in thousandths of the height
     * @param renditions narrowest first, at least one
     * @param webp the same as WebP, where that is smaller
     */
    public record Crop(
            String shape,
            int focalX,
            int focalY,
            List<Rendition> renditions,
            List<Rendition> webp) {
        public Crop {
            renditions = List.copyOf(renditions);
            webp = List.copyOf(webp);
        }
    }
}
