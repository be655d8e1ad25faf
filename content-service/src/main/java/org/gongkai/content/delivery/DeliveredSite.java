package org.gongkai.content.delivery;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * The approved words of the site.
 *
 * @param url the site's own address, null if it is not configured
 * @param name the name of the government portal
 * @param column the name of the special column
 * @param theme the campaign's theme line
 * @param lead the lead story of the home page, null if none was chosen or it is not public
 */
public record DeliveredSite(
        @Nullable String url,
        String name,
        String column,
        String description,
        String keywords,
        String theme,
        Instant opening,
        Instant closing,
        List<Milestone> milestones,
        @Nullable Reference lead,
        String organizer,
        String contact) {
    public DeliveredSite {
        milestones = List.copyOf(milestones);
    }

    /** A date of the campaign, as the public timeline shows it. */
    @Schema(name = "DeliveredMilestone")
    public record Milestone(Instant at, String label) {}
}
