package org.gongkai.content.media;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.Optional;

/** The rows of videos, written in the caller's transaction. */
final class FilmRows {
    private final JdbcClient jdbc;

    FilmRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Digest video, @Nullable Duration duration) {
        jdbc.sql(
                        """
                        insert into asset_video (sha256, duration_ms) values (:sha256, :duration) on conflict do nothing
                        """)
                .param("sha256", video.bytes())
                .param("duration", duration == null ? null : duration.toMillis())
                .update();
    }

    void made(Digest video, Digest original, boolean converted, @Nullable Digest poster) {
        jdbc.sql(
                        """
                        update asset_video set original = :original, converted = :converted,
                            poster = coalesce(:poster, poster)
                        where sha256 = :sha256
                        """)
                .param("sha256", video.bytes())
                .param("original", original.bytes())
                .param("converted", converted)
                .param("poster", poster == null ? null : poster.bytes(), java.sql.Types.BINARY)
                .update();
    }

    Optional<Film> find(Digest video) {
        return jdbc.sql(
                        "select duration_ms, poster, converted from asset_video where sha256 = :sha256")
                .param("sha256", video.bytes())
                .query(
                        (row, n) -> {
                            Long duration = row.getObject("duration_ms", Long.class);
                            byte[] poster = row.getBytes("poster");
                            return new Film(
                                    duration == null ? null : Duration.ofMillis(duration),
                                    poster == null ? null : Digest.ofComputed(poster),
                                    row.getBoolean("converted"));
                        })
                .optional();
    }

    Optional<Asset> madeOf(UnitKey unit, Digest original) {
        return jdbc.sql(
                        """
                        select a.* from asset a join asset_video v using (sha256) join unit_asset u using (sha256)
                        where v.original = :original and u.unit_key = :unit limit 1
                        """)
                .param("original", original.bytes())
                .param("unit", unit.value())
                .query(AssetRows.ASSET)
                .optional();
    }
}
