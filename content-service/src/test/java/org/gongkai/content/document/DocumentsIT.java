package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

class DocumentsIT extends WholeApplication {
    private static final AtomicInteger SECTIONS = new AtomicInteger();
    private static final Actor NOBODY =
            new Actor(new PersonId(new UUID(0, 0)), "nobody", "无", Set.of());

    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private AuditLog audit;
    @Autowired private Publication publication;
    @Autowired private TransactionTemplate transactions;

    private final JdbcClient app = JdbcClient.create(DATABASE.app());
    private final JdbcClient owner = JdbcClient.create(DATABASE.owner());

    private String section = "";
    private UnitKey unit = new UnitKey("none");
    private Actor editor = NOBODY;
    private Actor unitReviewer = NOBODY;
    private Actor officeReviewer = NOBODY;
    private Actor cityReviewer = NOBODY;

    @BeforeEach
    void aUnitWithItsPeople() {
        section = "s" + SECTIONS.incrementAndGet();
        app.sql("insert into section (key, created_at) values (:key, '2020-04-26T00:00:00Z')")
                .param("key", section)
                .update();
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
        unitReviewer = people.person(Role.UNIT_REVIEWER, unit);
        officeReviewer = people.person(Role.OFFICE_REVIEWER);
        cityReviewer = people.person(Role.MUNICIPAL_REVIEWER);
    }

    @Test
    void threeDifferentPeopleLetATextPass() {
        Documents.Written draft = create("返校安排");
        Documents.Written submitted = documents.submit(editor, draft.document(), draft.version());
        documents.approve(unitReviewer, draft.document(), submitted.digest(), "");
        documents.approve(officeReviewer, draft.document(), submitted.digest(), "同意");
        documents.approve(cityReviewer, draft.document(), submitted.digest(), "");

        DocumentView view = queries.view(editor, draft.document());
        assertThat(view.summary().state()).isEqualTo(EditionState.APPROVED);
        assertThat(view.verdicts()).allMatch(DocumentView.Given::counts).hasSize(3);
        assertThat(audit.chain(draft.document().toString()))
                .extracting(AuditEntry::action)
                .containsExactly("created", "submitted", "approved", "approved", "approved");
        assertThat(audit.chain(draft.document().toString())).allMatch(AuditEntry::intact);
        assertThat(
                        app.sql("select kind from change_log where document_id = :id")
                                .param("id", draft.document().value())
                                .query(String.class)
                                .list())
                .containsExactly("APPROVED");
    }

    @Test
    void whatIsHandedInIsSealedUntilItIsTakenBack() {
        Documents.Written draft = create("返校安排");
        Documents.Written submitted = documents.submit(editor, draft.document(), null);
        assertThatThrownBy(
                        () ->
                                documents.save(
                                        editor, draft.document(), submitted.version(), text("改了")))
                .isInstanceOf(VerbRefused.class)
                .matches(e -> ((VerbRefused) e).conflict());
        Documents.Written back = documents.takeBack(editor, draft.document(), submitted.version());
        assertThat(documents.save(editor, draft.document(), back.version(), text("改了")).digest())
                .isNotEqualTo(submitted.digest());
    }

    @Test
    void whoReadAnOlderVersionOverwritesNothing() {
        Documents.Written draft = create("第一稿");
        documents.save(editor, draft.document(), draft.version(), text("第二稿"));
        assertThatThrownBy(
                        () ->
                                documents.save(
                                        editor, draft.document(), draft.version(), text("另一稿")))
                .isInstanceOf(StaleVersion.class)
                .hasMessageContaining(editor.account());
        assertThat(queries.view(editor, draft.document()).content().title()).isEqualTo("第二稿");
    }

    @Test
    void aTextThatBreaksARuleIsNotHandedIn() {
        Documents.Written draft =
                documents.create(
                        editor,
                        new NewDocument(
                                "interpretation",
                                section,
                                unit,
                                new Draft("解读", "<p>说明</p>", Map.of(), List.of(), null, List.of()),
                                null));
        assertThatThrownBy(() -> documents.submit(editor, draft.document(), null))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("interprets");
        assertThat(queries.view(editor, draft.document()).summary().state())
                .isEqualTo(EditionState.DRAFT);
    }

