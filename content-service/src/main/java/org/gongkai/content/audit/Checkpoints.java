package org.gongkai.content.audit;

import org.gongkai.content.canonical.Digest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Takes checkpoints over the whole audit log. The cost follows the entries since the last one.
 * Thread-safe; call it outside of a transaction that has written entries.
 */
@Component
public class Checkpoints {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate apart;

    Checkpoints(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    private record Taken(long upTo, Checkpoint checkpoint) {}

    /**
     * A checkpoint over all entries that are committed now. If a writer takes too long, it is the
     * last one that was taken: a release never waits for the log.
     */
    public Checkpoint take() {
        Long settled;
        try {
            settled =
                    apart.execute(
                            status ->
                                    jdbc.sql("select audit_settled()").query(Long.class).single());
        } catch (DataAccessException e) {
            log.warn("No new checkpoint of the audit log: {}", e.getMessage());
            return last().checkpoint();
        }
        long upTo = Objects.requireNonNull(settled);
        return Objects.requireNonNull(apart.execute(status -> extended(last(), upTo)));
    }

    private Checkpoint extended(Taken last, long upTo) {
        if (upTo <= last.upTo()) {
            return last.checkpoint();
        }
        Checkpoint[] checkpoint = {last.checkpoint()};
        try (Stream<Digest> hashes =
                jdbc
                        .sql(
                                "select hash from audit_entry where written > :last and written <= :upTo order by written")
                        .withFetchSize(1000)
                        .param("last", last.upTo())
                        .param("upTo", upTo)
                        .query((row, n) -> Digest.ofComputed(row.getBytes(1)))
                        .stream()) {
            hashes.forEach(hash -> checkpoint[0] = checkpoint[0].and(hash));
        }
        jdbc.sql(
                        """
                        insert into audit_checkpoint (up_to, entries, root, at) values (:upTo, :entries, :root, :at)
                        on conflict do nothing
                        """)
                .param("upTo", upTo)
                .param("entries", checkpoint[0].entries())
                .param("root", checkpoint[0].root().bytes())
                .param("at", OffsetDateTime.now(clock))
                .update();
        return checkpoint[0];
    }

    private Taken last() {
        return jdbc.sql("select * from audit_checkpoint order by up_to desc limit 1")
                .query(
                        (row, n) ->
                                new Taken(
                                        row.getLong("up_to"),
                                        new Checkpoint(
                                                row.getLong("entries"),
                                                Digest.ofComputed(row.getBytes("root")))))
                .optional()
                .orElse(new Taken(0, Checkpoint.NOTHING));
    }
}
