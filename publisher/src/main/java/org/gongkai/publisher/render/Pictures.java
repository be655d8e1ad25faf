package org.gongkai.publisher.render;

import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse.Role;
import org.gongkai.publisher.render.PublicAsset.Rendition;
import org.gongkai.publisher.render.view.Picture;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Pictures of a document as the pages show them: candidates for every width, and their size. */
final class Pictures {
    /** The width that browsers without {@code srcset} get. */
    private static final int USUAL_WIDTH = 800;

    /** An original that is wider than this is offered as the large view only. */
    private static final int WIDEST_CANDIDATE = 2000;

    private Pictures() {}

    /** The picture that stands for a document in cards: its lead, a poster, or any other. */
    static Optional<Picture> cover(Article article) {
        return of(article, Role.LEAD)
                .or(() -> of(article, Role.POSTER))
                .or(() -> of(article, Role.INLINE));
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
                        srcset(asset),
                        largest(asset),
                        usual.width(),
                        usual.height(),
                        use.alt(),
                        use.caption(),
                        "focus-" + third(use.focalX(), 'x') + third(use.focalY(), 'y')));
    }

    static Rendition usual(PublicAsset asset) {
        Rendition usual = new Rendition(asset.url(), asset.width(), asset.height());
        for (Rendition rendition : asset.renditions()) {
            usual = rendition;
            if (rendition.width() >= USUAL_WIDTH) {
                break;
            }
        }
        return usual;
    }

    static @Nullable String srcset(PublicAsset asset) {
        if (asset.renditions().isEmpty()) {
            return null;
        }
        StringBuilder candidates = new StringBuilder();
        int widest = 0;
        for (Rendition rendition : asset.renditions()) {
            candidate(candidates, rendition.url(), rendition.width());
            widest = Math.max(widest, rendition.width());
        }
        if (asset.width() > widest && asset.width() <= WIDEST_CANDIDATE) {
            candidate(candidates, asset.url(), asset.width());
        }
        return candidates.toString();
    }

    /** The largest version that is sensible to send to a screen. */
    static String largest(PublicAsset asset) {
        return asset.renditions().isEmpty() || asset.width() <= WIDEST_CANDIDATE
                ? asset.url()
                : asset.renditions().getLast().url();
    }

    private static void candidate(StringBuilder candidates, String url, int width) {
        if (!candidates.isEmpty()) {
            candidates.append(", ");
        }
        candidates.append(url).append(' ').append(width).append('w');
    }

    private static String third(int thousandths, char axis) {
        return axis + (thousandths < 333 ? "0" : thousandths <= 666 ? "1" : "2");
    }
}
