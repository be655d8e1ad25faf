package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** What comes after the cut-off: 30 April 2020, 17:00 for the first stage. */
class LateSubmissionIT extends CampaignApplication {
    @Autowired private DocumentQueries queries;
    @Autowired private AuditLog audit;

    private @Nullable Team somebody;
    private String section = "";

    @BeforeEach
    void theFirstDayOfWork() {
        clock.set("2020-04-27T09:00");
        somebody = team();
        section = section(campaign());
    }

    @Test
    void atTheCutOffItIsInTimeAndNotMarked() {
        Documents.Written draft = create(team(), "准时");
        clock.set("2020-04-30T17:00");
        assertThat(post(editor(), draft, "submit", "{\"lateReason\": \"多余\"}")).hasStatusOk();

        assertThat(queries.view(editor(), draft.document()).lateSubmission()).isNull();
        assertThat(post(unitReviewer(), draft, "approve", verdict(draft))).hasStatusOk();
    }

    @Test
    void afterTheCutOffItNeedsAReasonAndTheOfficesConsentBeforeAnybodyApproves() {
        Documents.Written draft = create(team(), "迟到的稿件");
        clock.set("2020-04-30T17:01");

        assertThat(post(editor(), draft, "submit", null))
                .hasStatus(422)
                .bodyText()
                .contains("\"rule\":\"LATE\"", "\"place\":\"lateReason\"", "2020-04-30 17:00");
        assertThat(post(editor(), draft, "submit", "{\"lateReason\": \"  \"}")).hasStatus(422);
        assertThat(post(editor(), draft, "submit", "{\"lateReason\": \"等防汛数据\"}")).hasStatusOk();

        assertThat(post(unitReviewer(), draft, "approve", verdict(draft)))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.refusal")
                .isEqualTo("LATE_WITHOUT_CONSENT");
        assertThat(post(unitReviewer(), draft, "consent", "{}"))
                .hasStatus(403)
                .bodyJson()
                .extractingPath("$.refusal")
                .isEqualTo("ROLE_MISSING");
        assertThat(waiting(unitReviewer())).doesNotContain(draft.document());
        assertThat(waiting(office())).contains(draft.document());

        assertThat(post(office(), draft, "consent", "{\"comment\": \"事关安全\"}")).hasStatusOk();
        assertThat(post(office(), draft, "consent", null))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.refusal")
                .isEqualTo("NO_CONSENT_DUE");
        assertThat(waiting(office())).doesNotContain(draft.document());
        assertThat(waiting(unitReviewer())).contains(draft.document());
        assertThat(post(unitReviewer(), draft, "approve", verdict(draft))).hasStatusOk();
        assertThat(get(editor(), "/api/v1/documents/" + draft.document()))
                .contains("\"reason\":\"等防汛数据\"", "\"submittedLate\":true")
                .contains("\"awaitsConsent\":false");
        assertThat(audit.chain(draft.document().toString()))
                .extracting(AuditEntry::action)
                .containsExactly("created", "submitted late", "consented", "approved");
        assertThat(get(editor(), "/api/v1/documents/" + draft.document() + "/history"))
                .contains("等防汛数据", "事关安全");
    }

    @Test
    void whoRefusesConsentReturnsItAndTheNextTimeItNeedsAReasonAgain() {
        Documents.Written draft = create(team(), "不同意迟交");
        clock.set("2020-05-06T09:00");
        documents.submit(editor(), draft.document(), null, "忘了");

        assertThat(
                        post(
                                office(),
                                draft,
                                "return",
                                "{\"digest\": \"%s\", \"comment\": \"理由不充分\"}"
                                        .formatted(draft.digest())))
                .hasStatusOk();
        assertThatThrownBy(() -> documents.submit(editor(), draft.document(), null))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("lateReason");
        documents.submit(editor(), draft.document(), null, "等市级数据");

        assertThat(queries.view(editor(), draft.document()).lateSubmission())
                .extracting(DocumentView.LateSubmission::reason)
                .isEqualTo("等市级数据");
    }

