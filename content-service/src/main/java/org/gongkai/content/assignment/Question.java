package org.gongkai.content.assignment;

import java.util.List;

/**
 * What is unclear in a row of the breakdown. An assignment is not issued before somebody of the
 * office has settled it.
 *
 * @param part where
 * @param doubt what is unclear there
 * @param about what it quotes, in the order of its words
 */
public record Question(Part part, Doubt doubt, List<String> about) {
    public Question {
        about = List.copyOf(about);
    }

    /** A question that quotes these. */
    public Question(Part part, Doubt doubt, String... about) {
        this(part, doubt, List.of(about));
    }

    /** A cell of a row. */
    public enum Part {
        NUMBER,
        BLOCK,
        TEXT,
        UNITS,
        DATES,
        CHANNELS
    }

    /** What can be unclear. */
    public enum Doubt {
        /** The cell is empty, and nothing above it can be meant. */
        MISSING,
        /** No unit has this name: the name. */
        UNKNOWN_UNIT,
        /** A group of units that is not every unit: its words, the units taken for it. */
        GROUP_OF_UNITS,
        /** Several units may be meant, and none was taken: the name, the units. */
        AMBIGUOUS_UNIT,
        /** Taken for the unit whose name it shortens: the name, the unit. */
        SHORTENED_UNIT,
        /** Not a date, a span, or 持续发布: the words. */
        UNREADABLE_DATES,
        /** A day that the calendar does not have: the words. */
        NO_SUCH_DAY,
        /** It ends before it begins: the words. */
        ENDS_BEFORE_IT_BEGINS,
        /** Another year than the campaign's: the year read, the campaign's. */
        OTHER_YEAR,
        /** A day without a year, and the campaign has no dates from which it would come. */
        NO_YEAR,
        /** The cell is empty without being merged with the one above: what stands there. */
        BLANK_BELOW,
        /** None of the known channels: the words. */
        UNKNOWN_CHANNEL,
        /** The row's own text names others: channels of the table, of the text. */
        CHANNELS_OF_THE_TEXT,
        /** The notice names others for this block: channels of the table, of the notice. */
        CHANNELS_OF_THE_NOTICE,
        /** The row's own text names another day: dates of the table, the text. */
        DATES_OF_THE_TEXT,
        /** Not a number from 1 to 999: the words. */
        UNREADABLE_NUMBER,
        /** Another row has the number: the number. */
        NUMBER_TWICE
    }
}
