package org.gongkai.content.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gongkai.content.review.ReviewStage.MUNICIPAL_PRE_REVIEW;
import static org.gongkai.content.review.ReviewStage.OFFICE_REVIEW;
import static org.gongkai.content.review.ReviewStage.UNIT_REVIEW;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Standing;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Approval.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

class ReviewTest {
    private static final UnitKey UNIT = new UnitKey("jyj");
    private static final UnitKey OTHER_UNIT = new UnitKey("fgj");
    private static final Digest FIRST = new Digest("1".repeat(64));
    private static final Digest SECOND = new Digest("2".repeat(64));
    private static final ReviewRoute ROUTE =
            new ReviewRoute("standard", 1, List.of(ReviewStage.values()));

    private final List<Approval> verdicts = new ArrayList<>();
    private final PersonId author = new PersonId(new UUID(0, 1));
    private final Actor unitReviewer = actor(2, Role.UNIT_REVIEWER, UNIT);
    private final Actor officeReviewer = actor(3, Role.OFFICE_REVIEWER, null);

    @Test
    void theFirstStageOfTheRouteIsOpenAtTheStart() {
        assertThat(review().open(FIRST)).contains(UNIT_REVIEW);
    }

    @Test
    void anApprovalOpensTheNextStageForThisContentOnly() {
        approved(UNIT_REVIEW, unitReviewer, FIRST);
        assertThat(review().open(FIRST)).contains(OFFICE_REVIEW);
        assertThat(review().open(SECOND)).contains(UNIT_REVIEW);
    }

    @Test
    void aReturnVoidsItsStageAndLaterOnesButNotEarlierOnes() {
        approved(UNIT_REVIEW, unitReviewer, FIRST);
        approved(OFFICE_REVIEW, officeReviewer, FIRST);
        verdict(OFFICE_REVIEW, actor(4, Role.OFFICE_REVIEWER, null), Verdict.RETURN, FIRST);
        assertThat(review().open(FIRST)).contains(OFFICE_REVIEW);
        verdict(UNIT_REVIEW, unitReviewer, Verdict.RETURN, FIRST);
        assertThat(review().open(FIRST)).contains(UNIT_REVIEW);
    }

    @Test
    void anApprovalAfterTheReturnCountsAgain() {
        approved(UNIT_REVIEW, unitReviewer, FIRST);
        verdict(UNIT_REVIEW, unitReviewer, Verdict.RETURN, FIRST);
        approved(UNIT_REVIEW, unitReviewer, FIRST);
        assertThat(review().open(FIRST)).contains(OFFICE_REVIEW);
    }

    @Test
    void contentThatPassedAllStagesHasNoneOpen() {
        approved(UNIT_REVIEW, unitReviewer, FIRST);
        approved(OFFICE_REVIEW, officeReviewer, FIRST);
        approved(MUNICIPAL_PRE_REVIEW, actor(5, Role.MUNICIPAL_REVIEWER, null), FIRST);
        assertThat(review().open(FIRST)).isEmpty();
        assertThat(review().counting(FIRST)).hasSize(3);
    }

    @Test
    void anAuthorApprovesNothingWhateverRolesHeld() {
        Actor both =
                new Actor(
                        author,
                        "editor",
                        "编辑",
                        Set.of(
                                new Actor.Grant(Role.EDITOR, UNIT),
                                new Actor.Grant(Role.UNIT_REVIEWER, UNIT)));
        assertThat(review().refuseApproval(both, UNIT_REVIEW)).contains(Refusal.AUTHOR);
        assertThat(review().refuseVerdict(both, UNIT_REVIEW)).contains(Refusal.AUTHOR);
    }

    @Test
    void nobodyApprovesTwoStagesEvenOfOtherContent() {
        Actor everything =
                new Actor(
                        new PersonId(new UUID(0, 9)),
                        "all",
                        "全",
                        Set.of(
                                new Actor.Grant(Role.UNIT_REVIEWER, UNIT),
                                new Actor.Grant(Role.OFFICE_REVIEWER, null)));
        approved(UNIT_REVIEW, everything, FIRST);
        assertThat(review().refuseApproval(everything, OFFICE_REVIEW))
                .contains(Refusal.APPROVED_OTHER_STAGE);
        assertThat(review().refuseApproval(everything, UNIT_REVIEW)).isEmpty();
    }

