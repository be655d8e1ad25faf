package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** That something came late, why, and who consented. */
record LateMark(
        String at, String reason, @Nullable String consentedBy, @Nullable String consentedAt) {
    /** Null if it came in time. */
    static @Nullable LateMark of(DocumentView view, Names names) {
        DocumentView.LateSubmission late = view.lateSubmission();
        if (late == null) {
            return null;
        }
        Instant consented = late.consentedAt();
        return new LateMark(
                names.time(late.at()),
                late.reason(),
                late.consentedBy(),
                consented == null ? null : names.time(consented));
    }
}
