package org.gongkai.content.summary;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.deadline.OfficeHours;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.gongkai.content.reminder.Duties;
import org.gongkai.content.reminder.Duty;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Summaries that are owed and not submitted: each unit's, and the office's to the city. */
@Component
class SummaryDuties implements Duties {
    private final Campaigns campaigns;
    private final Summaries summaries;
    private final Units units;
    private final Deadlines deadlines;
    private final MessageSource messages;

    SummaryDuties(
            Campaigns campaigns,
            Summaries summaries,
            Units units,
            Deadlines deadlines,
            MessageSource messages) {
        this.campaigns = campaigns;
        this.summaries = summaries;
        this.units = units;
        this.deadlines = deadlines;
        this.messages = messages;
    }

    @Override
    public List<Duty> open() {
        OfficeHours hours = deadlines.today().hours();
        @Nullable UnitKey office =
                units.all().stream()
                        .filter(unit -> unit.kind() == Unit.Kind.OFFICE)
                        .map(Unit::key)
                        .findFirst()
                        .orElse(null);
        List<Duty> open = new ArrayList<>();
        for (Campaign campaign : campaigns.all()) {
            if (Summaries.due(campaign, null) == null
                    && campaign.milestones().get(Campaign.Milestone.SUMMARIES_DUE) == null) {
                continue;
            }
            for (Summary summary : summaries.all(campaign)) {
                Instant due = summary.due();
                UnitKey unit = summary.unit() == null ? office : new UnitKey(summary.unit());
                if (due != null && unit != null && summary.state().writable()) {
                    open.add(duty(summary, unit, due, hours));
                }
            }
        }
        return open;
    }

    private Duty duty(Summary summary, UnitKey unit, Instant due, OfficeHours hours) {
        boolean district = summary.unit() == null;
        return new Duty(
                district ? Duty.Kind.DISTRICT_SUMMARY : Duty.Kind.SUMMARY,
                summary.campaign() + (district ? "" : " " + unit),
                summary.campaign(),
                unit,
                Objects.requireNonNull(
                        messages.getMessage(
                                district ? "summary.duty.district" : "summary.duty",
                                null,
                                Locale.CHINA)),
                hours.dayOf(due),
                "/workbench/summaries/" + summary.campaign() + (district ? "" : "/" + unit));
    }
}
