package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A public document, whole.
 *
 * @param body HTML as the document's page shows it
 * @param text the body's words without markup
 * @param fields the fields of its kind, but those that name a document
 * @param publishedAt its public date: the instant of its first release
 * @param updatedAt the instant of the release of this edition
 * @param edition the number of this edition
 * @param release the release with which this edition became public
 * @param digest the content digest that the approvals named
 * @param names the public documents that its fields name, by field: under {@code interprets} the
 *     policy that it explains
 * @param namedBy the public documents that name it, by the field in which they do, newest first:
 *     under {@code interprets} those that explain it
 */
public record DeliveredDocument(
        UUID id,
        String kind,
        String title,
        String summary,
        String body,
        String text,
        SortedMap<String, String> fields,
        List<String> tags,
        Named section,
        Named unit,
        String path,
        @Nullable String url,
        Instant publishedAt,
        Instant updatedAt,
        int edition,
        long release,
        String digest,
        List<DeliveredAsset> assets,
        SortedMap<String, Reference> names,
        SortedMap<String, List<Reference>> namedBy) {
    public DeliveredDocument {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        tags = List.copyOf(tags);
        assets = List.copyOf(assets);
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
        namedBy = Collections.unmodifiableSortedMap(new TreeMap<>(namedBy));
    }

    DeliveredDocument withBody(String other) {
        return new DeliveredDocument(
                id,
                kind,
                title,
                summary,
                other,
                text,
                fields,
                tags,
                section,
                unit,
                path,
                url,
                publishedAt,
                updatedAt,
                edition,
                release,
                digest,
                assets,
                names,
                namedBy);
    }
}
