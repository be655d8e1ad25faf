package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures in small, for the lists of the workbench. The newest are kept in memory and nowhere
 * else, so that nothing is left of a picture that was erased. Thread-safe.
 */
@Component
class Thumbnails {
    /** Twice what a tile is wide, for screens with two pixels in place of one. */
    static final int WIDTH = 360;

    private static final long MOST_BYTES = 16 << 20;

    private final Assets assets;
    private final Pictures pictures;
    private final Map<Digest, Pictures.Thumbnail> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    Thumbnails(Assets assets, Pictures pictures) {
        this.assets = assets;
        this.pictures = pictures;
    }

    /**
     * A picture in small; empty if the bytes are gone.
     *
     * @throws FileRefused if it cannot be read any more
     */
    Optional<Pictures.Thumbnail> of(Asset picture) {
        Pictures.Thumbnail known = known(picture.sha256());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Pictures.Thumbnail> made =
                assets.open(picture.sha256()).map(file -> made(picture, file));
        made.ifPresent(thumbnail -> keep(picture.sha256(), thumbnail));
        return made;
    }

    private Pictures.Thumbnail made(Asset picture, Resource file) {
        try {
            if (file.isFile()) {
                return made(picture, file.getFile().toPath());
            }
            Path copy = Files.createTempFile("gongkai-thumbnail", null);
            try (InputStream in = file.getInputStream()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                return made(picture, copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Picture %s could not be read".formatted(picture.sha256()), e);
        }
    }

    private Pictures.Thumbnail made(Asset picture, Path file) {
        return pictures.thumbnail(file, picture.mediaType(), WIDTH, picture.sha256().hex());
    }

    private synchronized Pictures.@Nullable Thumbnail known(Digest sha256) {
        return kept.get(sha256);
    }

    private synchronized void keep(Digest sha256, Pictures.Thumbnail thumbnail) {
        Pictures.Thumbnail before = kept.put(sha256, thumbnail);
        bytes += thumbnail.bytes().length - (before == null ? 0 : before.bytes().length);
        var oldest = kept.values().iterator();
        while (bytes > MOST_BYTES && oldest.hasNext()) {
            bytes -= oldest.next().bytes().length;
            oldest.remove();
        }
    }
}
