package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentSummary;

/**
 * A line of a list.
 *
 * @param state the key of the state's message: the state, or the stage while it is in review
 * @param item what a bulk action needs: id, digest and version
 */
record Row(
        String id,
        String title,
        String kind,
        String state,
        String unit,
        String section,
        int edition,
        boolean live,
        String changed,
        String item) {

    static Row of(DocumentSummary document, Words words) {
        return new Row(
                document.id().toString(),
                document.title(),
                document.kind(),
                state(document),
                words.units().getOrDefault(document.unit(), document.unit()),
                words.sections().getOrDefault(document.section(), document.section()),
                document.edition(),
                document.live(),
                words.names().time(document.changedAt()),
                document.id() + ":" + document.digest() + ":" + document.version());
    }

    static String state(DocumentSummary document) {
        return document.stage() == null ? document.state().name() : document.stage().name();
    }

    /** The names that a page needs, read once for it. */
    record Words(
            Names names,
            java.util.Map<String, String> units,
            java.util.Map<String, String> sections) {
        static Words of(Names names) {
            return new Words(names, names.units(), names.sections());
        }
    }
}
