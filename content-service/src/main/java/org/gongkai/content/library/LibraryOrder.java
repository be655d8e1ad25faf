package org.gongkai.content.library;

/** How a library is sorted; equal ones follow by digest, so that pages do not overlap. */
public enum LibraryOrder {
    NEWEST("u.uploaded_at desc, u.sha256"),
    OLDEST("u.uploaded_at, u.sha256 desc"),
    NAME("u.file_name, u.sha256"),
    /** Reads the whole library of the unit; the others begin at the top of an index. */
    LARGEST("a.bytes desc, u.sha256");

    private final String sql;

    LibraryOrder(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
