package org.gongkai.content.review;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Standing;

import java.time.Instant;
import java.util.List;

/**
 * A verdict (审核意见) of one person at one stage on the bytes that the digest names. It says nothing
 * about other bytes.
 *
 * @param order rises with every verdict
 * @param standing in whose name it was given, and the real people behind it
 * @param comment may be empty for an approval, never for a return
 * @param remarks comments at places in the text
 */
public record Approval(
        long order,
        ReviewStage stage,
        PersonId person,
        Standing standing,
        Verdict verdict,
        String comment,
        List<Remark> remarks,
        Instant at,
        Digest digest) {
    public Approval {
        remarks = List.copyOf(remarks);
    }

    /** What a reviewer decided. */
    public enum Verdict {
        APPROVE,
        RETURN
    }
}
