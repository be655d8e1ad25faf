package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.review.Bypass;
import org.gongkai.content.review.ReviewStage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The store of emergencies. */
@Repository
class BypassRows {
    private final JdbcClient jdbc;

    BypassRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The emergency of an edition, confirmed or not, that has not ended. */
    Optional<Bypass> open(EditionId edition) {
        return jdbc.sql(
                        """
                        select b.*, people_behind(b.requested_by) as requested_behind,
                            people_behind(b.confirmed_by) as confirmed_behind
                        from bypass b where b.edition_id = :edition and b.voided_at is null
                        """)
                .param("edition", edition.value())
                .query((row, n) -> bypass(row))
                .optional();
    }

    void insert(EditionId edition, Bypass bypass) {
        jdbc.sql(
                        """
                        insert into bypass (id, edition_id, digest, stages, reason, requested_by, requested_at)
                        values (:id, :edition, :digest, string_to_array(:stages, ','), :reason, :by, :at)
                        """)
                .param("id", bypass.id())
                .param("edition", edition.value())
                .param("digest", bypass.digest().bytes())
                .param(
                        "stages",
                        bypass.stages().stream().map(Enum::name).collect(Collectors.joining(",")))
                .param("reason", bypass.reason())
                .param("by", bypass.requestedBy().value())
                .param("at", Editions.timestamp(bypass.requestedAt()))
                .update();
    }

    void confirm(Bypass bypass, PersonId by, Instant at) {
        jdbc.sql("update bypass set confirmed_by = :by, confirmed_at = :at where id = :id")
                .param("id", bypass.id())
                .param("by", by.value())
                .param("at", Editions.timestamp(at))
                .update();
    }

    /** Ends the emergency of an edition that goes back to its editors. */
    void end(EditionId edition, Instant at) {
        jdbc.sql(
                        "update bypass set voided_at = :at where edition_id = :edition and voided_at is null")
                .param("edition", edition.value())
                .param("at", Editions.timestamp(at))
                .update();
    }

    private static Bypass bypass(ResultSet row) throws SQLException {
        UUID confirmedBy = row.getObject("confirmed_by", UUID.class);
        return new Bypass(
                row.getObject("id", UUID.class),
                Digest.ofComputed(row.getBytes("digest")),
                Arrays.stream((String[]) row.getArray("stages").getArray())
                        .map(ReviewStage::valueOf)
                        .toList(),
                row.getString("reason"),
                new PersonId(row.getObject("requested_by", UUID.class)),
                PersonId.set(row.getArray("requested_behind")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                confirmedBy == null ? null : new PersonId(confirmedBy),
                confirmedBy == null ? Set.of() : PersonId.set(row.getArray("confirmed_behind")),
                Editions.instant(row, "confirmed_at"));
    }
}
