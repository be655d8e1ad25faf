package org.gongkai.content.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.document.Districts;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.Publication;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.people.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

/** What the database itself lets anybody erase: the content of what has to go, and nothing more. */
class ErasureGuardsIT extends WholeApplication {
    private static final String ERASED = "（涉及个人信息，已清除）";
    private static final String ERASE = "select erase_records(:edition, now())";

    @Autowired private Districts districts;
    @Autowired private Documents documents;
    @Autowired private Publication publication;
    @Autowired private AuditLog audit;
    @Autowired private TransactionTemplate transactions;

    private final DataSource runtime = DATABASE.app();
    private final JdbcClient app = JdbcClient.create(runtime);
    private final JdbcClient owner = JdbcClient.create(DATABASE.owner());
    private Districts.District district = Districts.NONE;

    @BeforeEach
    void aDistrict() {
        district = districts.found();
    }

    @Test
    void theRuntimeRoleErasesNothingByItself() {
        Documents.Written text = published("不是隐私");
        EditionId edition = edition(text);

        for (String statement :
                List.of(
                        "update revision set canonical = null, erased_at = now()",
                        "delete from revision",
                        "update approval set comment = ''",
                        "delete from approval",
                        "delete from asset",
                        "delete from revision_asset",
                        "update audit_words set words = null, salt = null",
                        "delete from audit_words",
                        "delete from erasure",
                        "update erasure set removed_in = 1",
                        "insert into erasure (edition_id, document_id, state, asked_at) select id, document_id, 'WAITING', now() from edition")) {
            assertThat(refusalOf(app, statement)).as(statement).isEqualTo("42501");
        }
        assertThat(refusal(() -> erase(app, edition))).isEqualTo("GK041");
        assertThat(content(text)).isTrue();
    }

    @Test
    void notEvenTheOwnerOfTheTablesChangesWhatStays() {
        Documents.Written text = published("留下的一篇");
        documents.withdraw(
                district.officeReviewer(),
                text.document(),
                WithdrawalNotice.of(WithdrawalReason.OUTDATED));
        String id = text.document().toString();
        String ofIt =
                " where edition_id in (select id from edition where document_id = '" + id + "')";

        assertThat(
                        refusalOf(
                                owner,
                                "update revision set canonical = null, erased_at = now() where digest in (select digest from edition_revision"
                                        + ofIt
                                        + ")"))
                .isEqualTo("GK041");
        assertThat(refusalOf(owner, "update approval set comment = '" + ERASED + "'" + ofIt))
                .isEqualTo("GK021");
        assertThat(
                        refusalOf(
                                owner,
                                "update audit_words set words = null, salt = null where chain = '"
                                        + id
                                        + "'"))
                .isEqualTo("GK021");
        assertThat(refusal(() -> erase(owner, edition(text)))).isEqualTo("GK041");
    }

    @Test
    void ofWhatHasToGoOnlyWordsGoAndOnlyToWhatStandsForThem() {
        Documents.Written text = withdrawn("名单");
        String ofIt = " where edition_id = '" + edition(text) + "'";

        for (String change :
                List.of(
                        "comment = '别的话'",
                        "comment = '" + ERASED + "', verdict = 'RETURN'",
                        "at = now()",
                        "person_id = '" + district.editor().id() + "'")) {
            assertThat(refusalOf(owner, "update approval set " + change + ofIt))
                    .as(change)
                    .isEqualTo("GK021");
        }
        assertThat(refusalOf(app, "update erasure set state = 'DONE', finished_at = now()" + ofIt))
                .isNotEmpty();
        assertThat(refusal(() -> erase(app, edition(text))))
                .as("it is on the site")
                .isEqualTo("GK041");
        assertThat(content(text)).isTrue();
    }

    @Test
    void wordsThatAnEntryDoesNotNameDoNotStandBesideIt() {
        Documents.Written text = published("有批注的一篇");

        assertThat(
                        refusal(
                                () ->
                                        app.sql(
                                                        """
                                                        insert into audit_words (chain, position, member, commitment, salt, words)
                                                        select :chain, 1, 'comment', sha256(convert_to(s::text || '没说过', 'UTF8')), s, '没说过'
                                                        from gen_random_uuid() s
                                                        """)
                                                .param("chain", text.document().toString())
                                                .update()))
                .isEqualTo("GK020");
        assertThat(audit.chain(text.document().toString()))
                .allMatch(AuditEntry::intact)
                .noneMatch(entry -> entry.detail().contains("同意公开"));
        assertThat(audit.told(text.document().toString()))
                .anyMatch(entry -> entry.detail().contains("同意公开"));
    }

