package org.gongkai.content.operations;

import tools.jackson.databind.json.JsonMapper;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The last entry of a backup. A file without it is not whole.
 *
 * @param rows how many each table has
 * @param digests the SHA-256 of every other entry
 * @param missing assets that the database names and the files do not hold
 */
public record BackupContents(
        SortedMap<String, Long> rows,
        SortedMap<String, String> digests,
        SortedSet<String> missing) {
    static final String ENTRY = "contents.json";

    public BackupContents(
            Map<String, Long> rows, Map<String, String> digests, java.util.Set<String> missing) {
        this(new TreeMap<>(rows), new TreeMap<>(digests), new TreeSet<>(missing));
    }

    byte[] json() {
        return JsonMapper.shared().writeValueAsBytes(this);
    }

    static BackupContents of(byte[] json) {
        return JsonMapper.shared().readValue(json, BackupContents.class);
    }

    public long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many entries stand below a directory such as {@code files/}. */
    public long below(String directory) {
        return digests.keySet().stream().filter(name -> name.startsWith(directory)).count();
    }
}