    @Test
    void aUnitReviewerDecidesForTheOwnUnitOnly() {
        assertThat(review().refuseApproval(actor(6, Role.UNIT_REVIEWER, OTHER_UNIT), UNIT_REVIEW))
                .contains(Refusal.OTHER_UNIT);
        assertThat(review().refuseApproval(unitReviewer, OFFICE_REVIEW))
                .contains(Refusal.ROLE_MISSING);
    }

    @Test
    void aFurtherAccountOfTheAuthorApprovesNothing() {
        Actor furtherAccount =
                new Actor(
                        new PersonId(new UUID(0, 20)),
                        "second.account",
                        "编辑",
                        Set.of(new Actor.Grant(Role.UNIT_REVIEWER, UNIT)),
                        Set.of(author),
                        Set.of());
        assertThat(review().refuseApproval(furtherAccount, UNIT_REVIEW)).contains(Refusal.AUTHOR);
    }

    @Test
    void whoDecidesForAnAuthorCountsAsTheAuthor() {
        Actor standIn = standIn(21, Role.UNIT_REVIEWER, UNIT, author);
        assertThat(review().refuseApproval(standIn, UNIT_REVIEW)).contains(Refusal.AUTHOR);
    }

    @Test
    void whoDecidesForAnApproverOfAnotherStageCountsAsThatPerson() {
        approved(UNIT_REVIEW, unitReviewer, FIRST);
        Actor standIn = standIn(22, Role.OFFICE_REVIEWER, null, unitReviewer.id());
        assertThat(review().refuseApproval(standIn, OFFICE_REVIEW))
                .contains(Refusal.APPROVED_OTHER_STAGE);
    }

    @Test
    void whoMayDecideInSeveralNamesDecidesInTheFirstThatIsFree() {
        PersonId free = new PersonId(new UUID(0, 31));
        Actor standIn =
                new Actor(
                        new PersonId(new UUID(0, 30)),
                        "stand.in",
                        "代",
                        Set.of(),
                        Set.of(new PersonId(new UUID(0, 30))),
                        Set.of(
                                delegated(Role.UNIT_REVIEWER, UNIT, author),
                                delegated(Role.UNIT_REVIEWER, UNIT, free)));
        assertThat(review().refuseApproval(standIn, UNIT_REVIEW)).isEmpty();
        assertThat(review().standing(standIn, UNIT_REVIEW, Verdict.APPROVE).onBehalfOf())
                .isEqualTo(free);
    }

    private static Actor standIn(long id, Role role, @Nullable UnitKey unit, PersonId from) {
        PersonId own = new PersonId(new UUID(0, id));
        return new Actor(
                own, "stand.in", "代", Set.of(), Set.of(own), Set.of(delegated(role, unit, from)));
    }

    private static Actor.Delegated delegated(Role role, @Nullable UnitKey unit, PersonId from) {
        return new Actor.Delegated(new Actor.Grant(role, unit), from, Set.of(from));
    }

    private Review review() {
        return new Review(ROUTE, UNIT, Set.of(author), verdicts);
    }

    private void approved(ReviewStage stage, Actor by, Digest content) {
        verdict(stage, by, Verdict.APPROVE, content);
    }

    private void verdict(ReviewStage stage, Actor by, Verdict verdict, Digest content) {
        verdicts.add(
                new Approval(
                        verdicts.size() + 1,
                        stage,
                        by.id(),
                        new Standing(null, by.behind()),
                        verdict,
                        "看过",
                        List.of(),
                        Instant.EPOCH,
                        content));
    }

    private static Actor actor(long id, Role role, @Nullable UnitKey unit) {
        return new Actor(
                new PersonId(new UUID(0, id)),
                "person." + id,
                "某",
                Set.of(new Actor.Grant(role, unit)));
    }
}