    @Test
    void anotherUnitDoesNotLearnThatTheDraftExists() {
        Documents.Written draft = create("内部草稿");
        Actor stranger = people.person(Role.EDITOR, people.unit());
        assertThatThrownBy(() -> queries.view(stranger, draft.document()))
                .isInstanceOf(NoSuchDocument.class);
        assertThatThrownBy(() -> queries.view(officeReviewer, draft.document()))
                .isInstanceOf(NoSuchDocument.class);
        assertThat(queries.list(stranger, DocumentFilter.ALL, 1, 200).items()).isEmpty();
    }

    @Test
    void aWithdrawalSendsTheApprovedSuccessorBackInsteadOfPublishingIt() {
        Documents.Written first = published("第一版");
        documents.save(editor, first.document(), null, text("第二版"));
        approveEverywhere(first.document());

        documents.withdraw(
                officeReviewer, first.document(), WithdrawalNotice.of(WithdrawalReason.PRIVACY));

        assertThat(queries.view(editor, first.document()).summary().state())
                .isEqualTo(EditionState.RETURNED);
    }

    @Test
    void whoOverseesAllUnitsReadsTheLiveTextWhileTheNextOneIsADraft() {
        Documents.Written first = published("已公开的题目");
        documents.save(editor, first.document(), null, text("尚未提交的题目"));

        assertThat(queries.view(officeReviewer, first.document()).content().title())
                .isEqualTo("已公开的题目");
        assertThat(queries.view(editor, first.document()).content().title()).isEqualTo("尚未提交的题目");
    }

    @Test
    void theListOfWhatWaitsHoldsOnlyWhatOneMayDecide() {
        Documents.Written draft = create("等待审核");
        documents.submit(editor, draft.document(), null);
        assertThat(waiting(unitReviewer)).contains(draft.document());
        assertThat(waiting(officeReviewer)).doesNotContain(draft.document());
        documents.approve(unitReviewer, draft.document(), draft.digest(), "");
        assertThat(waiting(unitReviewer)).doesNotContain(draft.document());
        assertThat(waiting(officeReviewer)).contains(draft.document());
    }

    @Test
    void theDatabaseItselfRefusesAnAuthorsApproval() {
        Documents.Written draft = create("自己审自己");
        documents.submit(editor, draft.document(), null);
        assertThatThrownBy(() -> approveBehindTheRules(draft, "UNIT_REVIEW", editor))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("cannot approve it");
    }

    @Test
    void theDatabaseItselfRefusesASecondStageByTheSamePerson() {
        Documents.Written draft = create("一人两审");
        documents.submit(editor, draft.document(), null);
        documents.approve(unitReviewer, draft.document(), draft.digest(), "");
        assertThatThrownBy(() -> approveBehindTheRules(draft, "OFFICE_REVIEW", unitReviewer))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("approved another stage");
    }

