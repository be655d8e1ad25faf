package org.gongkai.publisher.media;

import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.render.PublicAsset;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The media of a release, found again in its manifest. Thread-safe. */
public final class ReleasedMedia {
    /** Under this path lie all media, and nothing else. */
    public static final String ROOT = "/media/";

    private final Function<String, Optional<Entry>> entries;

    /**
     * @param entries finds a file by its path
     */
    public ReleasedMedia(Function<String, Optional<Entry>> entries) {
        this.entries = entries;
    }

    /** A file by its path, if it is there. */
    public Optional<Entry> file(String path) {
        return entries.apply(path).filter(entry -> entry.status() == 200);
    }

    /**
     * The asset as {@link MediaPress} published it; empty if the release does not have it.
     *
     * @param files the public files of the document that uses it, by path
     */
    public Optional<PublicAsset> asset(AssetUse use, Collection<String> files) {
        Map<String, Entry> own = new TreeMap<>();
        files.stream()
                .filter(path -> path.startsWith(MediaPress.directory(use)))
                .forEach(path -> file(path).ifPresent(entry -> own.put(path, entry)));
        return PublicAssets.of(use, own);
    }
}
