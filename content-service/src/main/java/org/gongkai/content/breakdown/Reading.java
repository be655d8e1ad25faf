package org.gongkai.content.breakdown;

import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Question;

import java.util.List;
import java.util.Map;

/**
 * What was read of a table, before anybody saves it.
 *
 * @param rows in the order of the file
 * @param lines the text before and after the table
 * @param moved by how many columns the headings right of the text stood too far to the left, and
 *     were read as if they stood over what is theirs
 */
public record Reading(List<ReadRow> rows, List<String> lines, int moved) {
    public Reading {
        rows = List.copyOf(rows);
        lines = List.copyOf(lines);
    }

    /**
     * A row.
     *
     * @param line by which people find it in the file, from 1
     * @param written what its cells say, as far as they are not blank
     * @param row what was understood, with what is unclear
     */
    public record ReadRow(int line, Map<Question.Part, String> written, Breakdown.Row row) {}
}
