package org.gongkai.publisher.render;

import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.Facts;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** All that a site shows, written down; for tests, which begin with nothing. */
public record SiteContents(
        long release,
        Instant at,
        SiteText text,
        List<Article> articles,
        List<Withdrawal> withdrawals) {

    /** The same as pages see it. */
    public SiteView view() {
        Map<UUID, @Nullable ReleasedDocument> documents = new HashMap<>();
        Map<UUID, Article> byId = new HashMap<>();
        for (Article each : articles) {
            byId.put(each.document(), each);
            documents.put(
                    each.document(),
                    new ReleasedDocument(
                            each.document(),
                            new LiveDocument(
                                    each.edition(),
                                    each.digest(),
                                    null,
                                    each.content().path(),
                                    each.firstPublished(),
                                    each.published()),
                            Facts.of(each.content(), List.of())));
        }
        Map<UUID, @Nullable Withdrawal> withdrawn = new HashMap<>();
        withdrawals.forEach(each -> withdrawn.put(each.document(), each));
        return new SiteView(
                release,
                at,
                text,
                Catalogue.empty().with(documents, withdrawn),
                document -> Objects.requireNonNull(byId.get(document.id())));
    }
}
