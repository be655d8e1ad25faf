package org.gongkai.content.releaseset;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A release set as one person sees it: its members, and what it waits for.
 *
 * @param unit whose editors keep it; null if the office reviewers do
 * @param version as in {@code ETag}
 * @param notBefore the latest not-before of the members that are ready: the set goes no earlier
 * @param keptBackBy what keeps the set back, each in a sentence; empty if it goes with the next
 *     release, or nothing of it is left to go
 */
public record ReleaseSetView(
        ReleaseSetId id,
        String name,
        @Nullable String unit,
        String version,
        String createdBy,
        Instant createdAt,
        @Nullable Instant dissolvedAt,
        State state,
        @Nullable Instant notBefore,
        List<Member> members,
        List<String> keptBackBy) {

    /** What will become of a set. */
    public enum State {
        /** Nothing of it is left to go: it has no members, or all of them are public. */
        SETTLED,
        /** A member keeps the others back. */
        WAITING,
        /** All are ready, and it goes when the latest not-before has passed. */
        SCHEDULED,
        /** It goes with the next release. */
        DUE,
        DISSOLVED
    }

    /**
     * A member. Of a document that the person may not see there is no title, kind or path.
     *
     * @param readiness where it stands
     * @param stage at which it waits, while it is in review
     * @param notBefore of the edition that is to go
     * @param keepsBack why it keeps the others back now, in a sentence; null if it does not
     */
    public record Member(
            DocumentId document,
            @Nullable String title,
            @Nullable String kind,
            @Nullable String path,
            String unit,
            Readiness readiness,
            @Nullable ReviewStage stage,
            @Nullable Instant notBefore,
            @Nullable String keepsBack) {}

    /** A set with its members at an instant. */
    static ReleaseSetView of(ReleaseSet set, List<Member> members, Instant now) {
        Instant notBefore =
                members.stream()
                        .filter(member -> member.readiness() == Readiness.READY)
                        .map(Member::notBefore)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        return new ReleaseSetView(
                set.id(),
                set.name(),
                set.unit() == null ? null : set.unit().value(),
                Long.toString(set.version()),
                set.createdBy(),
                set.createdAt(),
                set.dissolvedAt(),
                state(set, members, notBefore, now),
                notBefore,
                List.copyOf(members),
                members.stream().map(Member::keepsBack).filter(Objects::nonNull).toList());
    }

    private static State state(
            ReleaseSet set, List<Member> members, @Nullable Instant notBefore, Instant now) {
        if (set.dissolvedAt() != null) {
            return State.DISSOLVED;
        }
        if (members.stream().anyMatch(member -> member.readiness().keepsBack())) {
            return State.WAITING;
        }
        if (members.stream().allMatch(member -> member.readiness() == Readiness.PUBLIC)) {
            return State.SETTLED;
        }
        return notBefore != null && notBefore.isAfter(now) ? State.SCHEDULED : State.DUE;
    }
}
