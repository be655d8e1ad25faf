package org.gongkai.content.review;

import java.util.List;

/**
 * What a reviewer says with a verdict.
 *
 * @param comment on the whole; at most 2000 characters
 * @param remarks at places in the text, at most 50
 */
public record Opinion(String comment, List<Remark> remarks) {
    private static final int LONGEST = 2000;
    private static final int MOST_REMARKS = 50;

    /** No word about it. */
    public static final Opinion NONE = new Opinion("", List.of());

    public Opinion {
        comment = comment.replace("\r\n", "\n").strip();
        remarks = List.copyOf(remarks);
        if (comment.length() > LONGEST || remarks.size() > MOST_REMARKS) {
            throw new IllegalArgumentException(
                    "A verdict has a comment of at most %d characters and at most %d remarks"
                            .formatted(LONGEST, MOST_REMARKS));
        }
    }

    /** Only a comment. */
    public static Opinion of(String comment) {
        return new Opinion(comment, List.of());
    }

    /** Whether it says anything at all. */
    public boolean silent() {
        return comment.isEmpty() && remarks.isEmpty();
    }
}