    @Test
    void theDatabaseItselfRefusesAnEditionThatNotEveryStageApproved() {
        Documents.Written draft = create("跳过审核");
        documents.submit(editor, draft.document(), null);
        assertThatThrownBy(
                        () ->
                                app.sql(
                                                "update edition set state = 'APPROVED', stage = null where document_id = :id")
                                        .param("id", draft.document().value())
                                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("not every stage");
    }

    @Test
    void theDatabaseItselfRefusesToForgetOrRewriteTheAudit() {
        Documents.Written draft = create("留痕");
        for (JdbcClient role : List.of(app, owner)) {
            assertThatThrownBy(
                            () ->
                                    role.sql(
                                                    "update audit_entry set actor = 'nobody' where chain = :chain")
                                            .param("chain", draft.document().toString())
                                            .update())
                    .isInstanceOf(DataAccessException.class);
            assertThatThrownBy(
                            () ->
                                    role.sql("delete from audit_entry where chain = :chain")
                                            .param("chain", draft.document().toString())
                                            .update())
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void theDatabaseItselfRefusesContentThatIsNotWhatItsNameSays() {
        assertThatThrownBy(
                        () ->
                                app.sql(
                                                "insert into revision (digest, canonical, created_at) values (:digest, :canonical, '2020-05-01T00:00:00Z')")
                                        .param(
                                                "digest",
                                                Digest.of("别的".getBytes(StandardCharsets.UTF_8))
                                                        .bytes())
                                        .param("canonical", "{}".getBytes(StandardCharsets.UTF_8))
                                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void whenManyDecideAtOnceEachStageIsDecidedOnceAndTheChainHolds() throws Exception {
        Documents.Written draft = create("众人同审");
        documents.submit(editor, draft.document(), null);
        List<Actor> reviewers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            reviewers.add(people.person(Role.UNIT_REVIEWER, unit));
            reviewers.add(people.person(Role.OFFICE_REVIEWER));
            reviewers.add(people.person(Role.MUNICIPAL_REVIEWER));
        }
        List<Callable<Boolean>> attempts = new ArrayList<>();
        for (Actor reviewer : reviewers) {
            attempts.add(
                    () ->
                            tries(
                                    () ->
                                            documents.approve(
                                                    reviewer,
                                                    draft.document(),
                                                    draft.digest(),
                                                    "")));
            attempts.add(
                    () ->
                            tries(
                                    () ->
                                            documents.returnForChanges(
                                                    reviewer,
                                                    draft.document(),
                                                    draft.digest(),
                                                    "退")));
        }
        attempts.add(() -> tries(() -> documents.save(editor, draft.document(), null, text("改动"))));
        attempts.add(() -> tries(() -> documents.submit(editor, draft.document(), null)));
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> attempt : pool.invokeAll(attempts)) {
                attempt.get();
            }
        }
        List<AuditEntry> chain = audit.chain(draft.document().toString());
        AtomicLong position = new AtomicLong();
        Digest previous = AuditEntry.NOTHING;
        for (AuditEntry entry : chain) {
            assertThat(entry.position()).isEqualTo(position.incrementAndGet());
            assertThat(entry.previous()).isEqualTo(previous);
            assertThat(entry.intact()).isTrue();
            previous = entry.hash();
        }
        int verdicts =
                app.sql(
                                "select count(*) from approval a join edition e on e.id = a.edition_id where e.document_id = :id")
                        .param("id", draft.document().value())
                        .query(Integer.class)
                        .single();
        assertThat(
                        chain.stream()
                                .filter(
                                        entry ->
                                                entry.action().equals("approved")
                                                        || entry.action().equals("returned")))
                .hasSize(verdicts);
    }

    private Documents.Written create(String title) {
        return documents.create(
                editor, new NewDocument("article", section, unit, text(title), null));
    }

    private Documents.Written published(String title) {
        Documents.Written draft = create(title);
        approveEverywhere(draft.document());
        EditionId edition =
                app.sql("select id from edition where document_id = :id and latest")
                        .param("id", draft.document().value())
                        .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                        .single();
        transactions.executeWithoutResult(
                done ->
                        publication.published(
                                List.of(edition), 1, Instant.parse("2020-05-14T16:00:00Z")));
        return draft;
    }

    private void approveEverywhere(DocumentId document) {
        Digest content = documents.submit(editor, document, null).digest();
        for (Actor reviewer : List.of(unitReviewer, officeReviewer, cityReviewer)) {
            documents.approve(reviewer, document, content, "");
        }
    }

    private static Draft text(String title) {
        return new Draft(
                title, "<p>" + title + "的正文。</p>", Map.of(), List.of("政务公开"), null, List.of());
    }

    private List<DocumentId> waiting(Actor actor) {
        return queries.list(actor, DocumentFilter.WAITING, 1, 200).items().stream()
                .map(DocumentSummary::id)
                .toList();
    }

    private void approveBehindTheRules(Documents.Written document, String stage, Actor by) {
        app.sql(
                        """
                        insert into approval (edition_id, stage, digest, person_id, verdict, comment, at)
                        select id, :stage, digest, :person, 'APPROVE', '', '2020-05-06T00:00:00Z' from edition
                        where document_id = :document
                        """)
                .param("stage", stage)
                .param("person", by.id().value())
                .param("document", document.document().value())
                .update();
    }

    private static boolean tries(Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (VerbRefused | ContentChanged | StaleVersion e) {
            return false;
        }
    }
}
