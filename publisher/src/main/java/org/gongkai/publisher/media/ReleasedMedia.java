package org.gongkai.publisher.media;

import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.render.PublicAsset;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** The media of a release, found again in its manifest. Thread-safe. */
public final class ReleasedMedia {
    /** Under this path lie all media, and nothing else. */
    public static final String ROOT = "/media/";

    private final NavigableMap<String, Entry> entries;

    /**
     * @param entries those of a manifest, or only those of its media
     */
    public ReleasedMedia(NavigableMap<String, Entry> entries) {
        this.entries = entries;
    }

    /** The media among the entries of a manifest. */
    public static NavigableMap<String, Entry> among(NavigableMap<String, Entry> entries) {
        return below(entries, ROOT);
    }

    /** A file by its path, if it is there. */
    public Optional<Entry> file(String path) {
        return Optional.ofNullable(entries.get(path)).filter(entry -> entry.status() == 200);
    }

    /** The asset as {@link MediaPress} published it; empty if the release does not have it. */
    public Optional<PublicAsset> asset(AssetUse use) {
        return use.mediaType().startsWith("image/") ? image(use) : bytes(use);
    }

    private Optional<PublicAsset> image(AssetUse use) {
        List<PublicAsset.Rendition> narrowestFirst =
                below(entries, MediaPress.directory(use)).entrySet().stream()
                        .flatMap(file -> rendition(use, file).stream())
                        .sorted(Comparator.comparingInt(PublicAsset.Rendition::width))
                        .toList();
        if (narrowestFirst.isEmpty()) {
            return Optional.empty();
        }
        PublicAsset.Rendition largest = narrowestFirst.getLast();
        return file(largest.url())
                .map(
                        entry ->
                                new PublicAsset(
                                        use.sha256(),
                                        largest.url(),
                                        entry.type(),
                                        entry.size(),
                                        largest.width(),
                                        largest.height(),
                                        narrowestFirst));
    }

    private static Optional<PublicAsset.Rendition> rendition(
            AssetUse use, Map.Entry<String, Entry> file) {
        Derivation derived = file.getValue().derived();
        return derived != null
                        && file.getValue().status() == 200
                        && derived.source().equals(use.sha256())
                ? Optional.of(
                        new PublicAsset.Rendition(file.getKey(), derived.width(), derived.height()))
                : Optional.empty();
    }

    private Optional<PublicAsset> bytes(AssetUse use) {
        String path = MediaPress.address(use);
        return file(path)
                .map(
                        entry ->
                                new PublicAsset(
                                        use.sha256(),
                                        path,
                                        use.mediaType(),
                                        entry.size(),
                                        0,
                                        0,
                                        List.of()));
    }

    /** What lies below a directory, whose path ends with a slash. */
    private static NavigableMap<String, Entry> below(
            NavigableMap<String, Entry> entries, String directory) {
        String end = directory.substring(0, directory.length() - 1) + (char) ('/' + 1);
        return entries.subMap(directory, true, end, false);
    }
}
