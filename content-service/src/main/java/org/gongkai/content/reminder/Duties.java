package org.gongkai.content.reminder;

import org.gongkai.content.campaign.Campaign;

import java.util.List;

/** A source of duties: each package whose work has a date gives its own. */
public interface Duties {

    /**
     * What is not done of a campaign, whenever it is due. Called inside a transaction, also for
     * people's home pages, so it looks up and counts nothing. What it answers decides who is told:
     * it must not leave out what it cannot read but throw.
     */
    List<Duty> open(Campaign campaign);
}