    @Test
    void consentHoldsForTheWholeEdition() {
        Documents.Written draft = create(team(), "同意一次");
        clock.set("2020-05-06T09:00");
        documents.submit(editor(), draft.document(), null, "等数据");
        documents.consent(office(), draft.document(), null, "");
        documents.returnForChanges(unitReviewer(), draft.document(), draft.digest(), "请核对");
        clock.set("2020-05-12T09:00");
        documents.submit(editor(), draft.document(), null);

        documents.approve(unitReviewer(), draft.document(), draft.digest(), "");
        assertThat(queries.view(editor(), draft.document()).summary().stage())
                .isEqualTo(ReviewStage.OFFICE_REVIEW);
    }

    @Test
    void whatGoesBackToALaterStageIsMeasuredByThatStagesLatestStart() {
        Documents.Written draft = create(team(), "退回后原样再报");
        documents.submit(editor(), draft.document(), null);
        documents.approve(unitReviewer(), draft.document(), draft.digest(), "");
        documents.returnForChanges(office(), draft.document(), draft.digest(), "请说明");
        clock.set("2020-05-06T17:00");
        assertThat(queries.view(editor(), draft.document()).deadline().reasonNeeded()).isFalse();
        clock.set("2020-05-06T17:01");
        assertThat(queries.view(editor(), draft.document()).deadline().reasonNeeded()).isTrue();
        assertThatThrownBy(() -> documents.submit(editor(), draft.document(), null))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("2020-05-06 17:00");
    }

    @Test
    void manyAreSubmittedWithOneReason() {
        Documents.Written first = create(team(), "成批一");
        Documents.Written second = create(team(), "成批二");
        clock.set("2020-05-06T09:00");
        String items =
                "\"items\": [{\"id\": \"%s\", \"version\": \"*\"}, {\"id\": \"%s\", \"version\": \"*\"}]"
                        .formatted(first.document(), second.document());

        assertThat(bulk(editor(), "{\"verb\": \"SUBMIT\", %s}".formatted(items)))
                .contains("\"done\":false")
                .doesNotContain("\"done\":true");
        assertThat(
                        bulk(
                                editor(),
                                "{\"verb\": \"SUBMIT\", \"lateReason\": \"等数据\", %s}"
                                        .formatted(items)))
                .contains("\"done\":true")
                .doesNotContain("\"done\":false");
        assertThat(bulk(office(), "{\"verb\": \"CONSENT\", %s}".formatted(items)))
                .contains("\"done\":true")
                .doesNotContain("\"done\":false");
    }

    @Test
    void theMarkStaysWhenItIsPublic() {
        Documents.Written draft = create(team(), "公开后仍有标记");
        clock.set("2020-05-06T09:00");
        documents.submit(editor(), draft.document(), null, "等数据");
        documents.consent(office(), draft.document(), null, "");
        approve(team(), draft);
        publish(draft.document());

        assertThat(queries.view(editor(), draft.document()).summary())
                .extracting(
                        DocumentSummary::state,
                        DocumentSummary::submittedLate,
                        DocumentSummary::dueAt)
                .containsExactly(EditionState.PUBLISHED, true, null);
    }

    @Test
    void theDatabaseItselfRefusesAnApprovalBeforeTheConsent() {
        Documents.Written draft = late("先斩后奏");

        assertThat(
                        state(
                                """
                                insert into approval (edition_id, stage, digest, person_id, verdict, comment, at)
                                select id, stage, digest, :person, 'APPROVE', '', '2020-05-06T00:00:00Z' from edition
                                where document_id = :document
                                """,
                                draft,
                                unitReviewer()))
                .isEqualTo("GK007");
    }

