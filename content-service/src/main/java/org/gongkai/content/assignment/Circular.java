package org.gongkai.content.assignment;

import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * The campaign's own notice (活动通知), which goes to the liaisons of every unit. It is not a {@link
 * org.gongkai.content.notice.Notice}.
 *
 * @param words may be empty, when the paper goes by another way
 * @param issue null while it is not issued
 * @param receipts of this issue, by unit
 */
public record Circular(
        String campaign,
        String title,
        String words,
        long version,
        int issues,
        Assignment.@Nullable Issue issue,
        Map<UnitKey, Receipt> receipts) {
    public Circular {
        receipts = Map.copyOf(receipts);
    }

    public boolean isIssued() {
        return issue != null;
    }
}
