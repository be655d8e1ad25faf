/** Deadlines: the latest date of each stage, counted back in working days from the milestones. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.deadline;
