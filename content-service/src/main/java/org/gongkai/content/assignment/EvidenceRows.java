package org.gongkai.content.assignment;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of evidence, with the documents and files as they are now. */
@Repository
class EvidenceRows {
    private static final String SELECT =
            """
            select v.*, p.name as recorded_name, f.file_name, d.unit_key as document_unit, d.path,
                case when d.unit_key = any(:units) then e.title else e.shown_title end as title, e.state, e.stage,
                case when l.id is not null then d.first_published_at end as live_since
            from evidence v join assignment a on a.id = v.assignment_id join person p on p.id = v.recorded_by
                left join unit_asset f on f.unit_key = v.unit_key and f.sha256 = v.sha256
                left join document d on d.id = v.document_id
                left join edition e on e.document_id = d.id and e.latest
                left join edition l on l.document_id = d.id and l.state = 'PUBLISHED'
            where v.retracted_at is null
            """;

    private final JdbcClient jdbc;

    EvidenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Evidence with what it is for. */
    record Found(String campaign, Receipts.Of of, Evidence evidence) {}

    /** What is recorded in a campaign; people of these units see the titles of their drafts. */
    Map<Receipts.Of, List<Evidence>> of(String campaign, Set<UnitKey> readers) {
        Map<Receipts.Of, List<Evidence>> found = new HashMap<>();
        jdbc.sql(SELECT + " and a.campaign_key = :campaign order by v.ordinal")
                .param("campaign", campaign)
                .param("units", keys(readers))
                .query(
                        row -> {
                            found.computeIfAbsent(of(row), x -> new ArrayList<>())
                                    .add(evidence(row));
                        });
        return found;
    }

    Optional<Found> find(String campaign, UUID id, Set<UnitKey> readers) {
        return jdbc.sql(SELECT + " and v.id = :id and a.campaign_key = :campaign")
                .param("id", id)
                .param("campaign", campaign)
                .param("units", keys(readers))
                .query((row, n) -> new Found(campaign, of(row), evidence(row)))
                .optional();
    }

    UUID insert(
            UUID by,
            Share share,
            Channel channel,
            @Nullable DocumentId document,
            Evidence.@Nullable Elsewhere elsewhere,
            String remark,
            Instant at) {
        UUID id = UUID.randomUUID();
        Instant published = elsewhere == null ? null : elsewhere.publishedAt();
        String sha256 = elsewhere == null ? null : elsewhere.sha256();
        jdbc.sql(
                        """
                        insert into evidence (id, assignment_id, unit_key, channel, document_id, link, sha256, published_at,
                            remark, recorded_by, recorded_at)
                        values (:id, :assignment, :unit, :channel, :document, :link, :sha256, :published, :remark, :by, :at)
                        """)
                .param("id", id)
                .param("assignment", share.assignment().id().value())
                .param("unit", share.unit().value())
                .param("channel", channel.name())
                .param("document", document == null ? null : document.value(), Types.OTHER)
                .param("link", elsewhere == null ? null : elsewhere.link(), Types.VARCHAR)
                .param("sha256", sha256 == null ? null : new Digest(sha256).bytes(), Types.BINARY)
                .param(
                        "published",
                        published == null ? null : published.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("remark", remark)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    void retract(UUID id, UUID by, Instant at) {
        jdbc.sql("update evidence set retracted_by = :by, retracted_at = :at where id = :id")
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** The unit of a document, if there is one. */
    Optional<String> unitOf(DocumentId document) {
        return jdbc.sql("select unit_key from document where id = :id")
                .param("id", document.value())
                .query(String.class)
                .optional();
    }

    /** The document at a public path, if there is one. */
    Optional<DocumentId> at(String path) {
        return jdbc.sql("select id from document where path = :path")
                .param("path", path)
                .query((row, n) -> new DocumentId(row.getObject(1, UUID.class)))
                .optional();
    }

    /**
     * Documents of a unit that are no evidence of the share yet: the campaign's first, then what is
     * public or approved.
     */
    Map<DocumentId, String> candidates(String campaign, int number, UnitKey unit, int most) {
        Map<DocumentId, String> found = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select d.id, e.title from document d join edition e on e.document_id = d.id and e.latest
                            left join edition l on l.document_id = d.id and l.state = 'PUBLISHED'
                            left join section s on s.key = d.section_key and s.campaign_key = :campaign
                        where d.unit_key = :unit and e.state <> 'DISCARDED' and not exists (
                            select from evidence v join assignment a on a.id = v.assignment_id
                            where v.document_id = d.id and v.unit_key = :unit and v.retracted_at is null
                                and a.campaign_key = :campaign and a.number = :number)
                        order by s.key is null, l.id is null, e.state <> 'APPROVED', e.changed_at desc, d.id limit :most
                        """)
                .param("campaign", campaign)
                .param("number", number)
                .param("unit", unit.value())
                .param("most", most)
                .query(
                        row -> {
                            found.put(
                                    new DocumentId(row.getObject("id", UUID.class)),
                                    row.getString("title"));
                        });
        return found;
    }

    /** Whether the library of a unit has the file; if so, it stays until the transaction ends. */
    boolean has(UnitKey unit, Digest file) {
        return jdbc.sql(
                        """
                        select true from unit_asset u join asset a on a.sha256 = u.sha256
                        where u.unit_key = :unit and u.sha256 = :sha256 for share of a
                        """)
                .param("unit", unit.value())
                .param("sha256", file.bytes())
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    private static String[] keys(Set<UnitKey> units) {
        return units.stream().map(UnitKey::value).toArray(String[]::new);
    }

    private static Receipts.Of of(ResultSet row) throws SQLException {
        return new Receipts.Of(
                new AssignmentId(row.getObject("assignment_id", UUID.class)),
                new UnitKey(row.getString("unit_key")));
    }

    private static Evidence evidence(ResultSet row) throws SQLException {
        UUID document = row.getObject("document_id", UUID.class);
        Instant live = instant(row, "live_since");
        String link = row.getString("link");
        byte[] sha256 = row.getBytes("sha256");
        String fileName = row.getString("file_name");
        String stage = row.getString("stage");
        return new Evidence(
                row.getObject("id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                document == null
                        ? null
                        : new Evidence.Document(
                                document,
                                row.getString("document_unit"),
                                row.getString("path"),
                                row.getString("title"),
                                EditionState.valueOf(row.getString("state")),
                                stage == null ? null : ReviewStage.valueOf(stage),
                                live != null),
                link,
                sha256 == null
                        ? null
                        : new Evidence.File(Digest.ofComputed(sha256).hex(), fileName),
                document == null ? instant(row, "published_at") : live,
                row.getString("remark"),
                row.getString("recorded_name"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                document == null ? link != null || fileName != null : live != null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
