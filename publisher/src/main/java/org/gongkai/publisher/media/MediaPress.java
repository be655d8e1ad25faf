package org.gongkai.publisher.media;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.render.PublicAsset;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the assets of one release public: each image decoded once and never published as it came
 * (it may name a place and a camera), everything else byte for byte. What the release before made
 * from the same source by the same transform is taken from there.
 *
 * <p>Thread-safe; works on as many images at a time as it is asked from threads.
 */
public final class MediaPress {
    private static final int LARGEST_IMAGE = 64 << 20;
    private static final Set<String> SHOWN_BY_BROWSERS =
            Set.of("application/pdf", "text/plain", "text/csv");

    private final ContentSource source;
    private final ReleaseStore store;
    private final ReleasePack pack;
    private final Function<String, Optional<Entry>> before;
    private final Map<Sha256, List<Made>> made = new ConcurrentHashMap<>();

    /**
     * @param before finds a file of the release before by its path
     */
    public MediaPress(
            ContentSource source,
            ReleaseStore store,
            ReleasePack pack,
            Function<String, Optional<Entry>> before) {
        this.source = source;
        this.store = store;
        this.pack = pack;
        this.before = before;
    }

    /** One rendition and how it was made. */
    private record Made(Sha256 digest, long size, Derivation derivation) {
        Entry entry() {
            return new Entry(digest, size, 200, "image/jpeg", null, derivation);
        }
    }

    /**
     * Makes this use of an asset public.
     *
     * @param files the public files of the same document in the release before, by path
     * @throws MediaRefused if the asset is missing, is not what was approved, or cannot be
     *     published
     */
    public PublishedMedia publish(AssetUse use, Collection<String> files) {
        return use.mediaType().startsWith("image/") ? image(use, files) : bytes(use);
    }

    private PublishedMedia image(AssetUse use, Collection<String> files) {
        List<Made> renditions = made.computeIfAbsent(use.sha256(), sha -> renditions(use, files));
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<PublicAsset.Rendition> narrowestFirst = new ArrayList<>();
        for (Made rendition : renditions.reversed()) {
            Derivation derivation = rendition.derivation();
            String url = directory(use) + "w" + derivation.width() + ".jpg";
            entries.put(url, rendition.entry());
            narrowestFirst.add(
                    new PublicAsset.Rendition(url, derivation.width(), derivation.height()));
        }
        PublicAsset.Rendition largest = narrowestFirst.getLast();
        return new PublishedMedia(
                new PublicAsset(
                        use.sha256(),
                        largest.url(),
                        "image/jpeg",
                        renditions.getFirst().size(),
                        largest.width(),
                        largest.height(),
                        narrowestFirst),
                entries);
    }

    private List<Made> renditions(AssetUse use, Collection<String> files) {
        List<Made> known = known(use, files);
        if (!known.isEmpty()) {
            return known;
        }
        Picture original = Picture.decode(original(use), use.fileName());
        List<Made> renditions = new ArrayList<>();
        Picture larger = original;
        for (Transform transform : Transform.of(original.width())) {
            Picture picture = larger.narrowedTo(transform.width(original.width()));
            byte[] jpeg = picture.jpeg();
            renditions.add(
                    new Made(
                            pack.put(jpeg),
                            jpeg.length,
                            new Derivation(
                                    use.sha256(),
                                    transform.label(),
                                    picture.width(),
                                    picture.height())));
            larger = picture;
        }
        return renditions;
    }

    private byte[] original(AssetUse use) {
        try (InputStream in = source.asset(use.sha256())) {
            byte[] bytes = in.readNBytes(LARGEST_IMAGE + 1);
            if (bytes.length > LARGEST_IMAGE) {
                throw new MediaRefused(
                        "The image %s is larger than 64 MB: make it smaller"
                                .formatted(use.fileName()));
            }
            Sha256 actual = Sha256.of(bytes);
            if (!actual.equals(use.sha256())) {
                throw new DigestMismatch(use.fileName(), use.sha256(), actual);
            }
            return bytes;
        } catch (IOException | DigestMismatch e) {
            throw unavailable(use, e);
        }
    }

    private PublishedMedia bytes(AssetUse use) {
        if (!store.holds(use.sha256())) {
            try (InputStream in = source.asset(use.sha256())) {
                pack.put(use.sha256(), in);
            } catch (IOException | DigestMismatch e) {
                throw unavailable(use, e);
            }
        }
        String url = address(use);
        long size = store.size(use.sha256());
        String type = safeType(use.mediaType());
        return new PublishedMedia(
                new PublicAsset(use.sha256(), url, use.mediaType(), size, 0, 0, List.of()),
                Map.of(url, new Entry(use.sha256(), size, 200, type, null, null)));
    }

    private static MediaRefused unavailable(AssetUse use, Exception e) {
        return new MediaRefused(
                "The asset %s (%s) cannot be read as it was approved (%s): restore it from a backup or upload it again"
                        .formatted(use.fileName(), use.sha256(), e.getMessage()),
                e);
    }

    /** Where on the site the files of an asset lie. */
    static String directory(AssetUse use) {
        return ReleasedMedia.ROOT + use.sha256().hex().substring(0, 16) + "/";
    }

    /** The path of an asset that is published byte for byte. */
    static String address(AssetUse use) {
        return directory(use) + "file" + extension(use.fileName());
    }

    /**
     * Of a file's name nothing but this: paths stand in every kept manifest, and a name can say
     * whom a file is about. Readers see the real name on the link.
     */
    static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String extension =
                dot < 0 ? "" : fileName.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
        return extension.matches("[a-z0-9]{1,11}") ? "." + extension : "";
    }

    /** No attachment may run as a page of the site. */
    private static String safeType(String mediaType) {
        String type = mediaType.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (type.equals("text/plain") || type.equals("text/csv")) {
            return type + "; charset=utf-8";
        }
        boolean harmless =
                type.startsWith("video/")
                        || type.startsWith("audio/")
                        || type.startsWith("application/vnd.")
                        || SHOWN_BY_BROWSERS.contains(type);
        return harmless && !type.contains("xml+") && !type.endsWith("+xml")
                ? type
                : "application/octet-stream";
    }

    /** What the release before made of the same source by the same transforms, widest first. */
    private List<Made> known(AssetUse use, Collection<String> files) {
        Map<String, Made> byTransform = new HashMap<>();
        for (String path : files) {
            if (path.startsWith(directory(use))) {
                before.apply(path).stream()
                        .flatMap(entry -> made(use, entry).stream())
                        .forEach(each -> byTransform.put(each.derivation().transform(), each));
            }
        }
        Set<String> current =
                Transform.of(Integer.MAX_VALUE).stream()
                        .map(Transform::label)
                        .collect(Collectors.toSet());
        return byTransform.containsKey(Transform.WIDE.label())
                        && current.containsAll(byTransform.keySet())
                ? byTransform.values().stream()
                        .sorted(
                                Comparator.comparingInt((Made each) -> each.derivation().width())
                                        .reversed())
                        .toList()
                : List.of();
    }

    private Optional<Made> made(AssetUse use, Entry entry) {
        Derivation derivation = entry.derived();
        return derivation != null
                        && derivation.source().equals(use.sha256())
                        && store.holds(entry.digest())
                ? Optional.of(new Made(entry.digest(), entry.size(), derivation))
                : Optional.empty();
    }
}
