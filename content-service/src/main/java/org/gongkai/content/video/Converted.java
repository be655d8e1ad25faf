package org.gongkai.content.video;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * What was made of a video.
 *
 * @param video MP4; the very file that was sent if nothing had to be done
 * @param poster JPEG; null if no picture could be taken out of it
 * @param changed whether it is another file than was sent
 */
public record Converted(Path video, @Nullable Path poster, boolean changed) {}
