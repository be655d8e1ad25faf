package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.Refusal;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;

/** Emergencies: legal, but visible, and never by one person. */
class BypassIT extends WholeApplication {
    @Autowired private Documents documents;
    @Autowired private Bypasses bypasses;
    @Autowired private DocumentQueries queries;
    @Autowired private AuditLog audit;
    @Autowired private Districts districts;

    private final JdbcClient app = JdbcClient.create(DATABASE.app());

    private Districts.District district = Districts.NONE;
    private Actor publisher = Districts.NONE.editor();

    @BeforeEach
    void aDistrict() {
        district = districts.found();
        publisher = people.person(Role.PUBLISHER);
    }

    @Test
    void twoPeopleLetATextPassThatOthersApproveLater() {
        Documents.Written text = handedIn();
        documents.approve(district.unitReviewer(), text.document(), text.digest(), "");
        bypasses.request(publisher, text.document(), text.digest(), "台风预警须立即公开");
        Actor second = people.person(Role.OFFICE_REVIEWER);
        bypasses.confirm(second, text.document(), text.digest());

        DocumentView view = queries.view(district.editor(), text.document());
        assertThat(view.summary().state()).isEqualTo(EditionState.APPROVED);
        Emergency open = onlyOne(true, text.document());
        assertThat(open.toMakeUp())
                .containsExactly(ReviewStage.OFFICE_REVIEW, ReviewStage.MUNICIPAL_PRE_REVIEW);

        bypasses.makeUp(
                district.officeReviewer(),
                open.id(),
                ReviewStage.OFFICE_REVIEW,
                text.digest(),
                Opinion.of("补审同意"));
        bypasses.makeUp(
                district.cityReviewer(),
                open.id(),
                ReviewStage.MUNICIPAL_PRE_REVIEW,
                text.digest(),
                Opinion.NONE);
        assertThat(reported(true, text.document())).isEmpty();
        assertThat(onlyOne(false, text.document()).reason()).isEqualTo("台风预警须立即公开");
        assertThat(audit.chain(text.document().toString()))
                .extracting(AuditEntry::action)
                .containsExactly(
                        "created",
                        "submitted",
                        "approved",
                        "asked for an emergency",
                        "confirmed the emergency",
                        "approved afterwards",
                        "approved afterwards");
    }

