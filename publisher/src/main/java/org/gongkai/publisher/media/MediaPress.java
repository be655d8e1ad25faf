package org.gongkai.publisher.media;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.drawing.DrawingRefused;
import org.gongkai.publisher.drawing.SafeDrawing;
import org.gongkai.publisher.media.Renditions.Made;
import org.gongkai.publisher.media.Transform.Crop;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.output.ScratchFile;
import org.gongkai.publisher.picture.PictureRefused;
import org.gongkai.publisher.picture.Pixels;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes the assets of one release public: each picture decoded once and never published as it came
 * (it may name a place and a camera), a drawing only if it is harmless, everything else byte for
 * byte. What the release before made from the same source by the same transforms is taken from
 * there.
 *
 * <p>Thread-safe; works on as many pictures at a time as it is asked from threads, within the
 * memory that all share.
 */
public final class MediaPress {
    static final String DRAWING = "image/svg+xml";

    /** What a video says, to be read. */
    static final String CAPTIONS = "text/vtt";

    /** Of a video that is published as it is. */
    static final String VIDEO_LABEL = "video/1";

    /** Of a drawing that was looked at and is published as it is. */
    static final String DRAWING_LABEL = "drawing/1";

    private static final int LARGEST_IMAGE = 64 << 20;
    private static final Set<String> TEXTS = Set.of("text/plain", "text/csv", CAPTIONS);
    private static final Set<String> SHOWN_BY_BROWSERS =
            Set.of("application/pdf", "text/plain", "text/csv");

    private final ContentSource source;
    private final ReleaseStore store;
    private final ReleasePack pack;
    private final PictureDesk desk;
    private final Function<String, Optional<Entry>> before;
    private final Map<Wanted, List<Made>> made = new ConcurrentHashMap<>(1024);

    /**
     * @param before finds a file of the release before by its path
     */
    public MediaPress(
            ContentSource source,
            ReleaseStore store,
            ReleasePack pack,
            PictureDesk desk,
            Function<String, Optional<Entry>> before) {
        this.source = source;
        this.store = store;
        this.pack = pack;
        this.desk = desk;
        this.before = before;
    }

    /** What is made of one picture. */
    private record Wanted(Sha256 source, @Nullable Crop crop) {}

    /**
     * Makes all assets of a document public, several at a time. Of the picture that stands on its
     * card there are crops, too.
     *
     * @param files the public files of the same document in the release before, by path
     * @return what the manifest says of them, by path
     * @throws MediaRefused if an asset is missing, is not what was approved, or cannot be published
     */
    public Map<String, Entry> publish(ApprovedContent content, Collection<String> files) {
        AssetUse cover = content.covers().findFirst().orElse(null);
        Map<String, Entry> all = new TreeMap<>();
        content.assets().parallelStream()
                .map(
                        use ->
                                use.equals(cover)
                                        ? publish(use, crop(content, use), files)
                                        : publish(use, null, files))
                .forEachOrdered(each -> all.putAll(each.entries()));
        return all;
    }

    private Crop crop(ApprovedContent content, AssetUse use) {
        return new Crop(desk.shape(content), use.focalX(), use.focalY());
    }

