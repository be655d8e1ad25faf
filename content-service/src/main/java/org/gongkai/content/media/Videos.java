package org.gongkai.content.media;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Looks at videos that are to be kept as they are. Thread-safe; takes a bounded time. */
public interface Videos {
    /**
     * What is known of a video.
     *
     * @param width in pixels as it is shown, upright
     * @param findings what its looks do not show
     */
    record Look(
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Duration duration,
            List<Finding> findings) {
        public Look {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Looks.
     *
     * @param name for messages
     * @throws FileRefused if it has to be converted first, or is none
     */
    Look look(Path file, String mediaType, String name);

    /** What helps with a video of a kind that is not taken; empty for anything else. */
    static String remedy(String mediaType) {
        return mediaType.startsWith("video/") ? " Export it as MP4 (H.264, AAC)." : "";
    }
}
