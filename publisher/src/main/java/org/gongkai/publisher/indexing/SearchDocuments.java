package org.gongkai.publisher.indexing;

import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.catalogue.ReleasedDocument;
import org.gongkai.publisher.kind.DocumentKind;
import org.gongkai.publisher.kind.DocumentKinds;
import org.gongkai.publisher.kind.KindField;
import org.gongkai.publisher.kind.KindField.Search;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.ReleaseStore;
import org.gongkai.search.SearchDocument;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The search documents of one release, read from the approved bytes that its store kept: so the
 * index can be repaired or built anew without asking anyone.
 */
final class SearchDocuments {
    private final Manifest manifest;
    private final ReleaseStore store;
    private final SiteText text;
    private final DocumentKinds kinds;

    SearchDocuments(Manifest manifest, ReleaseStore store, DocumentKinds kinds) {
        this.kinds = kinds;
        this.manifest = manifest;
        this.store = store;
        this.text = textOf(manifest, store);
    }

    static SiteText textOf(Manifest manifest, ReleaseStore store) {
        return SiteText.of(new PublishableSite(manifest.site(), store.read(manifest.site())));
    }

    Stream<SearchDocument> all() {
        return manifest.ids().map(this::of);
    }

    SearchDocument of(UUID document) {
        LiveDocument live =
                manifest.document(document)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Release %d does not show document %s"
                                                        .formatted(manifest.release(), document)));
        ApprovedContent content = content(document, live);
        DocumentKind kind = kinds.of(content.kind());
        return new SearchDocument(
                document.toString(),
                live.digest().hex(),
                live.path(),
                content.title(),
                words(content, kind),
                "",
                content.kind(),
                content.section(),
                text.section(content.section())
                        .map(SiteText.Section::name)
                        .orElse(content.section()),
                content.unit(),
                text.unit(content.unit()).map(SiteText.Unit::name).orElse(content.unit()),
                content.tags(),
                live.firstPublished(),
                value(content, kind, Search.NUMBER),
                date(value(content, kind, Search.DATE)),
                filters(content, kind));
    }

    ApprovedContent content(UUID document, LiveDocument live) {
        return ReleasedDocument.content(document, live, store.read(live.digest()));
    }

    private static String words(ApprovedContent content, DocumentKind kind) {
        StringBuilder words = new StringBuilder(Jsoup.parseBodyFragment(content.body()).text());
        for (KindField field : kind.fields()) {
            if (field.search() == Search.TEXT || field.search() == Search.EXACT) {
                content.field(field.key())
                        .ifPresent(value -> words.append('\n').append(field.shown(value)));
            }
        }
        for (ApprovedContent.AssetUse use : content.assets()) {
            if (!use.caption().isBlank()) {
                words.append('\n').append(use.caption());
            }
        }
        return words.toString();
    }

    /** The value of the field in this role. */
    private static @Nullable String value(ApprovedContent content, DocumentKind kind, Search role) {
        return kind.field(role).flatMap(field -> content.field(field.key())).orElse(null);
    }

    /** What the document can be filtered by: every field that is found as a whole. */
    private static Map<String, String> filters(ApprovedContent content, DocumentKind kind) {
        Map<String, String> filters = new TreeMap<>();
        for (KindField field : kind.fields()) {
            if (field.search() != Search.NONE && field.search() != Search.TEXT) {
                content.field(field.key()).ifPresent(value -> filters.put(field.key(), value));
            }
        }
        return filters;
    }

    private static @Nullable LocalDate date(@Nullable String value) {
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            return null; // shown as the text that it is, but not searched as a date
        }
    }
}
