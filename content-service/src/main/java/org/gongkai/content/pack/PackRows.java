package org.gongkai.content.pack;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.Approval.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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

    void insert(Pack pack, Actor by) {
        Digest file = pack.sha256();
        jdbc.sql(
                        """
                        insert into pack (id, number, campaign_key, made_by, made_at, bytes, sha256)
                        values (:id, :number, :campaign, :by, :at, :bytes, :sha256)
                        """)
                .param("id", pack.id())
                .param("number", pack.number())
                .param("campaign", pack.campaign(), Types.VARCHAR)
                .param("by", by.id().value())
                .param("at", pack.madeAt().atOffset(ZoneOffset.UTC))
                .param("bytes", pack.bytes())
                .param("sha256", file == null ? null : file.bytes(), Types.BINARY)
                .update();
        for (Pack.Item item : pack.items()) {
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
    }

    Optional<Pack> find(UUID id) {
        return jdbc.sql(SELECT + "where k.id = :id")
                .param("id", id)
                .query((row, n) -> pack(row))
                .optional();
    }

    /** The newest first. */
    List<Pack> newest(int most) {
        return jdbc.sql(SELECT + "order by k.number desc limit :most")
                .param("most", most)
                .query((row, n) -> pack(row))
                .list();
    }

    /** Whether this is the first verdict on the item by a spreadsheet. */
    boolean verdict(
            Pack pack, Pack.Item item, Verdict verdict, Actor giver, Actor recorder, Instant at) {
        return jdbc.sql(
                                """
                                insert into pack_verdict (pack_id, number, verdict, given_by, recorded_by, at)
                                values (:pack, :number, :verdict, :giver, :recorder, :at) on conflict do nothing
                                """)
                        .param("pack", pack.id())
                        .param("number", item.number())
                        .param("verdict", verdict.name())
                        .param("giver", giver.id().value())
                        .param("recorder", recorder.id().value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private Pack pack(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte @Nullable [] sha256 = row.getBytes("sha256");
        return new Pack(
                id,
                row.getLong("number"),
                row.getString("campaign_key"),
                row.getString("name"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getLong("bytes"),
                sha256 == null ? null : Digest.ofComputed(sha256),
                items(id));
    }

    private List<Pack.Item> items(UUID pack) {
        return jdbc.sql(
                        """
                        select i.number, i.document_id, i.digest, v.verdict
                        from pack_item i left join pack_verdict v on v.pack_id = i.pack_id and v.number = i.number
                        where i.pack_id = :pack order by i.number
                        """)
                .param("pack", pack)
                .query(
                        (row, n) -> {
                            String verdict = row.getString("verdict");
                            return new Pack.Item(
                                    row.getInt("number"),
                                    new DocumentId(row.getObject("document_id", UUID.class)),
                                    Digest.ofComputed(row.getBytes("digest")),
                                    verdict == null ? null : Verdict.valueOf(verdict));
                        })
                .list();
    }
}
