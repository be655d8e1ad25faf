package org.gongkai.content.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.document.Districts;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.review.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Who decides for a colleague counts as both, until the delegation ends. */
class DelegationIT extends WholeApplication {
    @Autowired private Delegations delegations;
    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private Districts districts;
    @Autowired private People accounts;
    @Autowired private Clock clock;

    private final JdbcClient app = JdbcClient.create(DATABASE.app());

    private Districts.District district = Districts.NONE;
    private Actor colleague = Districts.NONE.editor();

    @BeforeEach
    void aDistrictAndAColleague() {
        district = districts.found();
        colleague = people.person(Role.SUPERVISOR);
    }

    @Test
    void aColleagueDecidesInTheNameOfWhoIsAway() {
        Documents.Written text = handedIn();
        handOver(district.unitReviewer(), unitReview());
        documents.approve(people.again(colleague), text.document(), text.digest(), "代为审核");
        DocumentView.Given verdict =
                queries.view(district.editor(), text.document()).verdicts().getFirst();
        assertThat(verdict.account()).isEqualTo(colleague.account());
        assertThat(verdict.onBehalfOf()).isEqualTo(district.unitReviewer().name());
    }

    @Test
    void whoApprovedForAColleagueMakesThatColleagueAnApprover() {
        Documents.Written text = handedIn();
        handOver(district.unitReviewer(), unitReview());
        documents.approve(people.again(colleague), text.document(), text.digest(), "");
        people.grant(district.unitReviewer(), Role.OFFICE_REVIEWER);
        Actor both = people.again(district.unitReviewer());
        assertRefused(both, text, Refusal.APPROVED_OTHER_STAGE);
    }

    @Test
    void nobodyDecidesForTheAuthor() {
        people.grant(district.officeReviewer(), Role.PUBLISHER);
        Actor editor = people.person(Role.EDITOR, district.unit());
        accounts.grant(people.administrator(), editor.id(), unitReview());
        Documents.Written draft =
                documents.create(people.again(editor), district.article("通知", "<p>正文</p>"));
        Documents.Written text = documents.submit(people.again(editor), draft.document(), null);
        handOver(people.again(editor), unitReview());
        assertRefused(people.again(colleague), text, Refusal.AUTHOR);
    }

    @Test
    void aDelegationEndsWithItsTimeByRevocationAndWithTheRole() {
        Delegation delegation = handOver(district.unitReviewer(), unitReview());
        assertThat(people.again(colleague).holds(Role.UNIT_REVIEWER, district.unit())).isTrue();
        delegations.revoke(district.unitReviewer(), delegation.id());
        assertThat(people.again(colleague).holds(Role.UNIT_REVIEWER)).isFalse();

        handOver(district.unitReviewer(), unitReview());
        accounts.revoke(people.administrator(), district.unitReviewer().id(), unitReview());
        assertThat(people.again(colleague).holds(Role.UNIT_REVIEWER)).isFalse();
    }

    @Test
    void whatWasDelegatedIsNotPassedOn() {
        handOver(district.unitReviewer(), unitReview());
        Actor third = people.person(Role.SUPERVISOR);
        Instant now = clock.instant();
        assertThatThrownBy(
                        () ->
                                delegations.delegate(
                                        people.again(colleague),
                                        third.account(),
                                        unitReview(),
                                        "休假",
                                        now,
                                        now.plus(Duration.ofDays(1))))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void theDatabaseTakesNoVerdictInANameThatWasNotGiven() {
        Documents.Written text = handedIn();
        assertThatThrownBy(
                        () ->
                                app.sql(
                                                """
                                                insert into approval (edition_id, stage, digest, person_id, on_behalf_of, verdict, comment, at)
                                                select e.id, e.stage, e.digest, :person, :other, 'APPROVE', '', now()
                                                from edition e where e.document_id = :document
                                                """)
                                        .param("person", colleague.id().value())
                                        .param("other", district.unitReviewer().id().value())
                                        .param("document", text.document().value())
                                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("does not act for");
    }

    @Test
    void accountsOfOnePersonAreNotJoinedIntoABrokenReview() {
        Documents.Written text = handedIn();
        documents.approve(district.unitReviewer(), text.document(), text.digest(), "");
        assertThatThrownBy(
                        () ->
                                accounts.sameAs(
                                        people.administrator(),
                                        district.unitReviewer().id(),
                                        district.editor().id()))
                .isInstanceOf(Taken.class)
                .hasMessageContaining("have it returned");
    }

    @Test
    void aFurtherAccountOfTheAuthorApprovesNothing() {
        Documents.Written text = handedIn();
        Actor further = people.person(Role.UNIT_REVIEWER, district.unit());
        accounts.sameAs(people.administrator(), further.id(), district.editor().id());
        assertRefused(people.again(further), text, Refusal.AUTHOR);
        assertThatThrownBy(
                        () ->
                                app.sql(
                                                """
                                                insert into approval (edition_id, stage, digest, person_id, verdict, comment, at)
                                                select e.id, e.stage, e.digest, :person, 'APPROVE', '', now()
                                                from edition e where e.document_id = :document
                                                """)
                                        .param("person", further.id().value())
                                        .param("document", text.document().value())
                                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("cannot approve it");
    }

    @Test
    void aRoleIsHandedOverAndTakenBackOverHttp() {
        String until = clock.instant().plus(Duration.ofDays(7)).toString();
        String body =
                "{\"to\": \"%s\", \"role\": \"OFFICE_REVIEWER\", \"reason\": \"休假\", \"endsAt\": \"%s\"}"
                        .formatted(colleague.account(), until);
        assertThat(post(district.officeReviewer(), body)).hasStatus(201);
        assertThat(post(district.editor(), body)).hasStatus(403);
        assertThat(post(district.officeReviewer(), body.replace(until, "2020-01-01T00:00:00Z")))
                .hasStatus(400);
        assertThat(post(district.officeReviewer(), body.replace("OFFICE_REVIEWER", "SUPERVISOR")))
                .hasStatus(400);
        Delegation known = delegations.known(colleague).getFirst();
        assertThat(
                        http.delete()
                                .uri("/api/v1/delegations/" + known.id())
                                .header(HttpHeaders.AUTHORIZATION, people.bearer(colleague)))
                .hasStatus(404);
        assertThat(
                        http.delete()
                                .uri("/api/v1/delegations/" + known.id())
                                .header(
                                        HttpHeaders.AUTHORIZATION,
                                        people.bearer(district.officeReviewer())))
                .hasStatusOk();
        assertThat(people.again(colleague).holds(Role.OFFICE_REVIEWER)).isFalse();
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult post(
            Actor actor, String body) {
        return http.post()
                .uri("/api/v1/delegations")
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private Delegation handOver(Actor from, Actor.Grant grant) {
        Instant now = clock.instant();
        return delegations.delegate(
                from, colleague.account(), grant, "休假", now, now.plus(Duration.ofDays(10)));
    }

    private Actor.Grant unitReview() {
        return new Actor.Grant(Role.UNIT_REVIEWER, district.unit());
    }

    private Documents.Written handedIn() {
        Documents.Written draft =
                documents.create(district.editor(), district.article("通知", "<p>正文</p>"));
        return documents.submit(district.editor(), draft.document(), null);
    }

    private void assertRefused(Actor actor, Documents.Written text, Refusal refusal) {
        assertThatThrownBy(() -> documents.approve(actor, text.document(), text.digest(), ""))
                .isInstanceOfSatisfying(
                        VerbRefused.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