    @Test
    void theDatabaseItselfRefusesAnAuthorsConsentAndAMarkThatGoesOrChanges() {
        Documents.Written draft = late("自己同意自己");
        String consent =
                "update edition set late_consented_by = :person, late_consented_at = '2020-05-06T01:00:00Z' where document_id = :document";
        assertThat(state(consent, draft, editor())).isEqualTo("GK003");
        assertThat(
                        state(
                                "update edition set late_at = null, late_reason = null where document_id = :document and :person::uuid is not null",
                                draft,
                                editor()))
                .isEqualTo("GK012");

        documents.consent(office(), draft.document(), null, "");
        assertThat(state(consent, draft, people.person(Role.OFFICE_REVIEWER))).isEqualTo("GK012");
    }

    @Test
    void theDatabaseItselfRefusesADueDateOfWhatIsDone() {
        Documents.Written draft = create(team(), "已废弃");
        documents.discard(editor(), draft.document(), null);

        assertThatThrownBy(
                        () ->
                                app.sql(
                                                "update edition set due_at = now() where document_id = :document")
                                        .param("document", draft.document().value())
                                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("only_what_is_open_is_due");
    }

    @Test
    void whoWroteItDoesNotConsentInWhateverRole() {
        Documents.Written draft = create(team(), "作者不同意");
        Actor both =
                new Actor(
                        editor().id(),
                        editor().account(),
                        editor().name(),
                        java.util.Set.of(new Actor.Grant(Role.OFFICE_REVIEWER, null)));
        clock.set("2020-05-06T09:00");
        documents.submit(editor(), draft.document(), null, "等数据");

        assertThatThrownBy(() -> documents.consent(both, draft.document(), null, ""))
                .isInstanceOf(VerbRefused.class)
                .hasMessageContaining("You wrote");
        assertThat(waiting(both)).doesNotContain(draft.document());
    }

    private Documents.Written late(String title) {
        Documents.Written draft = create(team(), title);
        clock.set("2020-05-06T09:00");
        return documents.submit(editor(), draft.document(), null, "等数据");
    }

    /** The SQL state with which PostgreSQL refuses. */
    private String state(String sql, Documents.Written document, Actor person) {
        JdbcClient.StatementSpec statement =
                app.sql(sql)
                        .param("document", document.document().value())
                        .param("person", person.id().value());
        try {
            statement.update();
            return "none";
        } catch (DataAccessException e) {
            return e.getMostSpecificCause() instanceof SQLException refused
                    ? String.valueOf(refused.getSQLState())
                    : e.toString();
        }
    }

    private Documents.Written create(Team team, String title) {
        return create(team, section, title);
    }

    private List<DocumentId> waiting(Actor actor) {
        return queries.list(actor, DocumentFilter.WAITING, 1, 200).items().stream()
                .map(DocumentSummary::id)
                .toList();
    }

    private static String verdict(Documents.Written document) {
        return "{\"digest\": \"%s\"}".formatted(document.digest());
    }

    private MvcTestResult post(
            Actor by, Documents.Written document, String verb, @Nullable String body) {
        var request =
                http.post()
                        .uri("/api/v1/documents/{id}/{verb}", document.document().value(), verb)
                        .header("Authorization", people.bearer(by))
                        .header("If-Match", "*");
        return body == null
                ? request.exchange()
                : request.contentType("application/json").content(body).exchange();
    }

    private String bulk(Actor by, String body) {
        return text(
                http.post()
                        .uri("/api/v1/documents/bulk")
                        .header("Authorization", people.bearer(by))
                        .contentType("application/json")
                        .content(body)
                        .exchange());
    }

    private String get(Actor by, String address) {
        return text(http.get().uri(address).header("Authorization", people.bearer(by)).exchange());
    }

    private static String text(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Override
    protected Team team() {
        return somebody == null ? super.team() : somebody;
    }

    private Actor editor() {
        return team().editor();
    }

    private Actor unitReviewer() {
        return team().unitReviewer();
    }

    private Actor office() {
        return team().office();
    }
}
