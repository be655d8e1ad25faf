package org.gongkai.content.review;

/**
 * A comment at a place in the content. The place is named by the words that stand there, after the
 * W3C's TextQuoteSelector, so that it means the same in every rendering of the same bytes.
 *
 * @param field {@code title}, {@code body}, or {@code fields.KEY}
 * @param quote the words that the comment is about, as a reader sees them; 1 to 500 characters
 * @param before what stands right before them, to tell equal words apart; may be empty
 * @param comment what to change; 1 to 2000 characters
 */
public record Remark(String field, String quote, String before, String comment) {
    private static final int LONGEST_QUOTE = 500;
    private static final int LONGEST_COMMENT = 2000;

    public Remark {
        comment = comment.replace("\r\n", "\n").strip();
        if (quote.isBlank() || quote.length() > LONGEST_QUOTE || before.length() > LONGEST_QUOTE) {
            throw new IllegalArgumentException(
                    "A remark quotes 1 to %d characters of the text".formatted(LONGEST_QUOTE));
        }
        if (comment.isEmpty() || comment.length() > LONGEST_COMMENT) {
            throw new IllegalArgumentException(
                    "A remark says something, in at most %d characters".formatted(LONGEST_COMMENT));
        }
    }
}
