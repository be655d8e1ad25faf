package org.gongkai.content.assignment;

import java.util.List;
import java.util.Objects;

/**
 * A campaign's table of assignments (任务分解表).
 *
 * @param version counts the changes of the table as a whole, those of each row included
 * @param assignments by number
 */
public record Breakdown(String campaign, long version, List<Assignment> assignments) {
    public Breakdown {
        assignments = List.copyOf(assignments);
    }

    /** A row as somebody wants it to be. */
    public record Row(int number, Task task) {
        public Row {
            Objects.requireNonNull(task, "A row has a task");
            if (number < 1 || number > 999) {
                throw new AssignmentRefused(
                        AssignmentRefused.Why.NUMBER,
                        "Assignments are numbered from 1 to 999, not " + number,
                        number);
            }
        }
    }
}
