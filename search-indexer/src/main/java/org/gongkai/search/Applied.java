package org.gongkai.search;

import org.gongkai.search.IndexChange.Reason;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of decisions about documents.
 *
 * @param puts documents that were written
 * @param removes documents that were removed
 * @param skipped decisions that changed nothing, counted by their reason
 */
public record Applied(long puts, long removes, Map<Reason, Long> skipped) {
    public static final Applied NOTHING = new Applied(0, 0, Map.of());

    public Applied {
        skipped = Map.copyOf(skipped);
    }

    public Applied plus(Applied other) {
        Map<Reason, Long> both = new EnumMap<>(Reason.class);
        both.putAll(skipped);
        other.skipped.forEach((reason, count) -> both.merge(reason, count, Long::sum));
        return new Applied(puts + other.puts, removes + other.removes, both);
    }

    public long skipped(Reason reason) {
        return skipped.getOrDefault(reason, 0L);
    }
}
