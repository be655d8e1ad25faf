package org.gongkai.content.intake;

import org.jsoup.nodes.Entities;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads plain text: one paragraph per line, headings where Chinese documents number them ({@code
 * 第一章}, {@code 一、}), tables where lines have tabs.
 */
final class TextReader {
    private static final Pattern HEADING =
            Pattern.compile("(?:第[一二三四五六七八九十百零]+[章节编][\\s　].{1,40}|[一二三四五六七八九十]+、[^。；;：:]{1,30})");

    private TextReader() {}

    static Extracted read(String text) {
        StringBuilder html = new StringBuilder(text.length() + 1024);
        List<String[]> rows = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String[] cells = line.split("\t", -1);
            if (cells.length > 2 && !line.isBlank()) {
                rows.add(cells);
                continue;
            }
            if (!rows.isEmpty() && line.isBlank()) {
                continue;
            }
            table(rows, html);
            paragraph(line.strip(), html);
        }
        table(rows, html);
        return Extracted.of(html.toString());
    }

    /** Whether Chinese documents number headings in this way. */
    static boolean heading(String line) {
        return HEADING.matcher(line).matches();
    }

    private static void paragraph(String line, StringBuilder html) {
        if (!line.isEmpty()) {
            String name = heading(line) ? "h2" : "p";
            html.append('<').append(name).append('>').append(Entities.escape(line));
            html.append("</").append(name).append(">\n");
        }
    }

    /** A single line with tabs is no table. */
    private static void table(List<String[]> rows, StringBuilder html) {
        if (rows.size() == 1) {
            paragraph(String.join(" ", rows.getFirst()).strip(), html);
        } else if (!rows.isEmpty()) {
            int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
            html.append("<table>");
            for (String[] row : rows) {
                html.append("<tr>");
                for (int i = 0; i < columns; i++) {
                    html.append("<td>").append(Entities.escape(i < row.length ? row[i] : ""));
                    html.append("</td>");
                }
                html.append("</tr>");
            }
            html.append("</table>\n");
        }
        rows.clear();
    }
}
