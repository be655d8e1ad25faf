package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

/**
 * What stands where a withdrawn document stood.
 *
 * @param message the fixed phrase for the reason
 * @param day since when it is withdrawn, {@code yyyy-mm-dd}
 * @param since the same in words
 * @param instead the live document that takes its place
 * @param explanation the live document that explains the withdrawal
 */
public record GonePage(
        Frame frame,
        String heading,
        String message,
        String day,
        String since,
        @Nullable Link instead,
        @Nullable Link explanation) {}