    PublishedMedia publish(AssetUse use, @Nullable Crop crop, Collection<String> files) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (use.mediaType().equals(DRAWING)) {
            entries.put(address(use), drawing(use));
        } else if (use.mediaType().startsWith("image/")) {
            made.computeIfAbsent(
                            new Wanted(use.sha256(), crop), wanted -> renditions(use, crop, files))
                    .forEach(each -> entries.put(directory(use) + each.fileName(), each.entry()));
        } else {
            entries.put(address(use), file(use));
        }
        return new PublishedMedia(PublicAssets.of(use, entries).orElseThrow(), entries);
    }

    private List<Made> renditions(AssetUse use, @Nullable Crop crop, Collection<String> files) {
        List<Made> earlier = earlier(use, files);
        List<Made> known = known(earlier, crop);
        if (!known.isEmpty()) {
            return known;
        }
        try {
            return withOriginal(
                    use, file -> desk.reader().read(file, use.fileName(), made(use, crop)));
        } catch (PictureRefused e) {
            // What is public stays so, even if its picture would be refused today.
            List<Made> whole =
                    earlier.stream().filter(each -> each.transform().crop() == null).toList();
            if (whole.isEmpty()) {
                throw new MediaRefused(String.valueOf(e.getMessage()), e);
            }
            return whole;
        }
    }

    private Function<Pixels, List<Made>> made(AssetUse use, @Nullable Crop crop) {
        return pixels -> Renditions.of(pixels, use.sha256(), crop, desk.settings().webp(), pack);
    }

    private Entry drawing(AssetUse use) {
        return withOriginal(
                use,
                file -> {
                    try {
                        byte[] bytes = Files.readAllBytes(file);
                        SafeDrawing drawing = SafeDrawing.requireSafe(bytes, use.fileName());
                        return new Entry(
                                pack.put(bytes),
                                bytes.length,
                                200,
                                DRAWING,
                                null,
                                new Derivation(
                                        use.sha256(),
                                        DRAWING_LABEL,
                                        drawing.width(),
                                        drawing.height()));
                    } catch (IOException e) {
                        throw unavailable(use, e);
                    } catch (DrawingRefused e) {
                        throw new MediaRefused(String.valueOf(e.getMessage()), e);
                    }
                });
    }

    /** Does something with the bytes that were approved, as a file beside the pack. */
    private <T> T withOriginal(AssetUse use, Function<Path, T> work) {
        try (ScratchFile original = pack.scratch()) {
            try (InputStream in = source.asset(use.sha256())) {
                Sha256 actual = original.fill(in, LARGEST_IMAGE);
                if (!actual.equals(use.sha256())) {
                    throw new DigestMismatch(use.fileName(), use.sha256(), actual);
                }
            }
            return work.apply(original.path());
        } catch (ScratchFile.TooLarge e) {
            throw new MediaRefused(
                    "The image %s is larger than 64 MB: make it smaller".formatted(use.fileName()),
                    e);
        } catch (IOException | DigestMismatch e) {
            throw unavailable(use, e);
        }
    }

    private Entry file(AssetUse use) {
        if (!store.holds(use.sha256())) {
            try (InputStream in = source.asset(use.sha256())) {
                pack.put(use.sha256(), in);
            } catch (IOException | DigestMismatch e) {
                throw unavailable(use, e);
            }
        }
        return new Entry(
                use.sha256(),
                store.size(use.sha256()),
                200,
                safeType(use.mediaType()),
                null,
                use.mediaType().equals("video/mp4") ? size(use) : null);
    }

    /** How large its pictures are; null if it does not say. */
    private @Nullable Derivation size(AssetUse use) {
        try (InputStream in = store.open(use.sha256())) {
            return FrameSize.of(in)
                    .map(
                            size ->
                                    new Derivation(
                                            use.sha256(), VIDEO_LABEL, size.width(), size.height()))
                    .orElse(null);
        } catch (IOException e) {
            throw unavailable(use, e);
        }
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
        return directory(use)
                + "file"
                + switch (use.mediaType()) {
                    case DRAWING -> ".svg";
                    case CAPTIONS -> ".vtt";
                    default -> extension(use.fileName());
                };
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
        if (TEXTS.contains(type)) {
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

    /** What the release before made of the same source, by whatever version of a transform. */
    private List<Made> earlier(AssetUse use, Collection<String> files) {
        return files.stream()
                .filter(path -> path.startsWith(directory(use)))
                .flatMap(path -> before.apply(path).stream())
                .flatMap(entry -> made(use, entry).stream())
                .toList();
    }

    /** All of that, if nothing is missing that would be made now. */
    private static List<Made> known(List<Made> earlier, @Nullable Crop crop) {
        List<Made> known =
                earlier.stream()
                        .filter(
                                each ->
                                        each.transform().current(each.derivation().transform())
                                                && (each.transform().crop() == null
                                                        || each.transform().crop().equals(crop)))
                        .toList();
        boolean whole =
                known.stream()
                        .map(Made::transform)
                        .anyMatch(each -> each.crop() == null && each.always());
        boolean cropped =
                crop == null
                        || known.stream()
                                .map(Made::transform)
                                .anyMatch(each -> crop.equals(each.crop()) && each.always());
        return whole && cropped ? known : List.of();
    }

    private Optional<Made> made(AssetUse use, Entry entry) {
        Derivation derivation = entry.derived();
        return derivation != null
                        && entry.status() == 200
                        && derivation.source().equals(use.sha256())
                        && store.holds(entry.digest())
                ? Transform.of(derivation.transform())
                        .map(
                                transform ->
                                        new Made(
                                                entry.digest(),
                                                entry.size(),
                                                transform,
                                                derivation))
                : Optional.empty();
    }
}
