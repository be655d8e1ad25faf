package org.gongkai.publisher.media;

import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.render.PublicAsset;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
        return use.mediaType().startsWith("image/") ? image(use, files) : bytes(use);
    }

    private Optional<PublicAsset> image(AssetUse use, Collection<String> files) {
        String directory = MediaPress.directory(use);
        List<PublicAsset.Rendition> narrowestFirst =
                files.stream()
                        .filter(path -> path.startsWith(directory))
                        .flatMap(path -> rendition(use, path).stream())
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

    private Optional<PublicAsset.Rendition> rendition(AssetUse use, String path) {
        return file(path)
                .map(Entry::derived)
                .filter(derived -> derived.source().equals(use.sha256()))
                .map(
                        (Derivation derived) ->
                                new PublicAsset.Rendition(path, derived.width(), derived.height()));
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
}
