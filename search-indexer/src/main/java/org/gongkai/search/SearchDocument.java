package org.gongkai.search;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * One public document as the index holds it: plain text only, nothing that a page does not show.
 *
 * @param id the document's stable id
 * @param digest the content digest of the live edition, lower-case hex; reconciliation compares it
 * @param url the public path, absolute, such as {@code /policy/2020/0512-3/}
 * @param title the title as shown
 * @param body the body's text, and that of captions, without markup
 * @param attachments the attachments' text; empty if there is none
 * @param kind the key of the document's kind, such as {@code policy}
 * @param section the key of its section
 * @param sectionName the section's name as shown
 * @param unit the key of the unit that is responsible for it
 * @param unitName the unit's name as shown
 * @param tags its tags, in the editor's order
 * @param publishedAt the instant of the document's first release
 * @param documentNumber 文号, for policy documents
 * @param documentDate 成文日期, the date that the document itself bears
 * @param fields what else it can be filtered by, by the key of the field, such as {@code issuer}; a
 *     new key needs no change of the index
 */
public record SearchDocument(
        String id,
        String digest,
        String url,
        String title,
        String body,
        String attachments,
        String kind,
        String section,
        String sectionName,
        String unit,
        String unitName,
        List<String> tags,
        Instant publishedAt,
        @Nullable String documentNumber,
        @Nullable LocalDate documentDate,
        Map<String, String> fields) {

    public SearchDocument {
        tags = List.copyOf(tags);
        fields = Map.copyOf(fields);
    }
}
