package org.gongkai.content.releaseset;

import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/** Why a member keeps its set back, and what would let the set go, in plain words. */
final class Obstacle {
    private Obstacle() {}

    /**
     * @param named the member as the reader knows it
     * @param notBefore of the edition that is ready
     * @return empty if nothing keeps the set back here
     */
    static Optional<String> sentence(
            String named,
            Readiness readiness,
            @Nullable ReviewStage stage,
            @Nullable Instant notBefore,
            Instant now) {
        return switch (readiness) {
            case PUBLIC -> Optional.empty();
            case READY ->
                    notBefore != null && notBefore.isAfter(now)
                            ? Optional.of(named + " may not be public before " + notBefore + ".")
                            : Optional.empty();
            case DRAFT -> Optional.of(named + " is a draft: its unit has to submit it.");
            case IN_REVIEW ->
                    Optional.of(named + " is in review and waits for " + asks(stage) + ".");
            case RETURNED -> Optional.of(named + " was returned: its unit has to submit it again.");
            case HELD ->
                    Optional.of(
                            named
                                    + " is held: a publisher lets it go, or its unit recalls and mends it.");
            case DISCARDED ->
                    Optional.of(
                            named + " was discarded: write it anew, or take it out of the set.");
            case WITHDRAWN ->
                    Optional.of(
                            named
                                    + " was withdrawn: write its next edition, or take it out of the set.");
        };
    }

    private static String asks(@Nullable ReviewStage stage) {
        return stage == null
                ? "a verdict"
                : switch (stage) {
                    case UNIT_REVIEW -> "its unit's reviewer";
                    case OFFICE_REVIEW -> "the office";
                    case MUNICIPAL_PRE_REVIEW -> "the municipal pre-review";
                };
    }
}
