package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * The log of what a release has to look at (decision 8). Numbers follow commit order and have no
 * gaps, because each writer holds the row of {@code change_head} until it commits; so a reader that
 * has seen number n has seen all below.
 */
@Component
public class ChangeLog {

    /** What changed; the names stand in the table. */
    public enum Kind {
        APPROVED,
        RECALLED,
        HELD,
        LET_GO,
        PUBLISHED,
        SUPERSEDED,
        WITHDRAWN,
        SITE_APPROVED
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ChangeLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Appends a change about an edition, and returns its number. Call it last in the transaction:
     * it holds a lock.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long append(Kind kind, DocumentId document, EditionId edition, Digest digest) {
        return write(kind, document.value(), edition.value(), digest);
    }

    /** A change about an edition. */
    record Change(Kind kind, DocumentId document, EditionId edition, Digest digest) {}

    /** Appends changes in this order; see {@link #append(Kind, DocumentId, EditionId, Digest)}. */
    @Transactional(propagation = Propagation.MANDATORY)
    void append(List<Change> changes) {
        jdbc.sql(
                        """
                        with head as (update change_head set value = value + :count returning value)
                        insert into change_log (sequence, kind, document_id, edition_id, digest, at)
                        select h.value - :count + c.n, c.kind, c.document, c.edition, c.digest, :at
                        from head h cross join unnest(:kinds, :documents, :editions, :digests)
                            with ordinality c(kind, document, edition, digest, n)
                        """)
                .param("count", changes.size())
                .param("kinds", changes.stream().map(c -> c.kind().name()).toArray(String[]::new))
                .param(
                        "documents",
                        changes.stream().map(c -> c.document().value()).toArray(UUID[]::new))
                .param(
                        "editions",
                        changes.stream().map(c -> c.edition().value()).toArray(UUID[]::new))
                .param(
                        "digests",
                        changes.stream().map(c -> c.digest().bytes()).toArray(byte[][]::new))
                .param("at", OffsetDateTime.ofInstant(clock.instant(), clock.getZone()))
                .update();
    }

    /** Appends that a site revision came into force, and returns its number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long appendSite(Digest digest) {
        return write(Kind.SITE_APPROVED, null, null, digest);
    }

    private long write(Kind kind, @Nullable UUID document, @Nullable UUID edition, Digest digest) {
        return jdbc.sql(
                        """
                        with head as (update change_head set value = value + 1 returning value)
                        insert into change_log (sequence, kind, document_id, edition_id, digest, at)
                        select value, :kind, :document, :edition, :digest, :at from head
                        returning sequence
                        """)
                .param("kind", kind.name())
                .param("document", document, java.sql.Types.OTHER)
                .param("edition", edition, java.sql.Types.OTHER)
                .param("digest", digest.bytes())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), clock.getZone()))
                .query(Long.class)
                .single();
    }
}
