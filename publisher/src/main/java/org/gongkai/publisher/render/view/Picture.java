package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

/**
 * A picture as it is shown.
 *
 * @param full the address of the largest public version
 * @param srcset the candidates with their widths, null if there is one only
 * @param webp the candidates of {@code srcset} that are smaller as WebP, null if there are none
 * @param focus the focal point as a class of the style sheet, such as {@code focus-top}
 */
public record Picture(
        String src,
        @Nullable String srcset,
        @Nullable String webp,
        String full,
        int width,
        int height,
        String alt,
        String caption,
        String focus) {}
