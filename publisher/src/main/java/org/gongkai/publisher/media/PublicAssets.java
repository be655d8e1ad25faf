package org.gongkai.publisher.media;

import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.media.Transform.Crop;
import org.gongkai.publisher.media.Transform.Encoding;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.render.PublicAsset;
import org.gongkai.publisher.render.PublicAsset.Rendition;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What pages see of an asset, from what the manifest says of its files. */
final class PublicAssets {
    private final Map<String, Entry> entries;
    private final Map<String, Transform> transforms = new TreeMap<>();

    private PublicAssets(Map<String, Entry> entries) {
        this.entries = entries;
        entries.forEach(
                (path, entry) ->
                        Optional.ofNullable(entry.derived())
                                .map(Derivation::transform)
                                .flatMap(Transform::of)
                                .ifPresent(transform -> transforms.put(path, transform)));
    }

    /**
     * The asset; empty if its files are not there.
     *
     * @param entries its files, and no others
     */
    static Optional<PublicAsset> of(AssetUse use, Map<String, Entry> entries) {
        return use.mediaType().startsWith("image/") && !use.mediaType().equals(MediaPress.DRAWING)
                ? new PublicAssets(entries).picture(use)
                : asItIs(use, entries);
    }

    private static Optional<PublicAsset> asItIs(AssetUse use, Map<String, Entry> entries) {
        String path = MediaPress.address(use);
        return Optional.ofNullable(entries.get(path))
                .map(
                        entry -> {
                            Derivation drawn = entry.derived();
                            return new PublicAsset(
                                    use.sha256(),
                                    path,
                                    use.mediaType(),
                                    entry.size(),
                                    drawn == null ? 0 : drawn.width(),
                                    drawn == null ? 0 : drawn.height(),
                                    List.of(),
                                    List.of(),
                                    List.of());
                        });
    }

    private Optional<PublicAsset> picture(AssetUse use) {
        List<Rendition> usual = renditions(null, encoding -> encoding != Encoding.WEBP);
        if (usual.isEmpty()) {
            return Optional.empty();
        }
        Rendition largest = usual.getLast();
        Entry entry = Objects.requireNonNull(entries.get(largest.url()));
        return Optional.of(
                new PublicAsset(
                        use.sha256(),
                        largest.url(),
                        entry.type(),
                        entry.size(),
                        largest.width(),
                        largest.height(),
                        usual,
                        renditions(null, encoding -> encoding == Encoding.WEBP),
                        crops()));
    }

    private List<PublicAsset.Crop> crops() {
        return transforms.values().stream()
                .flatMap(transform -> Optional.ofNullable(transform.crop()).stream())
                .distinct()
                .sorted(Comparator.comparing(Crop::key))
                .map(
                        crop ->
                                new PublicAsset.Crop(
                                        crop.shape().key(),
                                        crop.focalX(),
                                        crop.focalY(),
                                        renditions(crop, encoding -> encoding != Encoding.WEBP),
                                        renditions(crop, encoding -> encoding == Encoding.WEBP)))
                .toList();
    }

    /** Narrowest first. */
    private List<Rendition> renditions(@Nullable Crop crop, Predicate<Encoding> encodings) {
        return transforms.entrySet().stream()
                .filter(each -> Objects.equals(each.getValue().crop(), crop))
                .filter(each -> encodings.test(each.getValue().encoding()))
                .map(
                        each -> {
                            Derivation derivation =
                                    Objects.requireNonNull(
                                            Objects.requireNonNull(entries.get(each.getKey()))
                                                    .derived());
                            return new Rendition(
                                    each.getKey(), derivation.width(), derivation.height());
                        })
                .sorted(Comparator.comparingInt(Rendition::width))
                .toList();
    }
}
