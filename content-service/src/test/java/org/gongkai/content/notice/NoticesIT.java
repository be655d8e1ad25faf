package org.gongkai.content.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.Publication;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class NoticesIT extends WholeApplication {
    private static final Actor NOBODY =
            new Actor(new PersonId(new UUID(0, 0)), "nobody", "无", Set.of());

    @Autowired private Sections sections;
    @Autowired private Documents documents;
    @Autowired private Publication publication;
    @Autowired private NoticeRows rows;
    @Autowired private AuditLog audit;
    @Autowired private TransactionTemplate transactions;

    private final JdbcClient app = JdbcClient.create(DATABASE.app());
    private final JdbcClient owner = JdbcClient.create(DATABASE.owner());
    private final String section = "n" + UUID.randomUUID().toString().substring(0, 13);
    private UnitKey unit = new UnitKey("none");
    private Actor editor = NOBODY;
    private Actor unitReviewer = NOBODY;
    private Actor office = NOBODY;
    private Actor city = NOBODY;

    @BeforeEach
    void aSectionOfWhichTheCityIsToldAfterwards() {
        sections.put(people.administrator(), new Section(section, null, null));
        routes.send(section, "continuing");
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
        unitReviewer = people.person(Role.UNIT_REVIEWER, unit);
        office = people.person(Role.OFFICE_REVIEWER);
        city = people.person(Role.MUNICIPAL_REVIEWER);
    }

    @Test
    void theCityIsToldWhenItIsPublicAndNotBefore() {
        DocumentId document = approved("停水通知");
        assertThat(of(document, city)).isEmpty();

        publish(document);

        assertThat(of(document, city))
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.title()).isEqualTo("停水通知");
                            assertThat(notice.open()).isTrue();
                            assertThat(notice.mine()).isTrue();
                        });
        for (Actor other : List.of(editor, unitReviewer, office, people.administrator())) {
            assertThat(of(document, other)).isEmpty();
        }
        assertThat(of(document, people.person(Role.SUPERVISOR)))
                .singleElement()
                .matches(notice -> !notice.mine());
    }

    @Test
    void aReviewerTakesNoteOnceAndItStandsInTheHistory() {
        DocumentId document = approved("停电通知");
        publish(document);
        UUID id = of(document, city).getFirst().id();

        assertThat(post(city, id, "acknowledge", "{\"comment\":\"已阅\"}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.acknowledgedBy")
                .isEqualTo(city.name());
        assertThat(post(people.person(Role.MUNICIPAL_REVIEWER), id, "acknowledge", "{}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:taken");
        assertThat(audit.chain(document.toString()))
                .extracting(AuditEntry::action)
                .containsSubsequence("published", "notified", "acknowledged");
        assertThat(audit.chain(document.toString())).allMatch(AuditEntry::intact);
        assertThat(
                        http.get()
                                .uri("/api/v1/notices?open=true&size=200")
                                .header("Authorization", people.bearer(city)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain(id.toString());
    }

    @Test
    void whoAsksForAWithdrawalSaysWhyAndTheOfficeWithdrawsOrAnswers() {
        DocumentId kept = approved("可以保留");
        DocumentId gone = approved("应当撤下");
        publish(kept);
        publish(gone);
        UUID first = of(kept, city).getFirst().id();
        UUID second = of(gone, city).getFirst().id();
        assertThat(post(office, first, "answer", "{\"comment\":\"无人建议\"}")).hasStatus(404);

        assertThat(post(city, first, "ask-withdrawal", "{\"comment\":\" \"}")).hasStatus(400);
        assertThat(post(city, first, "ask-withdrawal", "{\"comment\":\"数字有误\"}")).hasStatusOk();
        assertThat(post(city, second, "ask-withdrawal", "{\"comment\":\"涉及个人信息\"}")).hasStatusOk();
        assertThat(asking(office)).contains(first, second);

        assertThat(post(city, first, "answer", "{\"comment\":\"x\"}")).hasStatus(403);
        assertThat(post(office, first, "answer", "{\"comment\":\"经核对无误\"}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.answer")
                .isEqualTo("经核对无误");
        documents.withdraw(
                office,
                gone,
                org.gongkai.content.document.WithdrawalNotice.of(
                        org.gongkai.content.document.WithdrawalReason.PRIVACY));
        assertThat(asking(office)).doesNotContain(first, second);
        assertThat(post(office, second, "answer", "{\"comment\":\"晚了\"}")).hasStatus(409);
        assertThat(audit.chain(kept.toString()))
                .extracting(AuditEntry::action)
                .endsWith("withdrawal asked", "kept public");
    }

    @Test
    void whoApprovedItUnderAnotherAccountDoesNotTakeNoteOfIt() {
        DocumentId document = approved("自己审的");
        publish(document);
        owner.sql("update person set same_as = :main where id = :further")
                .param("main", office.id().value())
                .param("further", city.id().value())
                .update();
        UUID id = of(document, city).getFirst().id();

        assertThat(post(city, id, "acknowledge", "{}"))
                .hasStatus(403)
                .bodyText()
                .contains("neither wrote nor approved");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(
                        () ->
                                app.sql(
                                                "update notice set acknowledged_by = :by, acknowledged_at = now() where id = :id")
                                        .param("by", city.id().value())
                                        .param("id", id)
                                        .update())
                .withMessageContaining("approved a stage");
    }

    @Test
    void whatPassedTheCityTellsItNothing() {
        routes.send(section, "standard");
        DocumentId document = approved("完整流程");
        documents.approve(city, document, digest(document), "");
        publish(document);

        assertThat(of(document, people.person(Role.MUNICIPAL_REVIEWER))).isEmpty();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(
                        () ->
                                app.sql(
                                                """
                                                insert into notice (id, edition_id, stage, at)
                                                select gen_random_uuid(), id, 'MUNICIPAL_PRE_REVIEW', now() from edition
                                                where document_id = :id
                                                """)
                                        .param("id", document.value())
                                        .update())
                .withMessageContaining("tells MUNICIPAL_PRE_REVIEW nothing");
    }

    @Test
    void whatIsUnknownOrAskedForWronglyIsRefused() {
        assertThat(post(city, UUID.randomUUID(), "acknowledge", "{}")).hasStatus(404);
        assertThat(
                        http.get()
                                .uri("/api/v1/notices?open=true&asking=true")
                                .header("Authorization", people.bearer(city)))
                .hasStatus(400);
        assertThat(
                        http.get()
                                .uri("/api/v1/notices?page=0")
                                .header("Authorization", people.bearer(city)))
                .hasStatus(400);
    }

    private DocumentId approved(String title) {
        DocumentId document =
                documents
                        .create(
                                editor,
                                new NewDocument(
                                        "article",
                                        section,
                                        unit,
                                        new Draft(
                                                title,
                                                "<p>正文</p>",
                                                Map.of(),
                                                List.of(),
                                                null,
                                                List.of()),
                                        null))
                        .document();
        documents.submit(editor, document, null);
        documents.approve(unitReviewer, document, digest(document), "");
        documents.approve(office, document, digest(document), "");
        return document;
    }

    private Digest digest(DocumentId document) {
        return Digest.ofComputed(
                app.sql("select digest from edition where document_id = :id and latest")
                        .param("id", document.value())
                        .query((row, n) -> row.getBytes(1))
                        .single());
    }

    private void publish(DocumentId document) {
        EditionId edition =
                app.sql("select id from edition where document_id = :id and latest")
                        .param("id", document.value())
                        .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                        .single();
        transactions.executeWithoutResult(
                done ->
                        publication.published(
                                List.of(edition), 1, Instant.parse("2020-05-14T16:00:00Z")));
    }

    private List<Notice> of(DocumentId document, Actor actor) {
        return rows.list(actor, NoticeRows.Which.ALL, 1, 200).items().stream()
                .filter(notice -> notice.document().equals(document.value()))
                .toList();
    }

    private List<UUID> asking(Actor actor) {
        return rows.list(actor, NoticeRows.Which.ASKING, 1, 200).items().stream()
                .map(Notice::id)
                .toList();
    }

    private MvcTestResult post(Actor actor, UUID id, String act, String body) {
        return http.post()
                .uri("/api/v1/notices/{id}/{act}", id, act)
                .header("Authorization", people.bearer(actor))
                .contentType("application/json")
                .content(body)
                .exchange();
    }
}
