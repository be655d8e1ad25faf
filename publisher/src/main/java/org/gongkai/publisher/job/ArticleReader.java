package org.gongkai.publisher.job;

import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.media.ReleasedMedia;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.PublicAsset;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads documents from the approved bytes that the store keeps. Thread-safe. */
final class ArticleReader {
    private final ReleaseStore store;

    ArticleReader(ReleaseStore store) {
        this.store = store;
    }

    /**
     * @param files finds a public file by its path
     */
    Article read(ReleasedDocument document, Function<String, Optional<Entry>> files) {
        ApprovedContent content =
                ReleasedDocument.content(
                        document.id(), document.live(), store.read(document.live().digest()));
        ReleasedMedia media = new ReleasedMedia(files);
        Map<Sha256, PublicAsset> assets = new HashMap<>();
        for (ApprovedContent.AssetUse use : content.assets()) {
            media.asset(use, document.facts().media())
                    .ifPresent(asset -> assets.put(use.sha256(), asset));
        }
        return new Article(
                document.id(),
                document.live().edition(),
                document.live().digest(),
                content,
                document.live().firstPublished(),
                document.live().published(),
                assets);
    }
}
