package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class EditionHistoryIT extends WholeApplication {
    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private EditionHistory history;
    @Autowired private AuditLog audit;
    @Autowired private Publication publication;
    @Autowired private TransactionTemplate transactions;

    @Autowired private JdbcClient app;
    @Autowired private TestSections sections;
    private @org.jspecify.annotations.Nullable Desk opened;

    @BeforeEach
    void aDesk() {
        opened = new Desk(people, sections.section(), documents, publication, transactions, app);
    }

    @Test
    void theUnitSeesEveryRevisionWithWhoSavedItAndWhatBecameOfIt() {
        DocumentId document = desk().write("第一稿");
        Digest second = desk().rewrite(document, "第二稿");
        desk().submit(document);

        List<RevisionSummary> revisions = history.revisions(desk().editor, document, 1);
        assertThat(revisions).extracting(RevisionSummary::ordinal).containsExactly(1, 2);
        assertThat(revisions)
                .extracting(RevisionSummary::savedBy)
                .containsOnly(desk().editor.account());
        assertThat(revisions.get(0).handedInAt()).isNull();
        assertThat(revisions.get(1).handedInAt()).isNotNull();
        assertThat(revisions.get(1).digest()).isEqualTo(second.hex());
        assertThat(history.editions(desk().editor, document))
                .singleElement()
                .satisfies(
                        edition -> {
                            assertThat(edition.state()).isEqualTo(EditionState.IN_REVIEW);
                            assertThat(edition.revisions()).isEqualTo(2);
                            assertThat(edition.digest()).isEqualTo(second.hex());
                            assertThat(edition.submittedAt()).isNotNull();
                        });
    }

    @Test
    void whatIsSavedAfterAReturnIsADraftAgainUntilItIsSubmitted() {
        DocumentId document = desk().write("提交过的题目");
        Digest handedIn = desk().submit(document);
        desk().sendBack(document);
        Digest between = desk().rewrite(document, "改到一半的题目");
        Actor outside = desk().officeReviewer;

        assertThat(queries.view(outside, document).content().title()).isEqualTo("提交过的题目");
        assertThat(queries.view(outside, document).summary().digest()).isEqualTo(handedIn.hex());
        assertThat(listed(outside, "提交过的题目")).containsExactly("提交过的题目");
        assertThat(listed(outside, "改到一半")).isEmpty();
        assertThat(listed(desk().editor, "改到一半")).containsExactly("改到一半的题目");
        assertThat(history.revisions(outside, document, 1))
                .extracting(RevisionSummary::digest)
                .containsExactly(handedIn.hex());
        assertThat(history.editions(outside, document))
                .extracting(EditionSummary::title, EditionSummary::revisions)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("提交过的题目", 1));
        assertThatThrownBy(() -> history.content(outside, document, between))
                .isInstanceOf(NoSuchRevision.class);
        assertThatThrownBy(() -> history.compared(outside, document, handedIn, between))
                .isInstanceOf(NoSuchRevision.class);
        assertThat(queries.history(outside, document))
                .extracting(AuditEntry::action)
                .containsExactly("created", "submitted", "returned");
        assertThat(queries.history(outside, document))
                .noneMatch(entry -> entry.detail().contains("改到一半"));

        Digest last = desk().rewrite(document, "改好的题目");
        desk().submit(document);
        assertThat(history.revisions(outside, document, 1))
                .extracting(RevisionSummary::digest)
                .containsExactly(handedIn.hex(), last.hex());
        assertThat(queries.view(outside, document).content().title()).isEqualTo("改好的题目");
        assertThatThrownBy(() -> history.content(outside, document, between))
                .as("what was saved in between stays the unit's")
                .isInstanceOf(NoSuchRevision.class);
        assertThat(queries.history(desk().editor, document)).hasSize(6);
    }

    @Test
    void theNextEditionOfALiveDocumentIsNobodysOutsideUntilItIsSubmitted() {
        DocumentId document = desk().published("公开的题目");
        Digest next = desk().rewrite(document, "下一版的题目");
        Actor outside = desk().officeReviewer;

        assertThat(history.editions(outside, document))
                .extracting(EditionSummary::number)
                .containsExactly(1);
        assertThatThrownBy(() -> history.revisions(outside, document, 2))
                .isInstanceOf(NoSuchRevision.class);
        assertThatThrownBy(() -> history.content(outside, document, next))
                .isInstanceOf(NoSuchRevision.class);
        assertThat(listed(outside, "公开的题目")).containsExactly("公开的题目");
        assertThat(listed(outside, "下一版")).isEmpty();
        assertThat(
                        queries.list(
                                        outside,
                                        new DocumentFilter(
                                                EditionState.DRAFT,
                                                null,
                                                desk().section,
                                                null,
                                                null,
                                                null,
                                                false,
                                                false),
                                        1,
                                        10)
                                .items())
                .isEmpty();
        assertThat(queries.history(outside, document))
                .extracting(AuditEntry::action)
                .doesNotContain("opened");
        assertThat(history.editions(desk().editor, document)).hasSize(2);
    }

    @Test
    void aRevisionIsReadOnlyThroughItsOwnDocument() {
        DocumentId one = desk().write("甲");
        DocumentId other = desk().write("乙");

        assertThat(history.content(desk().editor, one, desk().digest(one)).title()).isEqualTo("甲");
        assertThatThrownBy(() -> history.content(desk().editor, one, desk().digest(other)))
                .isInstanceOf(NoSuchRevision.class);
        Actor stranger = people.person(Role.EDITOR, people.unit());
        assertThatThrownBy(() -> history.editions(stranger, one))
                .isInstanceOf(NoSuchDocument.class);
        assertThatThrownBy(() -> history.content(stranger, one, desk().digest(one)))
                .isInstanceOf(NoSuchDocument.class);
    }

    @Test
    void theDifferenceIsFromWhatIsLiveOrElseFromWhatWasLookedAtLast() {
        DocumentId document = desk().write("一稿");
        EditionHistory.Compared first = history.compared(desk().editor, document, null, null);
        assertThat(first.from()).isNull();
        assertThat(first.before()).isNull();

        Digest handedIn = desk().submit(document);
        desk().sendBack(document);
        desk().rewrite(document, "二稿");
        Digest latest = desk().rewrite(document, "三稿");
        EditionHistory.Compared second = history.compared(desk().editor, document, null, null);
        assertThat(second.from()).isEqualTo(handedIn);
        assertThat(second.to()).isEqualTo(latest);

        desk().approve(document);
        desk().release(document);
        Digest next = desk().rewrite(document, "四稿");
        EditionHistory.Compared third = history.compared(desk().editor, document, null, null);
        assertThat(third.from()).isEqualTo(latest);
        assertThat(third.to()).isEqualTo(next);
        assertThat(Objects.requireNonNull(third.before()).title()).isEqualTo("三稿");
    }

    @Test
    void anEarlierRevisionBecomesTheDraftWithTheSameBytes() {
        DocumentId document = desk().write("一稿");
        Digest first = desk().digest(document);
        desk().rewrite(document, "二稿");

        Documents.Written restored = documents.restore(desk().editor, document, null, first);

        assertThat(restored.digest()).isEqualTo(first);
        assertThat(queries.view(desk().editor, document).content().title()).isEqualTo("一稿");
        assertThat(history.revisions(desk().editor, document, 1))
                .extracting(RevisionSummary::digest)
                .hasSize(3)
                .last()
                .isEqualTo(first.hex());
        AuditEntry last = audit.chain(document.toString()).getLast();
        assertThat(last.action()).isEqualTo("restored");
        assertThat(last.detail()).contains("\"restored\":\"" + first.hex() + "\"");
        assertThat(documents.restore(desk().editor, document, restored.version(), first).version())
                .as("once more is no change")
                .isEqualTo(restored.version());
    }

    @Test
    void whatWasPublicOnceBecomesTheNextEditionAndTheLiveOneStays() {
        DocumentId document = desk().published("第一版");
        Digest first = desk().digest(document);
        desk().rewrite(document, "第二版");
        desk().approve(document);
        desk().release(document);

        Documents.Written restored = documents.restore(desk().editor, document, null, first);

        assertThat(restored.version().edition()).isEqualTo(3);
        assertThat(restored.digest()).isEqualTo(first);
        assertThat(history.editions(desk().editor, document))
                .extracting(EditionSummary::state)
                .containsExactly(
                        EditionState.SUPERSEDED, EditionState.PUBLISHED, EditionState.DRAFT);
    }

    @Test
    void onlyEditorsOfTheUnitRestoreAndOnlyWhatCanBeEdited() {
        DocumentId document = desk().write("一稿");
        Digest first = desk().digest(document);
        desk().rewrite(document, "二稿");
        assertThatThrownBy(() -> documents.restore(desk().unitReviewer, document, null, first))
                .isInstanceOf(VerbRefused.class);

        desk().submit(document);
        assertThatThrownBy(() -> documents.restore(desk().officeReviewer, document, null, first))
                .as("it was never handed in")
                .isInstanceOf(NoSuchRevision.class);
        assertThatThrownBy(() -> documents.restore(desk().editor, document, null, first))
                .isInstanceOf(VerbRefused.class)
                .matches(e -> ((VerbRefused) e).conflict());
        assertThatThrownBy(
                        () ->
                                documents.restore(
                                        desk().editor,
                                        document,
                                        null,
                                        desk().digest(desk().write("别的"))))
                .isInstanceOf(NoSuchRevision.class);
        assertThatThrownBy(
                        () -> documents.restore(desk().editor, document, new Version(1, 0), first))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void aRevisionThatUsesAFileThatIsGoneIsNotRestored() {
        Digest file = Digest.of("图".getBytes(StandardCharsets.UTF_8));
        app.sql(
                        "insert into asset (sha256, media_type, bytes, uploaded_by, uploaded_at) values (:sha, 'image/png', 1, :by, '2020-05-01T00:00:00Z') on conflict do nothing")
                .param("sha", file.bytes())
                .param("by", desk().editor.id().value())
                .update();
        app.sql(
                        "insert into unit_asset (unit_key, sha256, file_name, uploaded_by, uploaded_at) values (:unit, :sha, '图.png', :by, '2020-05-01T00:00:00Z')")
                .param("unit", desk().unit.value())
                .param("sha", file.bytes())
                .param("by", desk().editor.id().value())
                .update();
        DocumentId document = desk().write("无图");
        Digest withPicture =
                documents
                        .save(
                                desk().editor,
                                document,
                                null,
                                new Draft(
                                        "有图",
                                        "<p>正文</p>",
                                        Map.of(),
                                        List.of(),
                                        null,
                                        List.of(
                                                new Draft.Use(
                                                        file,
                                                        AssetUse.Role.LEAD,
                                                        "现场.png",
                                                        "现场",
                                                        "图注",
                                                        300,
                                                        400))))
                        .digest();
        desk().rewrite(document, "又无图");
        assertThat(documents.restore(desk().editor, document, null, withPicture).digest())
                .isEqualTo(withPicture);
        desk().rewrite(document, "再无图");
        app.sql("delete from unit_asset where unit_key = :unit")
                .param("unit", desk().unit.value())
                .update();

        assertThatThrownBy(() -> documents.restore(desk().editor, document, null, withPicture))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("no such asset");
    }

    @Test
    void whatWasErasedIsNeitherReadNorComparedNorRestored() {
        DocumentId document = desk().published("含个人信息");
        Digest erased = desk().digest(document);
        documents.withdraw(
                desk().officeReviewer,
                document,
                new WithdrawalNotice(WithdrawalReason.PRIVACY, null, null));
        transactions.executeWithoutResult(
                rehearsal -> {
                    rehearsal.setRollbackOnly(); // there was no such release
                    erase(document);
                    desk().rewrite(document, "已处理");

                    assertThat(history.revisions(desk().editor, document, 1).getFirst().erased())
                            .isTrue();
                    assertThatThrownBy(() -> history.content(desk().editor, document, erased))
                            .isInstanceOf(RevisionErased.class)
                            .hasMessageContaining("erased for privacy");
                    assertThatThrownBy(
                                    () -> documents.restore(desk().editor, document, null, erased))
                            .isInstanceOf(RevisionErased.class);
                    assertThat(history.compared(desk().editor, document, null, null).from())
                            .isNull();
                });
    }

    /** As after a release that removed it. */
    private void erase(DocumentId document) {
        app.sql(
                        """
                        insert into release (number, state, instant, requested_by, opened_at, sequence, manifest_root, outcome, removals)
                        select coalesce(max(number), 1) + 1, 'RETIRED', now(), 'test', now(), 0, sha256(''),
                            jsonb_build_object('removed', array[:id::text], 'held', '[]'::jsonb), true from release
                        """)
                .param("id", document.toString())
                .update();
        app.sql(
                        "select erase_records(id, now()) from edition where document_id = :id and number = 1")
                .param("id", document.value())
                .query((row, n) -> true)
                .single();
    }

    private List<String> listed(Actor actor, String title) {
        return queries
                .list(
                        actor,
                        new DocumentFilter(
                                null, null, desk().section, null, null, title, false, false),
                        1,
                        10)
                .items()
                .stream()
                .map(DocumentSummary::title)
                .toList();
    }

    private Desk desk() {
        return Objects.requireNonNull(opened);
    }
}
