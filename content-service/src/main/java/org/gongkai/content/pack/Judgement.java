package org.gongkai.content.pack;

import org.gongkai.content.review.Approval.Verdict;
import org.gongkai.content.review.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What becomes, or became, of a row of a spreadsheet of verdicts, or of an item that has no row.
 *
 * @param row in the sheet; null for an item that is not in it
 * @param number of the item; null if it is none of the pack
 * @param verdict null unless the row says one
 * @param refusal why the person who brings it cannot record it; null unless {@link Outcome#BARRED}
 */
public record Judgement(
        @Nullable Integer row,
        @Nullable Integer number,
        String title,
        Outcome outcome,
        @Nullable Verdict verdict,
        String opinion,
        @Nullable Refusal refusal) {

    /** One of these is said of each row and of each item. */
    public enum Outcome {
        /** It can be recorded. */
        READY,
        /** It is recorded. */
        TAKEN,
        /** The row says nothing yet. */
        BLANK,
        /** The item is not in the sheet. */
        MISSING,
        /** The pack has no such item. */
        UNKNOWN,
        /** The item stands in the sheet twice; which row counts, nobody guesses. */
        TWICE,
        /** The row has another digest than the pack, such as an older one. */
        OTHER_DIGEST,
        /** The conclusion is neither 通过 nor 退回. */
        WORD,
        /** It returns without saying what to change. */
        NO_OPINION,
        /** The opinion is longer than a verdict's can be. */
        LONG_OPINION,
        /** A spreadsheet said something of this item before. */
        ALREADY,
        /** The document has other content by now. */
        CHANGED,
        /** The document does not stand at the municipal pre-review any more. */
        MOVED,
        /** Who brings it took part in the document, or the office has to consent first. */
        BARRED,
        /** It could not be recorded, for no reason that lies in it; the server's log has that. */
        FAILED
    }

    Judgement with(Outcome other) {
        return new Judgement(row, number, title, other, verdict, opinion, null);
    }

    Judgement barred(Refusal why) {
        return new Judgement(row, number, title, Outcome.BARRED, verdict, opinion, why);
    }

    /** Whether it was refused; blank and missing ones were not. */
    public boolean refused() {
        return switch (outcome) {
            case READY, TAKEN, BLANK, MISSING -> false;
            default -> true;
        };
    }
}
