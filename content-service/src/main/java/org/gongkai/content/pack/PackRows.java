package org.gongkai.content.pack;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.review.Approval.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The store of packs. */
@Repository
class PackRows {
    private static final String SELECT =
            "select k.*, p.name from pack k join person p on p.id = k.made_by ";

    private final JdbcClient jdbc;

    PackRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextNumber() {
        return jdbc.sql("select nextval('pack_number')").query(Long.class).single();
    }

    /**
     * @throws PackRefused if one of its documents is erased
     */
    void insert(Pack pack, Actor by) {
        Digest file = pack.sha256();
        jdbc.sql(
                        """
                        insert into pack (id, number, campaign_key, made_by, made_at, pdf, bytes, sha256)
                        values (:id, :number, :campaign, :by, :at, :pdf, :bytes, :sha256)
                        """)
                .param("id", pack.id())
                .param("number", pack.number())
                .param("campaign", pack.campaign(), Types.VARCHAR)
                .param("by", by.id().value())
                .param("at", pack.madeAt().atOffset(ZoneOffset.UTC))
                .param("pdf", pack.pdf())
                .param("bytes", pack.bytes())
                .param("sha256", file == null ? null : file.bytes(), Types.BINARY)
                .update();
        try {
            pack.items().stream()
                    .sorted(Comparator.comparing(item -> item.digest().hex())) // as erasures lock
                    .forEach(item -> insert(pack, item));
        } catch (DataAccessException e) {
            throw erased(e)
                    ? new PackRefused(
                            PackRefused.Why.ERASED,
                            "One of the documents was erased while the pack was written; make it"
                                    + " again",
                            e)
                    : e;
        }
    }

    private void insert(Pack pack, Pack.Item item) {
        jdbc.sql(
                        """
                        insert into pack_item (pack_id, number, document_id, digest)
                        values (:pack, :number, :document, :digest)
                        """)
                .param("pack", pack.id())
                .param("number", item.number())
                .param("document", item.document().value())
                .param("digest", item.digest().bytes())
                .update();
    }

    private static boolean erased(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException cause
                && "GK070".equals(cause.getSQLState());
    }

    Optional<Pack> find(UUID id) {
        return withItems(jdbc.sql(SELECT + "where k.id = :id").param("id", id)).stream()
                .findFirst();
    }

    /** The newest first. */
    List<Pack> newest(int most) {
        return withItems(
                jdbc.sql(SELECT + "order by k.number desc limit :most").param("most", most));
    }

    /** Whether the sheet came for the first time. */
    boolean sheet(Pack pack, Digest sha256, Actor by, Instant at) {
        try {
            return jdbc.sql(
                                    """
                                    insert into pack_sheet (pack_id, sha256, file, brought_by, at)
                                    values (:pack, :sha256, :sha256, :by, :at) on conflict do nothing
                                    """)
                            .param("pack", pack.id())
                            .param("sha256", sha256.bytes())
                            .param("by", by.id().value())
                            .param("at", at.atOffset(ZoneOffset.UTC))
                            .update()
                    > 0;
        } catch (DataAccessException e) {
            throw erased(e)
                    ? new SheetRefused(
                            SheetRefused.Why.ERASED,
                            "",
                            "Pack %d was erased, because it held what was withdrawn for privacy; have a new one made"
                                    .formatted(pack.number()),
                            e)
                    : e;
        }
    }

    /** The newest first. */
    List<Pack.Sheet> sheets(Pack pack) {
        return jdbc.sql(
                        """
                        select s.sha256, p.name, s.at, s.file is not null as kept,
                            (select count(*) from pack_verdict v where v.pack_id = s.pack_id and v.sheet = s.sha256) as verdicts
                        from pack_sheet s join person p on p.id = s.brought_by
                        where s.pack_id = :pack order by s.at desc, s.sha256
                        """)
                .param("pack", pack.id())
                .query(
                        (row, n) ->
                                new Pack.Sheet(
                                        Digest.ofComputed(row.getBytes("sha256")),
                                        row.getString("name"),
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        row.getBoolean("kept"),
                                        row.getInt("verdicts")))
                .list();
    }

    /** Until the end of the transaction nobody else takes verdicts on the pack. */
    void lock(Pack pack) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:pack, 7037))")
                .param("pack", pack.id().toString())
                .query((row, n) -> true)
                .single();
    }

    /** The guest of this name in whose name the person recorded a verdict on the pack. */
    Optional<PersonId> guest(Pack pack, Actor recorder, String name) {
        return jdbc.sql(
                        """
                        select distinct p.id from pack_verdict v join person p on p.id = v.given_by
                        where v.pack_id = :pack and v.recorded_by = :recorder and p.vouched_by = :recorder
                            and p.name = :name and p.active
                        order by p.id limit 1
                        """)
                .param("pack", pack.id())
                .param("recorder", recorder.id().value())
                .param("name", name)
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Whether this is the first verdict on the item by a spreadsheet. */
    boolean verdict(
            Pack pack,
            Pack.Item item,
            Verdict verdict,
            Digest sheet,
            Actor giver,
            Actor recorder,
            Instant at) {
        return jdbc.sql(
                                """
                                insert into pack_verdict (pack_id, number, verdict, sheet, given_by, recorded_by, at)
                                values (:pack, :number, :verdict, :sheet, :giver, :recorder, :at) on conflict do nothing
                                """)
                        .param("pack", pack.id())
                        .param("number", item.number())
                        .param("verdict", verdict.name())
                        .param("sheet", sheet.bytes())
                        .param("giver", giver.id().value())
                        .param("recorder", recorder.id().value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private List<Pack> withItems(JdbcClient.StatementSpec selected) {
        List<Pack> packs = selected.query((row, n) -> pack(row)).list();
        Map<UUID, List<Pack.Item>> items = items(packs.stream().map(Pack::id).toArray(UUID[]::new));
        return packs.stream()
                .map(pack -> pack.with(items.getOrDefault(pack.id(), List.of())))
                .toList();
    }

    private static Pack pack(ResultSet row) throws SQLException {
        byte @Nullable [] sha256 = row.getBytes("sha256");
        return new Pack(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("campaign_key"),
                row.getString("name"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("pdf"),
                row.getLong("bytes"),
                sha256 == null ? null : Digest.ofComputed(sha256),
                List.of());
    }

    private record Placed(UUID pack, Pack.Item item) {}

    private Map<UUID, List<Pack.Item>> items(UUID[] packs) {
        return jdbc
                .sql(
                        """
                        select i.pack_id, i.number, i.document_id, i.digest, v.verdict
                        from pack_item i left join pack_verdict v on v.pack_id = i.pack_id and v.number = i.number
                        where i.pack_id = any(:packs) order by i.pack_id, i.number
                        """)
                .param("packs", packs)
                .query((row, n) -> new Placed(row.getObject("pack_id", UUID.class), item(row)))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Placed::pack,
                                Collectors.mapping(Placed::item, Collectors.toList())));
    }

    private static Pack.Item item(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return new Pack.Item(
                row.getInt("number"),
                new DocumentId(row.getObject("document_id", UUID.class)),
                Digest.ofComputed(row.getBytes("digest")),
                verdict == null ? null : Verdict.valueOf(verdict));
    }
}
