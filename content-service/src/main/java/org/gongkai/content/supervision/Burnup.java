package org.gongkai.content.supervision;

import org.gongkai.content.campaign.Campaign.Milestone;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * How what was to be done got done, day by day: materials that went up to the municipal pre-review,
 * towards its date, and shares that were done, through the window.
 *
 * @param shares how many there are
 * @param documents of the campaign, but for the discarded
 * @param milestones on which days they fall
 * @param days from the first on which anything was issued, or the preparation, to the closing
 */
public record Burnup(
        long shares, long documents, Map<Milestone, LocalDate> milestones, List<Day> days) {

    /**
     * The figures at the end of a day; of days to come there are none.
     *
     * @param handedUp documents that had passed the office by then
     * @param done shares that were done by then, of those that are done now
     * @param past whether the day has begun
     */
    public record Day(LocalDate day, long handedUp, long done, boolean past) {}
}
