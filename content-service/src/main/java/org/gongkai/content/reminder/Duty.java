package org.gongkai.content.reminder;

import org.gongkai.content.people.UnitKey;

import java.time.LocalDate;

/**
 * Something that a unit has to do by a day, and has not done.
 *
 * @param key which one of its kind, for as long as it lasts; at most 200 characters
 * @param campaign the key of the campaign it belongs to
 * @param what in words, one line; “—” if nothing of them can be seen; what is longer than {@value
 *     #LONGEST_WHAT} characters is cut
 * @param due its last day; another day makes it another duty, of which people are told anew
 * @param page where in the workbench it is done, such as {@code /workbench/summaries}
 */
public record Duty(
        Kind kind,
        String key,
        String campaign,
        UnitKey unit,
        String what,
        LocalDate due,
        String page) {
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_WHAT = 300;

    /** What has to be done. */
    public enum Kind {
        /** A unit's share of an assignment, with evidence. */
        SHARE,
        /** A receipt is signed. */
        RECEIPT,
        /** A unit's summary is submitted. */
        SUMMARY,
        /** The office submits the summary of the district to the city. */
        DISTRICT_SUMMARY
    }

    /** What tells one duty from another: people are told of each step of it once. */
    record Id(Kind kind, String key, LocalDate due) {}

    public Duty {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "A duty has a key of 1 to %d characters".formatted(LONGEST_KEY));
        }
        if (!page.startsWith("/workbench")) {
            throw new IllegalArgumentException(
                    "A duty is done on a page of the workbench, not at " + page);
        }
        what = line(what);
    }

    Id id() {
        return new Id(kind, key, due);
    }

    /** Titles are what somebody wrote: nothing of them may begin a new line of a letter. */
    private static String line(String text) {
        String one = text.replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ").strip();
        if (one.isEmpty()) {
            return "—"; // One title without words must not keep everybody from being told.
        }
        if (one.length() <= LONGEST_WHAT) {
            return one;
        }
        int end = Character.isHighSurrogate(one.charAt(LONGEST_WHAT - 2)) ? 2 : 1;
        return one.substring(0, LONGEST_WHAT - end) + "…";
    }
}
