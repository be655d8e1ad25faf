/** Reminders (催办): who is told, once, by mail and in the workbench, of what is due. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.reminder;
