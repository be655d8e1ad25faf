package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * What the media library knows of a video beside its size.
 *
 * @param duration null where it could not be read
 * @param poster a picture out of it, in the same library
 * @param converted whether it was sent as something else
 */
public record Film(@Nullable Duration duration, @Nullable Digest poster, boolean converted) {}
