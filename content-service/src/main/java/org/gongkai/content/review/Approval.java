package org.gongkai.content.review;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.PersonId;

import java.time.Instant;

/**
 * A verdict (审核意见) of one person at one stage on the bytes that the digest names. It says nothing
 * about other bytes.
 *
 * @param order rises with every verdict
 * @param comment may be empty for an approval, never for a return
 */
public record Approval(
        long order,
        ReviewStage stage,
        PersonId person,
        Verdict verdict,
        String comment,
        Instant at,
        Digest digest) {

    /** What a reviewer decided. */
    public enum Verdict {
        APPROVE,
        RETURN
    }
}
