package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;

/** What those outside a unit can and cannot learn of its drafts by acting, listing and naming. */
class OutsidersIT extends WholeApplication {
    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private Withdrawals withdrawals;
    @Autowired private Publication publication;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient app;
    @Autowired private TestSections sections;

    @Test
    void whoActsOnALiveDocumentIsNotToldOfItsNextDraft() {
        Desk desk = desk();
        DocumentId document = desk.published("公开的一版");
        Version seen = version(desk.officeReviewer, document);
        desk.rewrite(document, "还没有提交的一版");

        assertThat(version(desk.officeReviewer, document)).isEqualTo(seen);
        assertThatThrownBy(() -> documents.recall(desk.officeReviewer, document, seen))
                .isInstanceOf(VerbRefused.class)
                .hasMessageContaining("PUBLISHED");
        assertThatThrownBy(() -> documents.recall(desk.officeReviewer, document, new Version(9, 9)))
                .isInstanceOf(StaleVersion.class)
                .extracting(e -> ((StaleVersion) e).last().version())
                .isEqualTo(seen);
    }

    @Test
    void aDocumentOfWhichNothingWasHandedInIsNotThere() {
        Desk desk = desk();
        DocumentId document = desk.write("从未提交");
        documents.discard(desk.editor, document, null);
        desk.rewrite(document, "仍未提交");

        assertThatThrownBy(() -> queries.view(desk.officeReviewer, document))
                .isInstanceOf(NoSuchDocument.class);
        assertThatThrownBy(() -> documents.recall(desk.officeReviewer, document, null))
                .isInstanceOf(NoSuchDocument.class);
    }

    @Test
    void listsByStateShowWhatStandsInPlaceOfADraft() {
        Desk desk = desk();
        DocumentId document = desk.published("公开的一版");
        desk.rewrite(document, "还没有提交的一版");

        assertThat(listed(desk, desk.officeReviewer, EditionState.PUBLISHED))
                .containsExactly("公开的一版");
        assertThat(listed(desk, desk.officeReviewer, EditionState.DRAFT)).isEmpty();
        app.sql(
                        "update edition set due_at = '2020-01-01T00:00:00Z' where document_id = :id and latest")
                .param("id", document.value())
                .update();
        assertThat(
                        titles(
                                desk.officeReviewer,
                                new DocumentFilter(
                                        EditionState.PUBLISHED,
                                        null,
                                        desk.section,
                                        null,
                                        null,
                                        null,
                                        false,
                                        true)))
                .as("a late draft")
                .isEmpty();
        assertThat(listed(desk, desk.editor, EditionState.DRAFT)).containsExactly("还没有提交的一版");
        assertThat(listed(desk, desk.editor, EditionState.PUBLISHED)).isEmpty();
    }

    @Test
    void whatExplainsAWithdrawalIsNamedByTheTitleThatWasHandedIn() {
        Desk desk = desk();
        DocumentId gone = desk.published("要撤下的");
        DocumentId explanation =
                documents
                        .create(
                                desk.editor,
                                new NewDocument(
                                        "notice",
                                        desk.section,
                                        desk.unit,
                                        Desk.text("已提交的说明"),
                                        null))
                        .document();
        desk.submit(explanation);
        desk.sendBack(explanation);
        desk.rewrite(explanation, "改过的草稿题目");

        assertThat(withdrawals.find(desk.officeReviewer, Withdrawals.Part.EXPLANATION, explanation))
                .hasValueSatisfying(found -> assertThat(found.title()).isEqualTo("已提交的说明"));
        assertThat(
                        withdrawals.search(
                                desk.officeReviewer, Withdrawals.Part.EXPLANATION, gone, "改过的草稿题目"))
                .isEmpty();
    }

    @Test
    void theSecondOfTwoWhoExplainAWithdrawalComesTooLate() {
        Desk desk = desk();
        DocumentId document = desk.published("要撤下的");
        documents.withdraw(
                desk.officeReviewer,
                document,
                new WithdrawalNotice(WithdrawalReason.OUTDATED, null, null));
        desk.rewrite(document, "下一版草稿");
        Version seen = version(desk.officeReviewer, document);
        DocumentId other = desk.published("替代的");

        documents.explainWithdrawal(desk.officeReviewer, document, seen, other, null);
        assertThatThrownBy(
                        () ->
                                documents.explainWithdrawal(
                                        desk.officeReviewer, document, seen, null, null))
                .isInstanceOf(StaleVersion.class);

        desk.submit(document);
        Version successor = version(desk.officeReviewer, document);
        documents.explainWithdrawal(desk.officeReviewer, document, successor, null, null);
        assertThatThrownBy(
                        () ->
                                documents.explainWithdrawal(
                                        desk.officeReviewer, document, successor, other, null))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void ownTextsUnderAnotherAccountDoNotWait() {
        Desk desk = desk();
        Actor twin = people.person(Role.UNIT_REVIEWER, desk.unit);
        app.sql("update person set same_as = :one where id = :other")
                .param("one", desk.editor.id().value())
                .param("other", twin.id().value())
                .update();
        DocumentId document = desk.write("自己写的");
        desk.submit(document);

        assertThat(waiting(desk, desk.unitReviewer)).containsExactly("自己写的");
        assertThat(waiting(desk, people.again(twin))).isEmpty();
    }

    @Test
    void aTitleHasAnEnd() {
        Desk desk = desk();
        assertThatThrownBy(() -> desk.write("长".repeat(700)))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("700 characters");
    }

    private Desk desk() {
        return new Desk(people, sections.section(), documents, publication, transactions, app);
    }

    private Version version(Actor actor, DocumentId document) {
        return Version.parse(queries.view(actor, document).summary().version());
    }

    private List<String> listed(Desk desk, Actor actor, EditionState state) {
        return titles(
                actor,
                new DocumentFilter(state, null, desk.section, null, null, null, false, false));
    }

    private List<String> waiting(Desk desk, Actor actor) {
        return titles(
                actor, new DocumentFilter(null, null, desk.section, null, null, null, true, false));
    }

    private List<String> titles(Actor actor, DocumentFilter filter) {
        return queries.list(actor, filter, 1, 10).items().stream()
                .map(DocumentSummary::title)
                .toList();
    }
}
