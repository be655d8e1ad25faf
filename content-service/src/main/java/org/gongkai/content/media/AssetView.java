package org.gongkai.content.media;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * An asset as the API shows it.
 *
 * @param width of a picture or a video, upright
 * @param duration of a video, in milliseconds
 * @param poster the SHA-256 of a picture out of a video
 */
public record AssetView(
        String sha256,
        String mediaType,
        long bytes,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long duration,
        @Nullable String poster,
        List<Finding> findings) {
    public AssetView {
        findings = List.copyOf(findings);
    }

    /** What the library says of an asset. */
    public static AssetView of(Asset asset, Assets library) {
        Film film = library.film(asset.sha256()).orElse(new Film(null, null, false));
        Duration duration = film.duration();
        return new AssetView(
                asset.sha256().hex(),
                asset.mediaType(),
                asset.bytes(),
                asset.width(),
                asset.height(),
                duration == null ? null : duration.toMillis(),
                film.poster() == null ? null : film.poster().hex(),
                library.findings(asset.sha256()));
    }
}
