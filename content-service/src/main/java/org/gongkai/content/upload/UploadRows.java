package org.gongkai.content.upload;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.UnitKey;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of uploads. */
@Repository
class UploadRows {
    private static final RowMapper<Upload> UPLOAD =
            (row, n) -> {
                byte[] sha256 = row.getBytes("sha256");
                return new Upload(
                        new UploadId(row.getObject("id", UUID.class)),
                        new UnitKey(row.getString("unit_key")),
                        new PersonId(row.getObject("person_id", UUID.class)),
                        row.getString("file_name"),
                        row.getLong("bytes"),
                        row.getLong("received"),
                        Upload.State.valueOf(row.getString("state")),
                        sha256 == null ? null : Digest.ofComputed(sha256),
                        row.getObject("progress", Integer.class),
                        row.getString("note"),
                        row.getString("reason"),
                        row.getString("refusal"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant());
            };

    private final JdbcClient jdbc;

    UploadRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            UploadId id,
            UnitKey unit,
            PersonId person,
            String fileName,
            long bytes,
            Instant at,
            Instant expiresAt) {
        jdbc.sql(
                        """
                        insert into upload (id, unit_key, person_id, file_name, bytes, created_at, expires_at)
                        values (:id, :unit, :person, :fileName, :bytes, :at, :expires)
                        """)
                .param("id", id.value())
                .param("unit", unit.value())
                .param("person", person.value())
                .param("fileName", fileName)
                .param("bytes", bytes)
                .param("at", utc(at))
                .param("expires", utc(expiresAt))
                .update();
    }

    Optional<Upload> find(UploadId id) {
        return jdbc.sql("select * from upload where id = :id")
                .param("id", id.value())
                .query(UPLOAD)
                .optional();
    }

    /** Says how many bytes are durable. */
    void received(UploadId id, long bytes, Instant expiresAt) {
        jdbc.sql(
                        """
                        update upload set received = :received, expires_at = :expires
                        where id = :id and state = 'RECEIVING'
                        """)
                .param("id", id.value())
                .param("received", bytes)
                .param("expires", utc(expiresAt))
                .update();
    }

    void waiting(UploadId id) {
        jdbc.sql("update upload set state = 'WAITING' where id = :id and state = 'RECEIVING'")
                .param("id", id.value())
                .update();
    }

    /** Says that it is clean, and is being converted. */
    void converting(UploadId id) {
        jdbc.sql(
                        """
                        update upload set state = 'CONVERTING', progress = 0
                        where id = :id and state in ('RECEIVING', 'WAITING')
                        """)
                .param("id", id.value())
                .update();
    }

    void progress(UploadId id, int thousandths) {
        jdbc.sql("update upload set progress = :progress where id = :id and state = 'CONVERTING'")
                .param("id", id.value())
                .param("progress", thousandths)
                .update();
    }

    void note(UploadId id, String note) {
        jdbc.sql("update upload set note = :note where id = :id and state = 'CONVERTING'")
                .param("id", id.value())
                .param("note", note)
                .update();
    }

    /**
     * @throws NoSuchUpload if it was ended in the meantime, so that its video is not kept
     */
    void converted(UploadId id, Digest sha256, Instant expiresAt) {
        int changed =
                jdbc.sql(
                                """
                                update upload set state = 'FINISHED', progress = 1000, sha256 = :sha256, file_name = null,
                                    expires_at = :expires
                                where id = :id and state = 'CONVERTING'
                                """)
                        .param("id", id.value())
                        .param("sha256", sha256.bytes())
                        .param("expires", utc(expiresAt))
                        .update();
        if (changed == 0) {
            throw new NoSuchUpload();
        }
    }

    void finished(UploadId id, Digest sha256, Instant expiresAt) {
        jdbc.sql(
                        """
                        update upload set state = 'FINISHED', sha256 = :sha256, file_name = null, expires_at = :expires
                        where id = :id
                        """)
                .param("id", id.value())
                .param("sha256", sha256.bytes())
                .param("expires", utc(expiresAt))
                .update();
    }

    void refused(UploadId id, String reason, String refusal, Instant expiresAt) {
        jdbc.sql(
                        """
                        update upload set state = 'REFUSED', reason = :reason, refusal = :refusal, expires_at = :expires
                        where id = :id and state in ('RECEIVING', 'WAITING', 'CONVERTING')
                        """)
                .param("id", id.value())
                .param("reason", reason.toLowerCase(Locale.ROOT).replace('_', '-'))
                .param("refusal", refusal)
                .param("expires", utc(expiresAt))
                .update();
    }

    void remove(UploadId id) {
        jdbc.sql("delete from upload where id = :id").param("id", id.value()).update();
    }

    /** Complete, and neither in the library nor refused. */
    List<Upload> unsettled() {
        return jdbc.sql(
                        """
                        select * from upload where state in ('WAITING', 'CONVERTING') or (state = 'RECEIVING' and received = bytes)
                        order by created_at
                        """)
                .query(UPLOAD)
                .list();
    }

    List<Upload> receiving() {
        return jdbc.sql("select * from upload where state = 'RECEIVING'").query(UPLOAD).list();
    }

    /** What is complete and not settled does not expire: everything of it is here. */
    List<Upload> expired(Instant at) {
        return jdbc.sql(
                        """
                        select * from upload where expires_at <= :at
                            and (state in ('FINISHED', 'REFUSED') or (state = 'RECEIVING' and received < bytes))
                        """)
                .param("at", utc(at))
                .query(UPLOAD)
                .list();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
