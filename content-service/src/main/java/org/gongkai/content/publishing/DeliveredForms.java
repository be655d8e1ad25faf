package org.gongkai.content.publishing;

import org.gongkai.content.delivery.DeliveredAsset;
import org.gongkai.content.delivery.DeliveredDocument;
import org.gongkai.content.delivery.DeliveredItem;
import org.gongkai.content.delivery.Named;
import org.gongkai.content.delivery.Reference;
import org.gongkai.content.html.PlainText;
import org.gongkai.content.publishing.ReleasedContent.EditionMark;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.Catalogue;
import org.gongkai.publisher.catalogue.Facts;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.released.ReleasedSite;
import org.gongkai.publisher.render.Addresses;
import org.gongkai.publisher.render.Article;
import org.gongkai.publisher.render.Excerpt;
import org.gongkai.publisher.render.PublicAsset;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/** Documents of one release as they are delivered: what their pages show, and nothing else. */
final class DeliveredForms {
    private final ReleasedSite site;
    private final Function<UUID, EditionMark> marks;
    private final @Nullable String origin;

    DeliveredForms(ReleasedSite site, Function<UUID, EditionMark> marks, @Nullable String origin) {
        this.site = site;
        this.marks = marks;
        this.origin = origin;
    }

    /** The whole address of a path, null if the site's own is not configured. */
    @Nullable String url(String path) {
        return origin == null ? null : origin + path;
    }

    Reference reference(Article article) {
        ApprovedContent content = article.content();
        return new Reference(
                article.document(),
                content.kind(),
                content.title(),
                content.path(),
                url(content.path()));
    }

    DeliveredItem item(Article article) {
        ApprovedContent content = article.content();
        return new DeliveredItem(
                article.document(),
                content.kind(),
                content.title(),
                Excerpt.summary(article),
                content.path(),
                url(content.path()),
                section(content.section()),
                unit(content.unit()),
                content.tags(),
                Excerpt.cover(article).flatMap(use -> asset(article, use)).orElse(null),
                article.firstPublished(),
                article.published(),
                article.digest().hex());
    }

    DeliveredDocument document(Article article) {
        ApprovedContent content = article.content();
        EditionMark mark = marks.apply(article.edition());
        String body = site.body(article);
        Catalogue catalogue = site.catalogue();
        ReleasedDocument document = catalogue.live(article.document()).orElseThrow();
        return new DeliveredDocument(
                article.document(),
                content.kind(),
                content.title(),
                Excerpt.summary(article),
                body,
                PlainText.of(body),
                fields(content),
                content.tags(),
                section(content.section()),
                unit(content.unit()),
                content.path(),
                url(content.path()),
                article.firstPublished(),
                article.published(),
                mark.number(),
                mark.release(),
                article.digest().hex(),
                content.assets().stream().flatMap(use -> asset(article, use).stream()).toList(),
                names(catalogue.namedBy(document)),
                namedBy(catalogue.naming(article.document())));
    }

    private SortedMap<String, Reference> names(SortedMap<String, ReleasedDocument> named) {
        SortedMap<String, Reference> names = new TreeMap<>();
        named.forEach((field, each) -> names.put(field, references(List.of(each)).getFirst()));
        return names;
    }

    private SortedMap<String, List<Reference>> namedBy(
            SortedMap<String, List<ReleasedDocument>> naming) {
        SortedMap<String, List<Reference>> namedBy = new TreeMap<>();
        naming.forEach((field, documents) -> namedBy.put(field, references(documents)));
        return namedBy;
    }

    private List<Reference> references(List<ReleasedDocument> documents) {
        return site.articles(documents).stream().map(this::reference).toList();
    }

    /** A field that names a document stands with the documents, if that one is public. */
    private static SortedMap<String, String> fields(ApprovedContent content) {
        SortedMap<String, String> fields = new TreeMap<>(content.fields());
        fields.keySet().removeAll(Facts.names(content).keySet());
        return fields;
    }

    private Named section(String key) {
        return site.text()
                .section(key)
                .map(section -> named(key, section.name(), Addresses.ofSection(key)))
                .orElseGet(() -> new Named(key, key, null, null));
    }

    private Named unit(String key) {
        return site.text()
                .unit(key)
                .map((SiteText.Unit unit) -> named(key, unit.name(), Addresses.ofUnit(key)))
                .orElseGet(() -> new Named(key, key, null, null));
    }

    private Named named(String key, String name, String path) {
        return new Named(key, name, path, url(path));
    }

    private Optional<DeliveredAsset> asset(Article article, AssetUse use) {
        List<String> files =
                site.catalogue()
                        .live(article.document())
                        .map(each -> each.facts().media())
                        .orElse(List.of());
        return site.media()
                .asset(use, files)
                .flatMap(
                        asset ->
                                site.media()
                                        .file(asset.url())
                                        .map(file -> asset(use, asset, file)));
    }

    private DeliveredAsset asset(AssetUse use, PublicAsset asset, Entry file) {
        boolean image = asset.mediaType().startsWith("image/");
        boolean sized = asset.width() > 0;
        return new DeliveredAsset(
                use.role().name(),
                asset.url(),
                url(asset.url()),
                file.type(),
                file.size(),
                file.digest().hex(),
                sized ? asset.width() : null,
                sized ? asset.height() : null,
                image ? null : use.fileName(),
                use.alt(),
                use.caption(),
                use.focalX(),
                use.focalY(),
                asset.renditions().stream()
                        .flatMap(rendition -> rendition(rendition).stream())
                        .toList());
    }

    private Optional<DeliveredAsset.Rendition> rendition(PublicAsset.Rendition rendition) {
        return site.media()
                .file(rendition.url())
                .map(
                        file ->
                                new DeliveredAsset.Rendition(
                                        rendition.url(),
                                        url(rendition.url()),
                                        rendition.width(),
                                        rendition.height(),
                                        file.size(),
                                        file.digest().hex()));
    }
}
