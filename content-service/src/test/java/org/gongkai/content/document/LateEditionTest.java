package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What differs for an edition that came late, cell by cell (docs/model.md). */
class LateEditionTest {
    private static final UnitKey UNIT = new UnitKey("ydjd");
    private static final UnitKey OTHER = new UnitKey("fgj");
    private static final Digest CONTENT = new Digest("1".repeat(64));
    private static final Instant NOW = Instant.parse("2020-05-09T01:20:00Z");

    /** How it stands with the lateness of an edition. */
    enum Lateness {
        IN_TIME,
        AWAITS_CONSENT,
        CONSENTED
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Lateness lateness : Lateness.values()) {
            for (EditionState state : EditionState.values()) {
                for (ReviewStage stage :
                        state == EditionState.IN_REVIEW
                                ? ReviewStage.values()
                                : new ReviewStage[1]) {
                    for (Role role : Role.values()) {
                        for (boolean ownUnit : new boolean[] {true, false}) {
                            for (boolean author : new boolean[] {true, false}) {
                                cells.add(
                                        Arguments.of(
                                                lateness, state, stage, role, ownUnit, author));
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
    void theOfficeConsentsOrReturnsAndUntilThenNobodyApproves(
            Lateness lateness,
            EditionState state,
            @Nullable ReviewStage stage,
            Role role,
            boolean ownUnit,
            boolean author) {
        Actor actor = actor(7, role, ownUnit ? UNIT : OTHER);
        Edition edition = edition(lateness, state, stage, author ? actor.id() : person(1));
        boolean office = role == Role.OFFICE_REVIEWER && !author;
        boolean reviewer =
                stage != null
                        && role == stage.reviewer()
                        && (ownUnit || !role.perUnit())
                        && !author;

        assertThat(edition.permissions().refuse(Verb.CONSENT, actor).isEmpty())
                .isEqualTo(stage != null && lateness == Lateness.AWAITS_CONSENT && office);
        assertThat(edition.permissions().refuse(Verb.APPROVE, actor).isEmpty())
                .isEqualTo(reviewer && lateness != Lateness.AWAITS_CONSENT);
        assertThat(edition.permissions().refuse(Verb.RETURN, actor).isEmpty())
                .isEqualTo(
                        reviewer
                                || (stage != null
                                        && lateness == Lateness.AWAITS_CONSENT
                                        && office));
    }

    @Test
    void whoCouldApproveReadsThatTheOfficeHasToConsentFirst() {
        Edition edition =
                edition(
                        Lateness.AWAITS_CONSENT,
                        EditionState.IN_REVIEW,
                        ReviewStage.UNIT_REVIEW,
                        person(1));
        Actor reviewer = actor(5, Role.UNIT_REVIEWER, UNIT);

        assertThat(edition.permissions().refuse(Verb.APPROVE, reviewer))
                .contains(Refusal.LATE_WITHOUT_CONSENT);
        assertThatThrownBy(() -> edition.approve(reviewer, CONTENT, Opinion.NONE, NOW))
                .isInstanceOf(VerbRefused.class)
                .matches(e -> ((VerbRefused) e).conflict());
        assertThat(edition.permissions().refuse(Verb.APPROVE, actor(6, Role.SUPERVISOR, UNIT)))
                .contains(Refusal.ROLE_MISSING);
    }

    @Test
    void consentStandsForTheRestOfTheEdition() {
        Edition edition =
                edition(
                        Lateness.AWAITS_CONSENT,
                        EditionState.IN_REVIEW,
                        ReviewStage.UNIT_REVIEW,
                        person(1));
        Actor office = actor(5, Role.OFFICE_REVIEWER, UNIT);
        edition.consent(office, NOW);
        edition.returnForChanges(
                actor(6, Role.UNIT_REVIEWER, UNIT), CONTENT, Opinion.of("请补充"), NOW);
        edition.submit(actor(2, Role.EDITOR, UNIT), NOW);

        assertThat(edition.lateConsented()).isTrue();
        assertThat(edition.permissions().refuse(Verb.CONSENT, office))
                .contains(Refusal.NO_CONSENT_DUE);
        assertThat(edition.permissions().refuse(Verb.APPROVE, actor(6, Role.UNIT_REVIEWER, UNIT)))
                .isEmpty();
    }

    private static Edition edition(
            Lateness lateness, EditionState state, @Nullable ReviewStage stage, PersonId author) {
        Edition edition =
                new Edition(
                        new EditionId(new UUID(1, 1)),
                        new DocumentId(new UUID(1, 0)),
                        UNIT,
                        1,
                        new ReviewRoute("standard", 1, List.of(ReviewStage.values())),
                        state,
                        stage,
                        1,
                        CONTENT,
                        Set.of(author),
                        List.of(),
                        NOW,
                        null,
                        state == EditionState.HELD ? "META-3" : null,
                        false,
                        null);
        LateMark mark = new LateMark(NOW, "等防汛数据");
        switch (lateness) {
            case IN_TIME -> {}
            case AWAITS_CONSENT -> edition.late(mark);
            case CONSENTED -> edition.late(mark.consent(person(9), NOW));
        }
        return edition;
    }

    private static PersonId person(long id) {
        return new PersonId(new UUID(0, id));
    }

    private static Actor actor(long id, Role role, UnitKey unit) {
        return new Actor(
                person(id),
                "person." + id,
                "某",
                Set.of(new Actor.Grant(role, role.perUnit() ? unit : null)));
    }
}
