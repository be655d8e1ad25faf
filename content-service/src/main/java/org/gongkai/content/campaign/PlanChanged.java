package org.gongkai.content.campaign;

import org.jspecify.annotations.Nullable;

/**
 * Something changed from which dates are counted. Published inside the transaction, before its
 * entry in the audit log, so that whoever counts anew takes the locks of documents before that of
 * the log.
 *
 * @param campaign only what belongs to it is touched; null for any
 * @param section only what belongs to it is touched; null for any
 * @param by the account of who changed it
 * @param what changed, for the history, such as {@code campaign gongkai-day-14}
 */
public record PlanChanged(
        @Nullable String campaign, @Nullable String section, String by, String what) {}
