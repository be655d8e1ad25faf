package org.gongkai.content.intake;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file would become as a draft.
 *
 * @param body sanitised
 * @param date of the document; null if neither its name nor its text has one
 * @param pictures came inside the file; the body uses them by their digests
 * @param warnings what a person should look at, each a sentence
 */
record Proposal(
        String title,
        String body,
        @Nullable LocalDate date,
        @Nullable String documentNumber,
        @Nullable String issuer,
        Map<String, String> about,
        List<String> tags,
        List<Extracted.Picture> pictures,
        List<String> warnings) {

    Proposal withBody(String other) {
        return new Proposal(
                title, other, date, documentNumber, issuer, about, tags, pictures, warnings);
    }

    Proposal withWarnings(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Proposal(title, body, date, documentNumber, issuer, about, tags, pictures, all);
    }

    /** The fields of a draft, of those that its kind has. */
    Map<String, String> fields(List<String> allowed) {
        Map<String, String> fields = new TreeMap<>();
        for (String key : List.of("summary", "source", "author", "validity", "issuer")) {
            String value = about.get(key);
            if (value != null && !value.isBlank()) {
                fields.put(key, value);
            }
        }
        if (date != null) {
            fields.put("documentDate", date.toString());
        }
        if (documentNumber != null) {
            fields.put("documentNumber", documentNumber);
        }
        if (issuer != null) {
            fields.putIfAbsent("issuer", issuer);
        }
        fields.keySet().retainAll(allowed);
        return fields;
    }
}
