package org.gongkai.content.document;

import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.deadline.Timetable;
import org.gongkai.content.kind.Label;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** By when an edition has to leave where it stands, and whether it may still be submitted. */
@Component
class DueDates {
    private final JdbcClient jdbc;
    private final Deadlines deadlines;

    DueDates(JdbcClient jdbc, Deadlines deadlines) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
    }

    private record Place(String section, Instant openedAt, @Nullable Instant notBefore) {}

    /** By when an edition, as it is in memory, has to leave where it stands; null: no date. */
    @Nullable Instant of(Edition edition) {
        if (!edition.state().open()) {
            return null;
        }
        Place place = place(edition);
        return due(edition, timetable(edition, place), place.notBefore());
    }

    /** The same for an edition that is not stored yet. */
    @Nullable Instant ofNew(Edition edition, Content content, Instant openedAt) {
        Place place = new Place(content.section(), openedAt, content.notBefore());
        return due(edition, timetable(edition, place), place.notBefore());
    }

    Timetable timetable(Edition edition) {
        return timetable(edition, place(edition));
    }

    /**
     * Lets an edition be submitted now.
     *
     * @return the mark that it gets, if it comes late for the stage that it enters; empty if it is
     *     in time, or the office has consented before
     * @throws ContentRefused if it comes late and no reason is given
     */
    Optional<LateMark> admit(Edition edition, @Nullable String reason, Instant at) {
        Instant cutOff = cutOff(edition, timetable(edition)).orElse(null);
        if (cutOff == null || !at.isAfter(cutOff)) {
            return Optional.empty();
        }
        if (reason == null || reason.isBlank()) {
            throw new ContentRefused(
                    "LATE",
                    "lateReason",
                    new Label(
                            "截止时间为 %s，已过。请填写迟交理由；经办公室同意后才能审核。".formatted(deadlines.say(cutOff)),
                            "The cut-off was %s. State a lateReason; nobody can approve before the office consents."
                                    .formatted(deadlines.say(cutOff))));
        }
        return Optional.of(new LateMark(at, reason.strip()));
    }

    /** The last instant at which the edition can be submitted without a reason, if there is one. */
    static Optional<Instant> cutOff(Edition edition, Timetable timetable) {
        return edition.lateConsented()
                ? Optional.empty()
                : edition.review().open(edition.digest()).map(timetable::latestStart);
    }

    /**
     * By when what is in this state has to leave it.
     *
     * @param stage where it is in review, or would be if it were submitted now; null if every stage
     *     has approved it
     */
    static @Nullable Instant due(
            EditionState state,
            @Nullable ReviewStage stage,
            Timetable timetable,
            @Nullable Instant notBefore) {
        return switch (state) {
            case DRAFT, RETURNED ->
                    stage == null
                            ? publication(timetable, notBefore)
                            : timetable.latestStart(stage);
            case IN_REVIEW -> stage == null ? null : timetable.end(stage);
            case APPROVED, HELD -> publication(timetable, notBefore);
            case PUBLISHED, SUPERSEDED, WITHDRAWN, DISCARDED -> null;
        };
    }

    private static @Nullable Instant due(
            Edition edition, Timetable timetable, @Nullable Instant notBefore) {
        ReviewStage stage =
                edition.state().editable()
                        ? edition.review().open(edition.digest()).orElse(null)
                        : edition.stage();
        return due(edition.state(), stage, timetable, notBefore);
    }

    /** The milestone, or later if the content itself says so. */
    private static @Nullable Instant publication(Timetable timetable, @Nullable Instant notBefore) {
        Instant by = timetable.publication();
        return by == null || notBefore == null || notBefore.isBefore(by) ? by : notBefore;
    }

    private Timetable timetable(Edition edition, Place place) {
        return deadlines
                .plan(place.section())
                .timetable(place.section(), edition.route(), place.openedAt());
    }

    private Place place(Edition edition) {
        return jdbc.sql(
                        """
                        select d.section_key, e.opened_at, e.not_before
                        from edition e join document d on d.id = e.document_id where e.id = :id
                        """)
                .param("id", edition.id().value())
                .query(
                        (row, n) ->
                                new Place(
                                        row.getString("section_key"),
                                        row.getObject("opened_at", OffsetDateTime.class)
                                                .toInstant(),
                                        Editions.instant(row, "not_before")))
                .single();
    }
}
