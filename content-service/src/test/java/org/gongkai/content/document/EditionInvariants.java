package org.gongkai.content.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.UUID;

/** What holds of documents whatever anybody did (docs/model.md), asked of the database itself. */
final class EditionInvariants {
    private final JdbcClient jdbc;
    private final AuditLog audit;

    EditionInvariants(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    void hold(List<DocumentId> documents) {
        UUID[] ids = documents.stream().map(DocumentId::value).toArray(UUID[]::new);
        none(
                "approved or public without every stage's approval of its bytes",
                """
                select e.id from edition e join review_route t on t.key = e.route_key and t.version = e.route_version,
                    unnest(t.stages) s
                where e.document_id = any(:ids) and e.state in ('APPROVED', 'HELD', 'PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')
                    and not exists (
                        select from approval a where a.edition_id = e.id and a.stage = s and a.digest = e.digest
                            and a.verdict = 'APPROVE')
                    and not exists (
                        select from bypass b where b.edition_id = e.id and b.digest = e.digest and b.confirmed_by is not null
                            and s = any(b.stages) and (b.voided_at is null or e.state = 'WITHDRAWN'))
                """,
                ids);
        none(
                "approved by an author",
                """
                select a.id from approval a join edition e on e.id = a.edition_id
                    join edition_author w on w.edition_id = e.id
                where e.document_id = any(:ids) and a.verdict = 'APPROVE'
                    and people_behind(a) && people_behind(w.person_id)
                """,
                ids);
        none(
                "two stages approved by one person",
                """
                select a.id from approval a join approval b on b.edition_id = a.edition_id and b.stage <> a.stage
                    join edition e on e.id = a.edition_id
                where e.document_id = any(:ids) and a.verdict = 'APPROVE' and b.verdict = 'APPROVE'
                    and people_behind(a) && people_behind(b)
                """,
                ids);
        none(
                "two counting approvals of one stage",
                """
                select e.id from edition e, counting_approvals(e.id, e.digest) a
                where e.document_id = any(:ids) group by e.id, a.stage having count(*) > 1
                """,
                ids);
        none(
                "a verdict on bytes that the edition never had",
                """
                select a.id from approval a join edition e on e.id = a.edition_id
                where e.document_id = any(:ids) and not exists (
                    select from edition_revision r where r.edition_id = e.id and r.digest = a.digest)
                """,
                ids);
        none(
                "two open or two live editions",
                """
                select document_id from edition where document_id = any(:ids)
                    and state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD', 'PUBLISHED')
                group by document_id, state = 'PUBLISHED' having count(*) > 1
                """,
                ids);
        none(
                "a gap in the change log",
                """
                select sequence from (select sequence, lag(sequence) over (order by sequence) as before from change_log) c
                where before is not null and sequence <> before + 1
                """,
                ids);
        documents.forEach(this::chainHolds);
    }

    /** The chain is whole, and its last word about the latest edition is the state it has. */
    private void chainHolds(DocumentId document) {
        List<AuditEntry> chain = audit.chain(document.toString());
        AuditEntry before = null;
        for (AuditEntry entry : chain) {
            assertThat(entry.intact()).as("%s", entry).isTrue();
            assertThat(entry.position()).isEqualTo(before == null ? 1 : before.position() + 1);
            assertThat(entry.previous())
                    .isEqualTo(before == null ? AuditEntry.NOTHING : before.hash());
            before = entry;
        }
        String latest =
                jdbc.sql(
                                """
                                select '"edition":' || number || ' "state":"' || state || '"' from edition
                                where document_id = :id and latest
                                """)
                        .param("id", document.value())
                        .query(String.class)
                        .single();
        String number = latest.substring(0, latest.indexOf(' '));
        String state = latest.substring(latest.indexOf(' ') + 1);
        AuditEntry last =
                chain.stream()
                        .filter(entry -> entry.detail().matches(".*" + number + "\\b.*"))
                        .reduce((one, next) -> next)
                        .orElseThrow();
        if (last.detail().contains("\"state\"")) {
            assertThat(last.detail()).contains(state);
        }
    }

    private void none(String what, String sql, UUID[] ids) {
        JdbcClient.StatementSpec statement = jdbc.sql(sql);
        List<Object> found =
                (sql.contains(":ids") ? statement.param("ids", ids) : statement)
                        .query((row, n) -> row.getObject(1))
                        .list();
        assertThat(found).as(what).isEmpty();
    }
}
