package org.gongkai.content.publishing;

import org.gongkai.publisher.LiveEdition;
import org.gongkai.publisher.PublicRecord;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What is public by the database. Digests are computed from what it holds now, and not believed.
 */
@Component
class DatabasePublicRecord implements PublicRecord {
    /**
     * As {@code approvals_digest} says it, but of what there was when the edition became public:
     * stages that an emergency passed over approve later.
     */
    private static final String LIVE =
            """
            select d.id as document, e.id as edition, d.path, d.first_published_at, e.published_at,
                (select sha256(r.canonical) from revision r where r.digest = e.digest) as digest,
                (select sha256(convert_to(coalesce(string_agg(line, E'\\n' order by line), ''), 'UTF8'))
                 from (select 'approval ' || a.id || ' ' || a.stage || ' ' || a.person_id || ' '
                           || encode(a.digest, 'hex') as line
                       from approval a
                       where a.edition_id = e.id and a.digest = e.digest and a.verdict = 'APPROVE' and a.at <= e.published_at
                           and not exists (
                               select from approval r
                                   join review_route t on t.key = e.route_key and t.version = e.route_version
                               where r.edition_id = e.id and r.verdict = 'RETURN' and r.id > a.id and r.at <= e.published_at
                                   and array_position(t.stages, r.stage) <= array_position(t.stages, a.stage))
                       union all
                       select 'bypass ' || b.id || ' ' || array_to_string(b.stages, ',') || ' ' || b.requested_by || ' '
                           || b.confirmed_by || ' ' || encode(b.digest, 'hex')
                       from bypass b
                       where b.edition_id = e.id and b.digest = e.digest and b.confirmed_at <= e.published_at
                           and b.voided_at is null) lines) as approvals
            from edition e join document d on d.id = e.document_id
            where e.state = 'PUBLISHED' and e.document_id = any(:documents)
            """;

    private final JdbcClient jdbc;

    DatabasePublicRecord(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<UUID> live() {
        return jdbc.sql("select document_id from edition where state = 'PUBLISHED'")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    @Override
    public List<LiveEdition> editions(Collection<UUID> documents) {
        return jdbc.sql(LIVE)
                .param("documents", documents.toArray(UUID[]::new))
                .query(DatabasePublicRecord::edition)
                .list();
    }

    @Override
    public List<Withdrawal> withdrawals() {
        return DatabaseContentSource.withdrawals(jdbc);
    }

    private static LiveEdition edition(ResultSet row, int number) throws SQLException {
        return new LiveEdition(
                row.getObject("document", UUID.class),
                row.getObject("edition", UUID.class),
                digest(row, "digest"),
                digest(row, "approvals"),
                row.getString("path"),
                row.getObject("first_published_at", OffsetDateTime.class).toInstant(),
                row.getObject("published_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Sha256 digest(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : Sha256.ofComputed(bytes);
    }
}
