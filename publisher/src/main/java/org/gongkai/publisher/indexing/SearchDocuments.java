package org.gongkai.publisher.indexing;

import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The search documents of one release, read from the approved bytes that its store kept: so the
 * index can be repaired or built anew without asking anyone.
 */
final class SearchDocuments {
    private static final int LONGEST_ATTACHMENTS = 300_000;

    private final Manifest manifest;
    private final ReleaseStore store;
    private final SiteText text;
    private final DocumentKinds kinds;
    private final AttachmentTexts texts;
    private final Searched searched;

    SearchDocuments(
            Manifest manifest, ReleaseStore store, DocumentKinds kinds, AttachmentTexts texts) {
        this.kinds = kinds;
        this.texts = texts;
        this.searched = new Searched(store, kinds);
        this.manifest = manifest;
        this.store = store;
        this.text = textOf(manifest, store);
    }

    static SiteText textOf(Manifest manifest, ReleaseStore store) {
        return SiteText.of(new PublishableSite(manifest.site(), store.read(manifest.site())));
    }

    /** All that is searched. */
    Stream<SearchDocument> all() {
        return manifest.ids().filter(this::searched).map(this::of);
    }

    /** Whether a live document belongs into the index. */
    boolean searched(UUID document) {
        return searched.is(document, live(document));
    }

    /** Has what the attachments of a document say read, so that it is at hand afterwards. */
    void readAttachments(UUID document) {
        ApprovedContent content = content(document, live(document));
        for (AssetUse use :
                kinds.of(content.kind()).searched() ? content.assets() : List.<AssetUse>of()) {
            if (use.role() == AssetUse.Role.ATTACHMENT) {
                texts.of(use.sha256(), use.mediaType());
            }
        }
    }

    private LiveDocument live(UUID document) {
        return manifest.document(document)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Release %d does not show document %s"
                                                .formatted(manifest.release(), document)));
    }

    SearchDocument of(UUID document) {
        LiveDocument live = live(document);
        ApprovedContent content = content(document, live);
        DocumentKind kind = kinds.of(content.kind());
        return new SearchDocument(
                document.toString(),
                live.digest().hex(),
                live.path(),
                content.title(),
                words(content, kind),
                attachments(content),
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
        for (AssetUse use : content.assets()) {
            append(words, use.caption());
            if (use.role() != AssetUse.Role.ATTACHMENT) {
                append(words, use.alt());
            }
        }
        return words.toString();
    }

    /** The names of the attachments and what they say. */
    private String attachments(ApprovedContent content) {
        StringBuilder all = new StringBuilder();
        for (AssetUse use : content.assets()) {
            if (use.role() == AssetUse.Role.ATTACHMENT) {
                append(all, use.fileName());
                append(all, texts.of(use.sha256(), use.mediaType()));
            }
            if (all.length() > LONGEST_ATTACHMENTS) {
                return all.substring(0, LONGEST_ATTACHMENTS);
            }
        }
        return all.toString();
    }

    private static void append(StringBuilder words, String more) {
        if (!more.isBlank()) {
            if (!words.isEmpty()) {
                words.append('\n');
            }
            words.append(more);
        }
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
