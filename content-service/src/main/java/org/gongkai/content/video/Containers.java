package org.gongkai.content.video;

import java.util.Map;
import java.util.Optional;

/**
 * The demuxers of ffmpeg for the containers that intake tells apart. Naming one keeps ffmpeg from
 * guessing, because among what it guesses are playlists, which name other files and hosts.
 */
final class Containers {
    private static final Map<String, String> DEMUXERS =
            Map.of(
                    "video/mp4", "mov",
                    "video/x-m4v", "mov",
                    "video/quicktime", "mov",
                    "video/3gpp", "mov",
                    "video/webm", "matroska",
                    "video/x-matroska", "matroska",
                    "video/x-msvideo", "avi",
                    "video/mpeg", "mpeg",
                    "video/x-ms-wmv", "asf");

    private Containers() {}

    static Optional<String> demuxer(String mediaType) {
        return Optional.ofNullable(DEMUXERS.get(mediaType));
    }
}
