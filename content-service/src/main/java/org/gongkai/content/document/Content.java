package org.gongkai.content.document;

import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The content of a revision: all that a page may show of a document. Its canonical form is what
 * people approve.
 *
 * @param body sanitised HTML; never sanitised again
 * @param notBefore the earliest instant of publication, null if at once
 */
public record Content(
        String kind,
        String title,
        String body,
        Map<String, String> fields,
        String section,
        UnitKey unit,
        List<String> tags,
        PublicPath path,
        @Nullable Instant notBefore,
        List<AssetUse> assets) {
    public Content {
        fields = Map.copyOf(fields);
        tags = List.copyOf(tags);
        assets = List.copyOf(assets);
    }

    /** What is left to show of content that was erased for privacy: where it belonged. */
    static Content erased(DocumentSummary of) {
        return new Content(
                of.kind(),
                of.title(),
                "",
                Map.of(),
                of.section(),
                new UnitKey(of.unit()),
                List.of(),
                new PublicPath(of.path()),
                null,
                List.of());
    }
}
