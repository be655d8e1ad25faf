package org.gongkai.content.audit;

import org.gongkai.content.canonical.CanonicalJson;
import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;

/**
 * Writes and reads the audit log. Every entry is written in the transaction of the change that it
 * records (invariant 6); the database refuses to change or delete one (decision 15). Thread-safe.
 */
@Component
public class AuditLog {
    /** The chain of what belongs to no document: people, sections, site text, releases. */
    public static final String SYSTEM = "system";

    static final RowMapper<AuditEntry> ENTRY =
            (row, n) ->
                    new AuditEntry(
                            row.getString("chain"),
                            row.getLong("position"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("actor"),
                            row.getString("action"),
                            row.getString("detail"),
                            Digest.ofComputed(row.getBytes("previous")),
                            Digest.ofComputed(row.getBytes("hash")));

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Something that was done.
     *
     * @param chain a document's id, or {@link #SYSTEM}
     * @param actor the account of who acted, or {@code system}
     * @param action what was done, as a past participle in lower case such as {@code submitted}
     * @param detail what {@link CanonicalJson} can write, and {@link Words}
     */
    public record Act(String chain, String actor, String action, Map<String, ?> detail) {}

    /** Appends one entry; see {@link #append(List)} and {@link Act}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(String chain, String actor, String action, Map<String, ?> detail) {
        append(List.of(new Act(chain, actor, action, detail)));
    }

    /**
     * Appends entries to their chains, in this order. The chains are locked until the transaction
     * ends, so that entries follow commit order.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(List<Act> acts) {
        Map<String, AuditEntry> last = lastOf(acts);
        Instant at = clock.instant();
        List<AuditEntry> entries = new ArrayList<>();
        Map<AuditEntry, List<Said>> said = new LinkedHashMap<>();
        for (Act act : acts) {
            Map<String, @Nullable Object> kept = new HashMap<>(act.detail());
            List<Said> words = new ArrayList<>();
            act.detail()
                    .forEach(
                            (member, value) -> {
                                if (value instanceof Words it) {
                                    Said one = Said.of(member, it);
                                    words.add(one);
                                    kept.put(member, Map.of("sha256", one.commitment().hex()));
                                }
                            });
            AuditEntry before = last.get(act.chain());
            AuditEntry entry =
                    AuditEntry.following(
                            act.chain(),
                            before == null ? 1 : before.position() + 1,
                            before == null ? AuditEntry.NOTHING : before.hash(),
                            at,
                            act.actor(),
                            act.action(),
                            CanonicalJson.text(kept));
            last.put(act.chain(), entry);
            entries.add(entry);
            said.put(entry, words);
        }
        insert(entries);
        said.forEach((entry, words) -> words.forEach(one -> insert(entry, one)));
    }

    /** The last entry of each chain, which is locked first; always in the same order. */
    private Map<String, AuditEntry> lastOf(List<Act> acts) {
        String[] chains = acts.stream().map(Act::chain).distinct().sorted().toArray(String[]::new);
        jdbc.sql(
                        """
                        select pg_advisory_xact_lock(hashtextextended(c.chain, 7015))
                        from unnest(:chains) with ordinality c(chain, n) order by c.n
                        """)
                .param("chains", chains)
                .query((row, n) -> true)
                .list();
        Map<String, AuditEntry> last = new HashMap<>();
        jdbc.sql(
                        """
                        select l.* from unnest(:chains) c(chain) cross join lateral (
                            select * from audit_entry a where a.chain = c.chain order by a.position desc limit 1) l
                        """)
                .param("chains", chains)
                .query(ENTRY)
                .list()
                .forEach(entry -> last.put(entry.chain(), entry));
        return last;
    }

    /** All of one moment, in this order. */
    private void insert(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        insert into audit_entry (chain, position, at, actor, action, detail, previous, hash)
                        select e.chain, e.position, :at, e.actor, e.action, e.detail, e.previous, e.hash
                        from unnest(:chains, :positions, :actors, :actions, :details, :previous, :hashes)
                            with ordinality e(chain, position, actor, action, detail, previous, hash, n)
                        order by e.n
                        """)
                .param("at", OffsetDateTime.ofInstant(entries.getFirst().at(), ZoneOffset.UTC))
                .param("chains", entries.stream().map(AuditEntry::chain).toArray(String[]::new))
                .param("positions", entries.stream().map(AuditEntry::position).toArray(Long[]::new))
                .param("actors", entries.stream().map(AuditEntry::actor).toArray(String[]::new))
                .param("actions", entries.stream().map(AuditEntry::action).toArray(String[]::new))
                .param("details", entries.stream().map(AuditEntry::detail).toArray(String[]::new))
                .param(
                        "previous",
                        entries.stream().map(e -> e.previous().bytes()).toArray(byte[][]::new))
                .param("hashes", entries.stream().map(e -> e.hash().bytes()).toArray(byte[][]::new))
                .update();
    }

    private void insert(AuditEntry entry, Said said) {
        jdbc.sql(
                        """
                        insert into audit_words (chain, position, member, commitment, salt, words)
                        values (:chain, :position, :member, :commitment, :salt, :words)
                        """)
                .param("chain", entry.chain())
                .param("position", entry.position())
                .param("member", said.member())
                .param("commitment", said.commitment().bytes())
                .param("salt", said.salt())
                .param("words", said.words())
                .update();
    }

    /**
     * The whole chain for people to read, oldest first: with the words that were said, as far as
     * they are kept. The hash of an entry is that of {@link #chain}, without them.
     */
    @Transactional(readOnly = true)
    public List<AuditEntry> told(String chain) {
        return jdbc.sql(
                        """
                        select a.chain, a.position, a.at, a.actor, a.action, a.previous, a.hash,
                            case when s.said is null then a.detail else (a.detail::jsonb || s.said)::text end as detail
                        from audit_entry a cross join lateral (
                            select jsonb_object_agg(w.member, w.words) as said from audit_words w
                            where w.chain = a.chain and w.position = a.position and w.words is not null) s
                        where a.chain = :chain order by a.position
                        """)
                .param("chain", chain)
                .query(ENTRY)
                .list();
    }

    /** The whole chain as it is hashed, oldest first. */
    @Transactional(readOnly = true)
    public List<AuditEntry> chain(String chain) {
        return jdbc.sql("select * from audit_entry where chain = :chain order by position")
                .param("chain", chain)
                .query(ENTRY)
                .list();
    }

    /**
     * Shows every entry with its place in the order of writing, chain by chain, each from its first
     * on; memory stays flat.
     */
    @Transactional(readOnly = true)
    public void each(ObjLongConsumer<AuditEntry> visitor) {
        try (Stream<Written> entries =
                jdbc
                        .sql("select * from audit_entry order by chain, position")
                        .withFetchSize(1000)
                        .query(
                                (row, n) ->
                                        new Written(
                                                Objects.requireNonNull(ENTRY.mapRow(row, n)),
                                                row.getLong("written")))
                        .stream()) {
            entries.forEach(written -> visitor.accept(written.entry(), written.at()));
        }
    }

    private record Written(AuditEntry entry, long at) {}

    /** Words with what the entry holds of them. */
    private record Said(String member, UUID salt, String words, Digest commitment) {
        static Said of(String member, Words words) {
            UUID salt = UUID.randomUUID();
            return new Said(
                    member,
                    salt,
                    words.text(),
                    Digest.of((salt + words.text()).getBytes(StandardCharsets.UTF_8)));
        }
    }
}
