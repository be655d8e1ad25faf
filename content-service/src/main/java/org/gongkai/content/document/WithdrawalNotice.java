package org.gongkai.content.document;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * What readers are told where a withdrawn document stood: the fixed phrase for the reason, and
 * documents that speak for themselves. There is no place for free text: whatever is to be said goes
 * through a review of its own (decision 18).
 *
 * @param replacedBy the public document that takes its place
 * @param explainedBy the notice or page that explains the withdrawal; linked once it is public
 */
public record WithdrawalNotice(
        WithdrawalReason reason,
        @Nullable DocumentId replacedBy,
        @Nullable DocumentId explainedBy) {

    /** Only the phrase for the reason. */
    public static WithdrawalNotice of(WithdrawalReason reason) {
        return new WithdrawalNotice(reason, null, null);
    }

    /** As the audit log keeps it. */
    Map<String, Object> recorded() {
        Map<String, Object> detail = new HashMap<>(Map.of("reason", reason.name()));
        if (replacedBy != null) {
            detail.put("replacedBy", replacedBy.toString());
        }
        if (explainedBy != null) {
            detail.put("explainedBy", explainedBy.toString());
        }
        return detail;
    }
}
