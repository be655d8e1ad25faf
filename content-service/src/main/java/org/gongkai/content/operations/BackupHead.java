package org.gongkai.content.operations;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;

/**
 * The first entry of a backup: what a restore must know before it reads the rest.
 *
 * @param form {@value #FORM}
 * @param schema the Flyway version that the tables have
 * @param lastRelease the highest release that is in it; 0 if there is none
 */
record BackupHead(
        String form,
        String schema,
        Instant at,
        long lastRelease,
        List<Table> tables,
        List<Sequence> sequences) {
    static final String FORM = "gongkai-backup/1";
    static final String ENTRY = "backup.json";

    BackupHead {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    /**
     * @param columns in the order in which their values stand in the entry
     */
    record Table(String name, List<String> columns) {
        Table {
            columns = List.copyOf(columns);
        }

        String entry() {
            return "database/" + name + ".copy";
        }
    }

    record Sequence(String name, long value, boolean called) {}

    byte[] json() {
        return JsonMapper.shared().writeValueAsBytes(this);
    }

    static BackupHead of(byte[] json) {
        return JsonMapper.shared().readValue(json, BackupHead.class);
    }
}
