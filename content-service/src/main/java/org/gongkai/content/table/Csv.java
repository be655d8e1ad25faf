package org.gongkai.content.table;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as RFC 4180 has it, for spreadsheets: UTF-8 with a byte order mark, which they need to
 * read Chinese, and no cell that they would take for a formula.
 */
final class Csv {
    private static final String ORDER_MARK = "\uFEFF";

    /** With what a formula begins, in both widths (OWASP, “CSV Injection”). */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final StringBuilder text = new StringBuilder(ORDER_MARK);

    void line(List<? extends @Nullable Object> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(","))).append("\r\n");
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(@Nullable Object value) {
        String shown = value == null ? "" : value.toString();
        String safe =
                !shown.isEmpty() && FORMULA.indexOf(shown.charAt(0)) >= 0 ? "'" + shown : shown;
        return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
