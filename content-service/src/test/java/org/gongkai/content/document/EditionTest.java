package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.content.document.EditionState.APPROVED;
import static org.gongkai.content.document.EditionState.DISCARDED;
import static org.gongkai.content.document.EditionState.PUBLISHED;
import static org.gongkai.content.document.EditionState.SUPERSEDED;
import static org.gongkai.content.document.EditionState.WITHDRAWN;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How an edition passes its review, step by step. */
class EditionTest {
    private static final UnitKey UNIT = new UnitKey("jyj");
    private static final UnitKey OTHER = new UnitKey("fgj");
    private static final Digest CONTENT = new Digest("1".repeat(64));
    private static final Instant NOW = Instant.parse("2020-05-06T02:00:00Z");
    private static final ReviewRoute ROUTE =
            new ReviewRoute("standard", 1, List.of(ReviewStage.values()));

    @Test
    void anEditionPassesItsThreeStagesInOrder() {
        Edition edition = draft();
        edition.submit(editor(), NOW);
        for (ReviewStage stage : ReviewStage.values()) {
            assertThat(edition.stage()).isEqualTo(stage);
            edition.approve(reviewer(stage), CONTENT, Opinion.NONE, NOW);
        }
        assertThat(edition.state()).isEqualTo(APPROVED);
        assertThat(edition.approvedAt()).isEqualTo(NOW);
    }

    @Test
    void approvingOtherContentThanTheEditionHasIsRefused() {
        Edition edition = draft();
        edition.submit(editor(), NOW);
        assertThatThrownBy(
                        () ->
                                edition.approve(
                                        reviewer(ReviewStage.UNIT_REVIEW),
                                        new Digest("2".repeat(64)),
                                        Opinion.NONE,
                                        NOW))
                .isInstanceOf(ContentChanged.class);
        assertThat(edition.stage()).isEqualTo(ReviewStage.UNIT_REVIEW);
    }

    @Test
    void unchangedContentGoesBackToTheStageThatReturnedIt() {
        Edition edition = draft();
        edition.submit(editor(), NOW);
        edition.approve(reviewer(ReviewStage.UNIT_REVIEW), CONTENT, Opinion.NONE, NOW);
        edition.returnForChanges(
                reviewer(ReviewStage.OFFICE_REVIEW), CONTENT, Opinion.of("请核对日期"), NOW);
        edition.submit(editor(), NOW);
        assertThat(edition.stage()).isEqualTo(ReviewStage.OFFICE_REVIEW);
    }

    @Test
    void changedContentStartsAgainAtTheFirstStage() {
        Edition edition = draft();
        edition.submit(editor(), NOW);
        edition.approve(reviewer(ReviewStage.UNIT_REVIEW), CONTENT, Opinion.NONE, NOW);
        edition.takeBack(editor());
        assertThat(edition.save(editor(), new Digest("2".repeat(64)))).isTrue();
        edition.submit(editor(), NOW);
        assertThat(edition.stage()).isEqualTo(ReviewStage.UNIT_REVIEW);
    }

    @Test
    void savingTheSameContentIsNoNewRevision() {
        Edition edition = draft();
        assertThat(edition.save(editor(), CONTENT)).isFalse();
        assertThat(edition.revision()).isEqualTo(1);
    }

    @Test
    void aRecalledEditionThatNobodyChangedIsApprovedAgainWhenSubmitted() {
        Edition edition = draft();
        edition.submit(editor(), NOW);
        for (ReviewStage stage : ReviewStage.values()) {
            edition.approve(reviewer(stage), CONTENT, Opinion.NONE, NOW);
        }
        edition.recall(editor());
        edition.submit(editor(), NOW);
        assertThat(edition.state()).isEqualTo(APPROVED);
    }

    @Test
    void aReturnWithoutACommentIsRefused() {
        Edition edition = draft();
        edition.submit(editor(), NOW);
        assertThatThrownBy(
                        () ->
                                edition.returnForChanges(
                                        reviewer(ReviewStage.UNIT_REVIEW),
                                        CONTENT,
                                        Opinion.of(" "),
                                        NOW))
                .isInstanceOf(ContentRefused.class);
    }

    @Test
    void whoSavedADraftHasBecomeAnAuthorEvenWithoutChangingIt() {
        Actor second =
                new Actor(
                        new PersonId(new UUID(0, 5)),
                        "second",
                        "乙",
                        Set.of(
                                new Actor.Grant(Role.EDITOR, UNIT),
                                new Actor.Grant(Role.UNIT_REVIEWER, UNIT)));
        Edition edition = draft();
        edition.save(second, CONTENT);
        edition.submit(editor(), NOW);
        assertThatThrownBy(() -> edition.approve(second, CONTENT, Opinion.NONE, NOW))
                .isInstanceOf(VerbRefused.class);
    }

    @Test
    void finalStatesLeadNowhere() {
        for (EditionState state : EnumSet.of(WITHDRAWN, DISCARDED)) {
            assertThat(state.next()).isEmpty();
        }
        assertThat(SUPERSEDED.next())
                .as("an earlier release is gone back to")
                .containsOnly(PUBLISHED);
    }

    private static Edition draft() {
        return Edition.draft(
                editor(),
                new EditionId(new UUID(1, 1)),
                new DocumentId(new UUID(1, 0)),
                UNIT,
                1,
                ROUTE,
                CONTENT);
    }

    private static Actor editor() {
        return actor(2, Role.EDITOR, UNIT);
    }

    private static Actor reviewer(ReviewStage stage) {
        return actor(10 + stage.ordinal(), stage.reviewer(), UNIT);
    }

    private static Actor actor(long id, Role role, UnitKey unit) {
        return new Actor(
                new PersonId(new UUID(0, id)),
                "person." + id,
                "某",
                Set.of(new Actor.Grant(role, role.perUnit() ? unit : null)));
    }
}
