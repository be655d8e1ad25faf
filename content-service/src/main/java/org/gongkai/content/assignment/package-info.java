/** The task breakdown of a campaign: assignments, liaisons, receipts, and evidence. */
@org.jspecify.annotations.NullMarked
package org.gongkai.content.assignment;
