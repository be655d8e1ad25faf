package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.content.document.EditionState.APPROVED;
import static org.gongkai.content.document.EditionState.DISCARDED;
import static org.gongkai.content.document.EditionState.DRAFT;
import static org.gongkai.content.document.EditionState.HELD;
import static org.gongkai.content.document.EditionState.IN_REVIEW;
import static org.gongkai.content.document.EditionState.PUBLISHED;
import static org.gongkai.content.document.EditionState.RETURNED;
import static org.gongkai.content.document.EditionState.SUPERSEDED;
import static org.gongkai.content.document.EditionState.WITHDRAWN;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The table of verbs in docs/model.md, cell by cell. */
class EditionTest {
    private static final UnitKey UNIT = new UnitKey("jyj");
    private static final UnitKey OTHER = new UnitKey("fgj");
    private static final Digest CONTENT = new Digest("1".repeat(64));
    private static final Instant NOW = Instant.parse("2020-05-06T02:00:00Z");
    private static final ReviewRoute ROUTE =
            new ReviewRoute("standard", 1, List.of(ReviewStage.values()));

    /** From which states a verb is possible at all. */
    private static final Map<Verb, Set<EditionState>> FROM =
            Map.of(
                    Verb.SAVE, EnumSet.of(DRAFT, RETURNED),
                    Verb.SUBMIT, EnumSet.of(DRAFT, RETURNED),
                    Verb.DISCARD, EnumSet.of(DRAFT, RETURNED),
                    Verb.TAKE_BACK, EnumSet.of(IN_REVIEW),
                    Verb.APPROVE, EnumSet.of(IN_REVIEW),
                    Verb.RETURN, EnumSet.of(IN_REVIEW),
                    Verb.RECALL, EnumSet.of(APPROVED, HELD),
                    Verb.LET_GO, EnumSet.of(HELD),
                    Verb.WITHDRAW, EnumSet.of(PUBLISHED));

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Verb verb : Verb.values()) {
            for (EditionState state : EditionState.values()) {
                for (ReviewStage stage :
                        state == IN_REVIEW ? ReviewStage.values() : new ReviewStage[1]) {
                    for (Role role : Role.values()) {
                        for (boolean ownUnit :
                                role.perUnit()
                                        ? new boolean[] {true, false}
                                        : new boolean[] {true}) {
                            for (boolean author : new boolean[] {false, true}) {
                                cells.add(Arguments.of(verb, state, stage, role, ownUnit, author));
                            }
                        }
                    }
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aVerbIsFreeExactlyWhereTheTableSaysSo(
            Verb verb,
            EditionState state,
            @Nullable ReviewStage stage,
            Role role,
            boolean ownUnit,
            boolean author) {
        Actor actor = actor(7, role, ownUnit ? UNIT : OTHER);
        Edition edition = edition(state, stage, author ? actor.id() : new PersonId(new UUID(0, 1)));

        assertThat(edition.refuse(verb, actor).isEmpty())
                .isEqualTo(
                        FROM.getOrDefault(verb, Set.of()).contains(state)
                                && person(verb, stage, role, ownUnit, author));
    }

    private static boolean person(
            Verb verb, @Nullable ReviewStage stage, Role role, boolean ownUnit, boolean author) {
        return switch (verb) {
            case SAVE, SUBMIT, DISCARD, TAKE_BACK -> role == Role.EDITOR && ownUnit;
            case APPROVE, RETURN -> stage != null && role == stage.reviewer() && ownUnit && !author;
            case RECALL -> (role == Role.EDITOR && ownUnit) || role == Role.OFFICE_REVIEWER;
            case CONSENT -> false; // nothing came late here; LateEditionTest has it
            case LET_GO -> role == Role.PUBLISHER;
            case WITHDRAW -> role == Role.OFFICE_REVIEWER || role == Role.PUBLISHER;
        };
    }

    @Test
    void anEditionPassesItsThreeStagesInOrder() {
        Edition edition = draft();
        edition.submit(editor(), NOW);
        for (ReviewStage stage : ReviewStage.values()) {
            assertThat(edition.stage()).isEqualTo(stage);
            edition.approve(reviewer(stage), CONTENT, "", NOW);
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
                                        "",
                                        NOW))
                .isInstanceOf(ContentChanged.class);
        assertThat(edition.stage()).isEqualTo(ReviewStage.UNIT_REVIEW);
    }

    @Test
    void unchangedContentGoesBackToTheStageThatReturnedIt() {
        Edition edition = draft();
        edition.submit(editor(), NOW);
        edition.approve(reviewer(ReviewStage.UNIT_REVIEW), CONTENT, "", NOW);
        edition.returnForChanges(reviewer(ReviewStage.OFFICE_REVIEW), CONTENT, "请核对日期", NOW);
        edition.submit(editor(), NOW);
        assertThat(edition.stage()).isEqualTo(ReviewStage.OFFICE_REVIEW);
    }

    @Test
    void changedContentStartsAgainAtTheFirstStage() {
        Edition edition = draft();
        edition.submit(editor(), NOW);
        edition.approve(reviewer(ReviewStage.UNIT_REVIEW), CONTENT, "", NOW);
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
            edition.approve(reviewer(stage), CONTENT, "", NOW);
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
                                        reviewer(ReviewStage.UNIT_REVIEW), CONTENT, " ", NOW))
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
        assertThatThrownBy(() -> edition.approve(second, CONTENT, "", NOW))
                .isInstanceOf(VerbRefused.class);
    }

    @Test
    void finalStatesLeadNowhere() {
        for (EditionState state : EnumSet.of(SUPERSEDED, WITHDRAWN, DISCARDED)) {
            assertThat(state.next()).isEmpty();
        }
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

    private static Edition edition(
            EditionState state, @Nullable ReviewStage stage, PersonId author) {
        return new Edition(
                new EditionId(new UUID(1, 1)),
                new DocumentId(new UUID(1, 0)),
                UNIT,
                1,
                ROUTE,
                state,
                stage,
                1,
                CONTENT,
                Set.of(author),
                List.of(),
                NOW,
                null,
                state == HELD ? "META-3" : null,
                false);
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
