package org.gongkai.content.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds entries of the audit log for people to read, the newest first. Thread-safe. */
@Component
public class AuditSearch {
    private final JdbcClient jdbc;

    AuditSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which entries; null or empty means all.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public record Filter(
            @Nullable String chain,
            String account,
            String action,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /**
     * Some entries.
     *
     * @param next where the next ones begin; null at the end
     */
    public record Page(List<AuditEntry> entries, @Nullable Long next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    private record Found(AuditEntry entry, long written) {}

    /**
     * Entries that were written before a place in the order of writing, with the words that were
     * said as far as they are kept.
     *
     * @param before {@link Long#MAX_VALUE} for the newest
     */
    @Transactional(readOnly = true)
    public Page find(Filter filter, long before, int size) {
        List<Found> found =
                jdbc.sql(
                                """
                                select a.chain, a.position, a.at, a.actor, a.action, a.previous, a.hash, a.written,
                                    case when s.said is null then a.detail else (a.detail::jsonb || s.said)::text end as detail
                                from audit_entry a cross join lateral (
                                    select jsonb_object_agg(w.member, w.words) as said from audit_words w
                                    where w.chain = a.chain and w.position = a.position and w.words is not null) s
                                where a.written < :before
                                    and (:chain::text is null or a.chain = :chain)
                                    and (:account = '' or a.actor = :account)
                                    and (:action = '' or a.action = :action)
                                    and (:from::timestamptz is null or a.at >= :from)
                                    and (:until::timestamptz is null or a.at < :until)
                                order by a.written desc limit :size
                                """)
                        .param("before", before)
                        .param("chain", filter.chain(), Types.VARCHAR)
                        .param("account", filter.account())
                        .param("action", filter.action())
                        .param("from", at(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("until", at(filter.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("size", size + 1)
                        .query(
                                (row, n) ->
                                        new Found(
                                                Objects.requireNonNull(
                                                        AuditLog.ENTRY.mapRow(row, n)),
                                                row.getLong("written")))
                        .list();
        List<AuditEntry> entries = new ArrayList<>();
        found.stream().limit(size).forEach(each -> entries.add(each.entry()));
        return new Page(entries, found.size() > size ? found.get(size - 1).written() : null);
    }

    /** What has ever been done, each once; a walk over an index, however long the log is. */
    @Transactional(readOnly = true)
    public List<String> actions() {
        return jdbc.sql(
                        """
                        with recursive a as (
                            (select action from audit_entry order by action limit 1)
                            union all
                            select (select e.action from audit_entry e where e.action > a.action order by e.action limit 1)
                            from a where a.action is not null)
                        select action from a where action is not null
                        """)
                .query((row, n) -> row.getString("action"))
                .list();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