    @Test
    void nobodyConfirmsTheOwnRequestNorWithAFurtherAccount() {
        Documents.Written text = handedIn();
        bypasses.request(publisher, text.document(), text.digest(), "急");
        Actor further = people.furtherAccount(publisher, Role.OFFICE_REVIEWER);
        assertRefused(
                () -> bypasses.confirm(publisher, text.document(), text.digest()),
                Refusal.SAME_PERSON);
        assertRefused(
                () -> bypasses.confirm(further, text.document(), text.digest()),
                Refusal.SAME_PERSON);
        assertThatThrownBy(
                        () ->
                                app.sql(
                                                "update bypass set confirmed_by = :by, confirmed_at = now() where edition_id = (select id from edition where document_id = :document)")
                                        .param("by", further.id().value())
                                        .param("document", text.document().value())
                                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("second person");
    }

    @Test
    void anAuthorPassesOverNothing() {
        Actor both = people.person(Role.EDITOR, district.unit());
        people.grant(both, Role.PUBLISHER);
        Actor author = people.again(both);
        Documents.Written text = documents.create(author, district.article("急件", "<p>正文</p>"));
        documents.submit(author, text.document(), null);
        assertRefused(
                () -> bypasses.request(author, text.document(), text.digest(), "急"),
                Refusal.AUTHOR);
        bypasses.request(publisher, text.document(), text.digest(), "急");
        assertRefused(
                () -> bypasses.confirm(author, text.document(), text.digest()), Refusal.AUTHOR);
    }

    @Test
    void whoPassedOverAReviewDoesNotMakeItUp() {
        Documents.Written text = handedIn();
        bypasses.request(district.officeReviewer(), text.document(), text.digest(), "急");
        Actor second = people.person(Role.OFFICE_REVIEWER);
        bypasses.confirm(second, text.document(), text.digest());
        Emergency open = onlyOne(true, text.document());
        for (Actor involved : List.of(district.officeReviewer(), second)) {
            assertRefused(
                    () ->
                            bypasses.makeUp(
                                    involved,
                                    open.id(),
                                    ReviewStage.OFFICE_REVIEW,
                                    text.digest(),
                                    Opinion.NONE),
                    Refusal.PASSED_OVER);
        }
    }

    @Test
    void anUnconfirmedEmergencyApprovesNothingAndEndsWhenTheTextGoesBack() {
        Documents.Written text = handedIn();
        bypasses.request(publisher, text.document(), text.digest(), "急");
        assertThat(queries.view(district.editor(), text.document()).summary().state())
                .isEqualTo(EditionState.IN_REVIEW);
        documents.takeBack(district.editor(), text.document(), null);
        documents.submit(district.editor(), text.document(), null);
        assertRefused(
                () -> bypasses.confirm(district.officeReviewer(), text.document(), text.digest()),
                Refusal.NO_EMERGENCY);
    }

    @Test
    void aRecalledEmergencyHasToBeAskedForAgain() {
        Documents.Written text = handedIn();
        bypasses.request(publisher, text.document(), text.digest(), "急");
        bypasses.confirm(district.officeReviewer(), text.document(), text.digest());
        documents.recall(district.editor(), text.document(), null);
        documents.submit(district.editor(), text.document(), null);
        DocumentView view = queries.view(district.editor(), text.document());
        assertThat(view.summary().state()).isEqualTo(EditionState.IN_REVIEW);
        assertThat(view.emergency()).isNull();
    }

    @Test
    void theDatabaseLetsNoEditionPassWithoutAConfirmedEmergency() {
        Documents.Written text = handedIn();
        bypasses.request(publisher, text.document(), text.digest(), "急");
        assertThatThrownBy(
                        () ->
                                app.sql(
                                                "update edition set state = 'APPROVED', stage = null where document_id = :id")
                                        .param("id", text.document().value())
                                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("not every stage");
    }

    @Test
    void anEmergencyIsAskedForConfirmedAndReportedOverHttp() {
        Documents.Written text = handedIn();
        String body = "{\"digest\": \"%s\", \"reason\": \"防汛\"}".formatted(text.digest());
        assertThat(post(publisher, "/documents/" + text.document() + "/bypass", body))
                .hasStatusOk();
        assertThat(post(publisher, "/documents/" + text.document() + "/bypass", body))
                .hasStatus(409);
        assertThat(
                        post(
                                district.editor(),
                                "/documents/" + text.document() + "/bypass/confirmation",
                                body))
                .hasStatus(403);
        assertThat(
                        post(
                                district.cityReviewer(),
                                "/documents/" + text.document() + "/bypass/confirmation",
                                "{\"digest\": \"%s\"}".formatted(text.digest())))
                .hasStatusOk();
        assertThat(
                        http.get()
                                .uri("/api/v1/bypasses?open=true")
                                .header(
                                        HttpHeaders.AUTHORIZATION,
                                        people.bearer(people.person(Role.SUPERVISOR))))
                .hasStatusOk()
                .bodyText()
                .contains("防汛");
        assertThat(
                        post(
                                publisher,
                                "/documents/" + text.document() + "/bypass",
                                "{\"digest\": \"%s\", \"reason\": \" \"}".formatted(text.digest())))
                .hasStatus(409);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult post(
            Actor actor, String path, String body) {
        return http.post()
                .uri("/api/v1" + path)
                .header(HttpHeaders.AUTHORIZATION, people.bearer(actor))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private Documents.Written handedIn() {
        Documents.Written draft =
                documents.create(district.editor(), district.article("急件", "<p>正文</p>"));
        return documents.submit(district.editor(), draft.document(), null);
    }

    private Emergency onlyOne(boolean open, DocumentId document) {
        List<Emergency> found = reported(open, document);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<Emergency> reported(boolean open, DocumentId document) {
        return bypasses.report(publisher, open).stream()
                .filter(one -> one.document().equals(document))
                .toList();
    }

    private static void assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable act, Refusal refusal) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        VerbRefused.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