    @Test
    void offTheSiteItIsErasedOnceAndTheActsStay() {
        Documents.Written text = withdrawn("名单");
        String id = text.document().toString();
        TransactionTemplate tried =
                new TransactionTemplate(new DataSourceTransactionManager(runtime));

        tried.executeWithoutResult(
                rehearsal -> {
                    rehearsal.setRollbackOnly(); // there was no such release
                    app.sql(
                                    """
                                    insert into release (number, state, instant, requested_by, opened_at, sequence, manifest_root, outcome, removals)
                                    select coalesce(max(number), 1) + 1, 'RETIRED', now(), 'test', now(), 0, sha256(''),
                                        jsonb_build_object('removed', array[:id::text], 'held', '[]'::jsonb), true from release
                                    """)
                            .param("id", id)
                            .update();
                    film(text);
                    erase(app, edition(text));
                    erase(app, edition(text));

                    assertThat(content(text)).isFalse();
                    assertThat(
                                    one(
                                            "select count(*)::text from asset where sha256 in (sha256('film'), sha256('poster')) and :id <> ''",
                                            id))
                            .as("the film, and its poster that no document used")
                            .isEqualTo("0");
                    assertThat(one("select title from edition where document_id = :id::uuid", id))
                            .isEqualTo(ERASED);
                    assertThat(
                                    app.sql(
                                                    """
                                                    select a.stage || a.verdict || a.comment from approval a join edition e on e.id = a.edition_id
                                                    where e.document_id = :id::uuid and a.digest = e.digest and a.person_id is not null order by a.id
                                                    """)
                                            .param("id", id)
                                            .query(String.class)
                                            .list())
                            .containsExactly(
                                    "UNIT_REVIEWAPPROVE" + ERASED,
                                    "OFFICE_REVIEWAPPROVE" + ERASED,
                                    "MUNICIPAL_PRE_REVIEWAPPROVE" + ERASED);
                    assertThat(one("select state from erasure where document_id = :id::uuid", id))
                            .isEqualTo("RECORDS");
                    assertThat(
                                    one(
                                            "select count(*)::text from audit_words where chain = :id and words is not null",
                                            id))
                            .isEqualTo("0");
                });

        assertThat(content(text)).isTrue();
        assertThat(audit.chain(id)).allMatch(AuditEntry::intact);
    }

    /** The document shows a film whose poster stands in the library only. */
    private void film(Documents.Written text) {
        app.sql(
                        """
                        with who as (select a.person_id, d.unit_key from edition e join document d on d.id = e.document_id
                                         join edition_author a on a.edition_id = e.id where e.document_id = :id limit 1),
                            files as (insert into asset (sha256, media_type, bytes, uploaded_by, uploaded_at)
                                select sha256(f.name::bytea), f.type, 1, who.person_id, now()
                                from who, (values ('film', 'video/mp4'), ('poster', 'image/jpeg')) f(name, type) returning sha256),
                            named as (insert into unit_asset (unit_key, sha256, file_name, uploaded_by, uploaded_at)
                                select who.unit_key, f.sha256, 'x', who.person_id, now() from who, files f returning sha256),
                            shown as (insert into revision_asset (digest, sha256) values (:digest, sha256('film')) returning sha256)
                        insert into asset_video (sha256, poster) select sha256('film'), sha256('poster') from named, shown limit 1
                        """)
                .param("id", text.document().value())
                .param("digest", text.digest().bytes())
                .update();
    }

    private String one(String query, String id) {
        return app.sql(query).param("id", id).query(String.class).single();
    }

    private static void erase(JdbcClient role, EditionId edition) {
        role.sql(ERASE).param("edition", edition.value()).query((row, n) -> true).single();
    }

    /** The SQL state with which the database refuses it. */
    private static String refusal(Runnable attempt) {
        SQLException[] cause = new SQLException[1];
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(attempt::run)
                .satisfies(e -> cause[0] = (SQLException) e.getMostSpecificCause());
        return String.valueOf(cause[0].getSQLState());
    }

    private static String refusalOf(JdbcClient role, String statement) {
        return refusal(() -> role.sql(statement).update());
    }

    private boolean content(Documents.Written text) {
        return app.sql("select canonical is not null from revision where digest = :digest")
                .param("digest", text.digest().bytes())
                .query(Boolean.class)
                .single();
    }

    private Documents.Written withdrawn(String title) {
        Documents.Written text = published(title);
        documents.withdraw(
                district.officeReviewer(),
                text.document(),
                WithdrawalNotice.of(WithdrawalReason.PRIVACY));
        return text;
    }

    private Documents.Written published(String title) {
        Documents.Written draft =
                documents.create(district.editor(), district.article(title, "<p>正文。</p>"));
        documents.submit(district.editor(), draft.document(), null);
        for (Actor reviewer : district.reviewers()) {
            documents.approve(reviewer, draft.document(), draft.digest(), "同意公开");
        }
        transactions.executeWithoutResult(
                done ->
                        publication.published(
                                List.of(edition(draft)), 1, Instant.parse("2020-05-14T16:00:00Z")));
        return draft;
    }

    private EditionId edition(Documents.Written text) {
        return app.sql("select id from edition where document_id = :id and latest")
                .param("id", text.document().value())
                .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                .single();
    }
}
