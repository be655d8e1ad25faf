package org.gongkai.content.publishing;

import org.gongkai.content.audit.Checkpoint;
import org.gongkai.content.audit.Checkpoints;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.media.FileStore;
import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.OfferedEdition;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.PublishableSite;
import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Reads what is to be public from the database, in one snapshot; assets from the file store. */
@Component
public class DatabaseContentSource implements ContentSource {
    /**
     * For each document the approved edition that is due, or else the live one. What belongs to a
     * release set is due when the whole set is, so that a part of a set is never offered.
     */
    private static final String OFFERED =
            """
            select distinct on (d.id) d.id as document, d.first_published_at, e.id as edition, e.digest, e.published_at,
                m.set_id,
                case when e.state = 'PUBLISHED' then e.approvals else approvals_digest(e.id, e.digest) end as approvals
            from edition e
                join document d on d.id = e.document_id
                left join release_set_member m on m.document_id = d.id
            where %s
            order by d.id, e.number desc
            """;

    private static final String DUE =
            """
            e.state = 'APPROVED' and (e.not_before is null or e.not_before <= :at)
                and (m.set_id is null or release_set_is_due(m.set_id, :at))
            """;

    /** The documents that were public, are not any more, and have no later edition that is. */
    private static final String WITHDRAWN =
            """
            select distinct on (d.id) d.id as document, d.path, e.withdrawal_reason, e.withdrawn_at, e.replaced_by, e.explained_by
            from edition e join document d on d.id = e.document_id
            where e.state = 'WITHDRAWN' %s
                and not exists (select 1 from edition l where l.document_id = d.id and l.state = 'PUBLISHED')
            order by d.id, e.number desc
            """;

    private final JdbcClient jdbc;
    private final FileStore files;
    private final Checkpoints audit;
    private final TransactionTemplate snapshot;

    DatabaseContentSource(
            JdbcClient jdbc,
            FileStore files,
            Checkpoints audit,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.files = files;
        this.audit = audit;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @Override
    public PublishableContent read(long since, Instant at) {
        Checkpoint checkpoint = audit.take();
        RecordCheckpoint recorded =
                new RecordCheckpoint(checkpoint.entries(), new Sha256(checkpoint.root().hex()));
        return Objects.requireNonNull(snapshot.execute(status -> read(since, at, recorded)));
    }

    private PublishableContent read(long since, Instant at, RecordCheckpoint recorded) {
        long sequence = jdbc.sql("select value from change_head").query(Long.class).single();
        if (since > sequence) {
            return read(0, at, recorded); // a database older than the releases was restored
        }
        UUID[] touched = since == 0 ? new UUID[0] : touched(since);
        return new PublishableContent(
                since,
                sequence,
                recorded,
                site(),
                since == 0 ? everything(at) : editions(touched, at),
                Set.of(touched),
                since == 0 ? withdrawals(jdbc) : withdrawals(touched));
    }

    /** The documents to which anything happened that a release may have to show. */
    private UUID[] touched(long since) {
        return jdbc.sql(
                        """
                        select distinct document_id from change_log
                        where sequence > :since and document_id is not null
                        """)
                .param("since", since)
                .query(UUID.class)
                .list()
                .toArray(UUID[]::new);
    }

    @Override
    public Set<UUID> reversible(Collection<UUID> editions) {
        return Set.copyOf(
                jdbc.sql(
                                """
                                select e.id from edition e
                                where e.id = any(:editions) and e.state in ('PUBLISHED', 'SUPERSEDED')
                                    and not exists (
                                        select from edition o where o.document_id = e.document_id
                                            and o.state in ('DRAFT', 'IN_REVIEW', 'RETURNED', 'APPROVED', 'HELD'))
                                """)
                        .param("editions", editions.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list());
    }

    @Override
    public Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
        Map<Sha256, byte[]> forms = HashMap.newHashMap(digests.size());
        byte[][] wanted = digests.stream().distinct().map(Sha256::bytes).toArray(byte[][]::new);
        if (wanted.length > 0) {
            jdbc.sql(
                            """
                            select digest, canonical from revision
                            where digest = any(:digests) and canonical is not null
                            """)
                    .param("digests", wanted)
                    .query(
                            row -> {
                                forms.put(
                                        Sha256.ofComputed(row.getBytes("digest")),
                                        row.getBytes("canonical"));
                            });
        }
        return forms;
    }

    @Override
    public InputStream asset(Sha256 digest) throws IOException {
        return files.open(new Digest(digest.hex()))
                .orElseThrow(() -> new NoSuchFileException("asset " + digest))
                .getInputStream();
    }

    /** The words of the site that are in force. */
    PublishableSite site() {
        return jdbc.sql(
                        """
                        select digest, canonical from proposal_in_force where form = 'gongkai-site/1'
                        """)
                .query(
                        (row, n) ->
                                new PublishableSite(
                                        Sha256.ofComputed(row.getBytes("digest")),
                                        row.getBytes("canonical")))
                .optional()
                .orElseThrow(
                        () ->
                                new NothingToPublish(
                                        "There is no approved site revision yet. Propose one at POST /api/v1/site-revisions"
                                                + " and have two other people approve it."));
    }

    private List<OfferedEdition> everything(Instant at) {
        return jdbc.sql(OFFERED.formatted("e.state = 'PUBLISHED' or (" + DUE + ")"))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(DatabaseContentSource::edition)
                .list();
    }

    /** What is live of the touched documents, and all that is due: what waits is not much. */
    private List<OfferedEdition> editions(UUID[] touched, Instant at) {
        return jdbc.sql(
                        OFFERED.formatted(
                                "(e.state = 'PUBLISHED' and e.document_id = any(:touched)) or (%s)"
                                        .formatted(DUE)))
                .param("touched", touched)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(DatabaseContentSource::edition)
                .list();
    }

    private static OfferedEdition edition(ResultSet row, int number) throws SQLException {
        byte[] approvals = row.getBytes("approvals");
        return new OfferedEdition(
                row.getObject("document", UUID.class),
                row.getObject("edition", UUID.class),
                Sha256.ofComputed(row.getBytes("digest")),
                approvals == null ? null : Sha256.ofComputed(approvals),
                instant(row, "first_published_at"),
                instant(row, "published_at"),
                row.getObject("set_id", UUID.class));
    }

    /** Every document that was public, is not any more, and has no later edition that is. */
    static List<Withdrawal> withdrawals(JdbcClient jdbc) {
        return jdbc.sql(WITHDRAWN.formatted("")).query(DatabaseContentSource::withdrawal).list();
    }

    private List<Withdrawal> withdrawals(UUID[] touched) {
        return jdbc.sql(WITHDRAWN.formatted("and e.document_id = any(:touched)"))
                .param("touched", touched)
                .query(DatabaseContentSource::withdrawal)
                .list();
    }

    private static Withdrawal withdrawal(ResultSet row, int number) throws SQLException {
        return new Withdrawal(
                row.getObject("document", UUID.class),
                row.getString("path"),
                Withdrawal.Reason.valueOf(row.getString("withdrawal_reason")),
                row.getObject("withdrawn_at", OffsetDateTime.class).toInstant(),
                row.getObject("replaced_by", UUID.class),
                row.getObject("explained_by", UUID.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
