package org.gongkai.publisher.media;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.media.Transform.Crop;
import org.gongkai.publisher.media.Transform.Encoding;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleasePack;
import org.gongkai.publisher.picture.Picture;
import org.gongkai.publisher.picture.Pixels;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Makes the renditions of one picture, each from the next larger. For one thread. */
final class Renditions {
    private final ReleasePack pack;
    private final Sha256 source;
    private final boolean webp;
    private final List<Made> made = new ArrayList<>();

    private Renditions(ReleasePack pack, Sha256 source, boolean webp) {
        this.pack = pack;
        this.source = source;
        this.webp = webp;
    }

    /** One rendition and how it was made. */
    record Made(Sha256 digest, long size, Transform transform, Derivation derivation) {
        Entry entry() {
            return new Entry(digest, size, 200, transform.encoding().mediaType(), null, derivation);
        }

        String fileName() {
            return transform.fileName(derivation.width());
        }
    }

    /**
     * Makes them.
     *
     * @param source the digest of what the pixels were read from
     * @param crop null for none
     * @param webp whether as WebP, too
     */
    static List<Made> of(
            Pixels pixels, Sha256 source, @Nullable Crop crop, boolean webp, ReleasePack pack) {
        Renditions renditions = new Renditions(pack, source, webp);
        Picture whole = pixels.at(Transform.WIDTHS.getFirst());
        renditions.add(null, Transform.WIDTHS, whole);
        if (crop != null) {
            renditions.add(
                    crop,
                    Transform.CROP_WIDTHS,
                    whole.cropped(
                            crop.shape(),
                            crop.focalX(),
                            crop.focalY(),
                            Transform.CROP_WIDTHS.getFirst()));
        }
        return List.copyOf(renditions.made);
    }

    private void add(@Nullable Crop crop, List<Integer> widths, Picture widest) {
        Picture picture = widest;
        for (int width : widths) {
            if (width < widest.width() || width == widths.getFirst()) {
                picture = picture.narrowedTo(width);
                add(crop, width, picture);
            }
        }
    }

    private void add(@Nullable Crop crop, int width, Picture picture) {
        boolean transparent = picture.transparent();
        byte[] usual = transparent ? picture.png() : picture.jpeg();
        add(new Transform(crop, width, transparent ? Encoding.PNG : Encoding.JPEG), picture, usual);
        if (webp) {
            picture.webp()
                    .filter(bytes -> bytes.length < usual.length)
                    .ifPresent(
                            bytes ->
                                    add(new Transform(crop, width, Encoding.WEBP), picture, bytes));
        }
    }

    private void add(Transform transform, Picture picture, byte[] bytes) {
        made.add(
                new Made(
                        pack.put(bytes),
                        bytes.length,
                        transform,
                        new Derivation(
                                source, transform.label(), picture.width(), picture.height())));
    }
}
