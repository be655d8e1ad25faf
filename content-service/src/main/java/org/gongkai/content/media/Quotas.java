package org.gongkai.content.media;

import org.gongkai.content.people.UnitKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

import java.util.UUID;

/**
 * How much a unit's library holds. Files count once per unit, unfinished uploads with what they
 * will be. Only within a transaction, which holds the unit's count until its end, so that two files
 * at once cannot both take the last place.
 */
@Component
class Quotas {
    private final JdbcClient jdbc;
    private final DataSize quota;

    Quotas(JdbcClient jdbc, LibraryRules rules) {
        this.jdbc = jdbc;
        this.quota = rules.quota();
    }

    /**
     * @param own an upload that has reserved its room already, and is that file
     * @throws FileRefused if the unit has no room for so many bytes more
     */
    void require(UnitKey unit, long bytes, String name, UUID own) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:unit, 7021))")
                .param("unit", unit.value())
                .query((row, n) -> true)
                .single();
        long used = used(unit, own);
        if (bytes > quota.toBytes() - used) {
            throw new FileRefused(
                    FileRefused.Reason.QUOTA,
                    "“%s” (%s) does not fit: the library of unit %s holds %s of at most %s. Delete unfinished uploads, or have an administrator raise gongkai.media.quota."
                            .formatted(
                                    name,
                                    megabytes(bytes),
                                    unit,
                                    megabytes(used),
                                    megabytes(quota.toBytes())),
                    "“%s”（%s）放不下：本单位素材库已用 %s，最多 %s。请移除不用的文件，或请管理员增加空间。"
                            .formatted(
                                    name,
                                    megabytes(bytes),
                                    megabytes(used),
                                    megabytes(quota.toBytes())));
        }
    }

    /** How much of its room a unit's library takes. */
    Room room(UnitKey unit, UUID own) {
        return new Room(used(unit, own), quota.toBytes());
    }

    private long used(UnitKey unit, UUID own) {
        return jdbc.sql(
                        """
                        select (select coalesce(sum(a.bytes), 0) from unit_asset u join asset a using (sha256)
                                where u.unit_key = :unit)
                             + (select coalesce(sum(bytes), 0) from upload
                                where unit_key = :unit and state in ('RECEIVING', 'WAITING', 'CONVERTING') and id <> :own)
                        """)
                .param("unit", unit.value())
                .param("own", own)
                .query(Long.class)
                .single();
    }

    private static String megabytes(long bytes) {
        return bytes < 1 << 20 ? bytes / 1024 + " KB" : "%,d MB".formatted(bytes >> 20);
    }
}
