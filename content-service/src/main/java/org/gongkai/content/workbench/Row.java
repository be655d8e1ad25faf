package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentSummary;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A line of a list.
 *
 * @param kind what the kind is called
 * @param state the key of the state's message: the state, or the stage while it is in review
 * @param due by when it has to go on; null if there is no date
 * @param mark the key of the message that it came late; null if it did not
 * @param item what a bulk action needs: id, digest and version
 * @param address where its title leads
 * @param why what the last reviewer said who returned it; null if nobody did
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
        @Nullable Due due,
        @Nullable String mark,
        String item,
        String address,
        @Nullable String why) {

    /**
     * A due date.
     *
     * @param words the key of the message that says how far it is away
     * @param days the working days left, or passed since
     */
    record Due(String at, String words, long days, boolean late) {
        static @Nullable Due of(DocumentSummary document, Names names) {
            Instant at = document.dueAt();
            Long left = document.workingDaysLeft();
            if (at == null || left == null) {
                return null;
            }
            String words = document.late() ? left == 0 ? "due.justLate" : "due.late" : "due.left";
            return new Due(names.time(at), words, Math.abs(left), document.late());
        }
    }

    static Row of(DocumentSummary document, Words words) {
        return new Row(
                document.id().toString(),
                document.title(),
                words.names().kind(document.kind()),
                state(document),
                words.units().getOrDefault(document.unit(), document.unit()),
                words.sections().getOrDefault(document.section(), document.section()),
                document.edition(),
                document.live(),
                words.names().time(document.changedAt()),
                Due.of(document, words.names()),
                document.awaitsConsent()
                        ? "late.awaits"
                        : document.submittedLate() ? "late.mark" : null,
                document.id() + ":" + document.digest() + ":" + document.version(),
                "/workbench/documents/" + document.id(),
                null);
    }

    /** The same, and its title leads to its review. */
    Row toReview() {
        return with("/workbench/review/" + id, why);
    }

    /** The same, and why it came back. */
    Row because(@Nullable String reason) {
        return with(address, reason);
    }

    private Row with(String newAddress, @Nullable String newWhy) {
        return new Row(
                id,
                title,
                kind,
                state,
                unit,
                section,
                edition,
                live,
                changed,
                due,
                mark,
                item,
                newAddress,
                newWhy);
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
