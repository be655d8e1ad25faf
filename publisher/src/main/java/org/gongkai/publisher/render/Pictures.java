package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse.Role;
import org.gongkai.publisher.render.PublicAsset.Rendition;
import org.gongkai.publisher.render.view.Picture;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pictures of a document as the pages show them: candidates for every width, and their size. */
final class Pictures {
    /** The width that browsers without {@code srcset} get. */
    private static final int USUAL_WIDTH = 800;

    /** The same for what cards show. */
    private static final int USUAL_CROP = 640;

    /** A crop was made around the focal point. */
    private static final String CENTRE = "focus-x1y1";

    private Pictures() {}

    /** The picture that stands for a document: its lead, a poster, or any other. */
    static Optional<Picture> cover(Article article) {
        return article.content().covers().flatMap(use -> of(article, use).stream()).findFirst();
    }

    /** The part of that picture that its card shows, if one was made. */
    static Optional<Crop> crop(Article article) {
        return article.content()
                .covers()
                .filter(use -> of(article, use).isPresent())
                .findFirst()
                .flatMap(
                        use ->
                                Objects.requireNonNull(article.assets().get(use.sha256()))
                                        .crops()
                                        .stream()
                                        .filter(
                                                crop ->
                                                        crop.focalX() == use.focalX()
                                                                && crop.focalY() == use.focalY())
                                        .findFirst()
                                        .map(crop -> new Crop(crop.shape(), shown(crop, use))));
    }

    /**
     * A picture cut to a shape.
     *
     * @param shape such as {@code 16x9}
     */
    record Crop(String shape, Picture picture) {}

    private static Picture shown(PublicAsset.Crop crop, AssetUse use) {
        Rendition usual = usual(crop.renditions(), USUAL_CROP);
        return new Picture(
                usual.url(),
                srcset(crop.renditions()),
                srcset(crop.webp()),
                crop.renditions().getLast().url(),
                usual.width(),
                usual.height(),
                use.alt(),
                use.caption(),
                CENTRE);
    }

    /** The first picture in a role. */
    static Optional<Picture> of(Article article, Role role) {
        return article.content().assets().stream()
                .filter(use -> use.role() == role)
                .flatMap(use -> of(article, use).stream())
                .findFirst();
    }

    static Optional<Picture> of(Article article, AssetUse use) {
        PublicAsset asset = article.assets().get(use.sha256());
        if (asset == null || !asset.mediaType().startsWith("image/")) {
            return Optional.empty();
        }
        Rendition usual = usual(asset);
        return Optional.of(
                new Picture(
                        usual.url(),
                        srcset(asset.renditions()),
                        srcset(asset.webp()),
                        asset.url(),
                        usual.width(),
                        usual.height(),
                        use.alt(),
                        use.caption(),
                        "focus-" + third(use.focalX(), 'x') + third(use.focalY(), 'y')));
    }

    /** The version that browsers without candidates get; the drawing itself. */
    static Rendition usual(PublicAsset asset) {
        return asset.renditions().isEmpty()
                ? new Rendition(asset.url(), asset.width(), asset.height())
                : usual(asset.renditions(), USUAL_WIDTH);
    }

    private static Rendition usual(List<Rendition> narrowestFirst, int width) {
        return narrowestFirst.stream()
                .filter(rendition -> rendition.width() >= width)
                .findFirst()
                .orElseGet(narrowestFirst::getLast);
    }

    /** The candidates with their widths, null if there are none. */
    static @Nullable String srcset(List<Rendition> renditions) {
        return renditions.isEmpty()
                ? null
                : renditions.stream()
                        .map(rendition -> rendition.url() + " " + rendition.width() + "w")
                        .collect(Collectors.joining(", "));
    }

    private static String third(int thousandths, char axis) {
        return axis + (thousandths < 333 ? "0" : thousandths <= 666 ? "1" : "2");
    }
}
