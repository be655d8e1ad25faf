package org.gongkai.content.media;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The rows of the media library, written in the caller's transaction. */
final class AssetRows {
    static final RowMapper<Asset> ASSET =
            (row, n) ->
                    new Asset(
                            Digest.ofComputed(row.getBytes("sha256")),
                            row.getString("media_type"),
                            row.getLong("bytes"),
                            row.getObject("width", Integer.class),
                            row.getObject("height", Integer.class));

    private final JdbcClient jdbc;
    private final AuditLog audit;

    AssetRows(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    void record(
            Actor actor,
            UnitKey unit,
            String fileName,
            Asset asset,
            Gate.Passed passed,
            Instant now) {
        OffsetDateTime at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        bytes(actor, asset, now);
        name(actor, unit, fileName, asset, at);
        remember(asset, passed, at);
    }

    /** The row of the bytes alone. */
    void bytes(Actor actor, Asset asset, Instant now) {
        jdbc.sql(
                        """
                        insert into asset (sha256, media_type, bytes, width, height, uploaded_by, uploaded_at)
                        values (:sha256, :mediaType, :bytes, :width, :height, :by, :at) on conflict do nothing
                        """)
                .param("sha256", asset.sha256().bytes())
                .param("mediaType", asset.mediaType())
                .param("bytes", asset.bytes())
                .param("width", asset.width())
                .param("height", asset.height())
                .param("by", actor.id().value())
                .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    private void name(Actor actor, UnitKey unit, String fileName, Asset asset, OffsetDateTime at) {
        int changed =
                jdbc.sql(
                                """
                                insert into unit_asset (unit_key, sha256, file_name, uploaded_by, uploaded_at)
                                values (:unit, :sha256, :fileName, :by, :at)
                                on conflict (unit_key, sha256) do update set file_name = excluded.file_name
                                where unit_asset.file_name <> excluded.file_name
                                """)
                        .param("unit", unit.value())
                        .param("sha256", asset.sha256().bytes())
                        .param("fileName", fileName)
                        .param("by", actor.id().value())
                        .param("at", at)
                        .update();
        if (changed > 0) {
            audit.append(
                    AuditLog.SYSTEM,
                    actor.account(),
                    "uploaded",
                    Map.of(
                            "sha256", asset.sha256().hex(),
                            "unit", unit.value(),
                            "fileName", new Words(fileName),
                            "bytes", asset.bytes()));
        }
    }

    private void remember(Asset asset, Gate.Passed passed, OffsetDateTime at) {
        if (passed.scanned()) {
            jdbc.sql("update asset set scanned_at = :at where sha256 = :sha256")
                    .param("at", at)
                    .param("sha256", asset.sha256().bytes())
                    .update();
        }
        int ordinal = 0;
        for (Finding finding : passed.findings()) {
            jdbc.sql(
                            """
                            insert into asset_finding (sha256, ordinal, kind, detail)
                            values (:sha256, :ordinal, :kind, :detail) on conflict do nothing
                            """)
                    .param("sha256", asset.sha256().bytes())
                    .param("ordinal", ordinal++)
                    .param("kind", finding.kind().name())
                    .param("detail", finding.detail())
                    .update();
        }
    }

    /** What was found inside an asset when it was taken. */
    List<Finding> findings(Digest sha256) {
        return jdbc.sql(
                        "select kind, detail from asset_finding where sha256 = :sha256 order by ordinal")
                .param("sha256", sha256.bytes())
                .query(
                        (row, n) ->
                                new Finding(
                                        Finding.Kind.valueOf(row.getString("kind")),
                                        row.getString("detail")))
                .list();
    }
}
