package org.gongkai.content.summary;

import org.gongkai.content.figures.Snapshot;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A summary (活动总结) as it stands.
 *
 * @param unit a key; null for that of the district to the city
 * @param words the draft; of others than those who write it, what was submitted last
 * @param version counts the changes of the draft; 0 before it was first saved
 * @param due by when it has to be submitted; null if the campaign does not say
 * @param workingDaysLate from that day until it was first submitted, or until today; null if it is
 *     not late
 * @param submissions the newest first
 */
public record Summary(
        String campaign,
        @Nullable String unit,
        State state,
        Words words,
        long version,
        @Nullable Instant due,
        @Nullable Long workingDaysLate,
        List<Submission> submissions) {

    /** Where a summary stands. */
    public enum State {
        /** Nobody has written anything yet. */
        NONE,
        DRAFT,
        SUBMITTED,
        RETURNED,
        ACCEPTED;

        /** Whether those who write it can write. */
        public boolean writable() {
            return this == NONE || this == DRAFT || this == RETURNED;
        }
    }

    /**
     * What a summary says beside its figures, plain text.
     *
     * @param practice 主要做法
     * @param problems 存在问题
     * @param plans 下一步打算
     */
    public record Words(String practice, String problems, String plans) {
        public static final int LONGEST = 5000;
        static final Words NONE = new Words("", "", "");

        public Words {
            practice = practice.strip().replace("\r\n", "\n");
            problems = problems.strip().replace("\r\n", "\n");
            plans = plans.strip().replace("\r\n", "\n");
            if (Math.max(practice.length(), Math.max(problems.length(), plans.length()))
                    > LONGEST) {
                throw new SummaryRefused(
                        SummaryRefused.Why.WORDS,
                        "Each part of a summary has at most %d characters".formatted(LONGEST));
            }
        }
    }

    /**
     * What was handed in, as it was then.
     *
     * @param number from 1
     * @param figures of that time
     * @param digest SHA-256 of their canonical form, in hex
     * @param accepted null as long as nobody has decided
     * @param reason why it was returned, or empty
     */
    public record Submission(
            int number,
            Words words,
            Snapshot figures,
            String digest,
            String submittedBy,
            Instant submittedAt,
            @Nullable Boolean accepted,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            String reason) {}
}
