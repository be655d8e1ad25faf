package org.gongkai.publisher;

import java.time.Duration;

/**
 * What a comparison of the index with the site found.
 *
 * @param release the number of the release that the index was compared with
 * @param documents how many documents the release shows
 * @param missing documents that the index did not hold
 * @param stale documents that the index held in another edition
 * @param foreign documents that the index held and the release does not show
 * @param repaired how many of these are right now
 * @param rebuilt whether the index was built anew
 * @param took how long it took
 */
public record IndexReport(
        long release,
        long documents,
        long missing,
        long stale,
        long foreign,
        long repaired,
        boolean rebuilt,
        Duration took) {

    /** How many documents were not as the release shows them. */
    public long differed() {
        return missing + stale + foreign;
    }
}
