package org.gongkai.content.summary;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.figures.FactBook;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.gongkai.content.reminder.Duties;
import org.gongkai.content.reminder.Duty;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Summaries that are owed and not submitted: each unit's, and the office's to the city. */
@Component
class SummaryDuties implements Duties {
    private final FactBook facts;
    private final SummaryRows rows;
    private final Units units;
    private final Deadlines deadlines;
    private final MessageSource messages;

    SummaryDuties(
            FactBook facts,
            SummaryRows rows,
            Units units,
            Deadlines deadlines,
            MessageSource messages) {
        this.facts = facts;
        this.rows = rows;
        this.units = units;
        this.deadlines = deadlines;
        this.messages = messages;
    }

    @Override
    public List<Duty> open(Campaign campaign) {
        Instant due = Summaries.due(campaign, null);
        Instant unitsDue = campaign.milestones().get(Milestone.SUMMARIES_DUE);
        if (due == null && unitsDue == null) {
            return List.of();
        }
        Set<String> handedIn = rows.handedIn(campaign.key());
        List<Duty> open = new ArrayList<>();
        if (due != null && !handedIn.contains(SummaryRows.DISTRICT)) {
            units.all().stream()
                    .filter(unit -> unit.kind() == Unit.Kind.OFFICE)
                    .findFirst()
                    .ifPresent(office -> open.add(duty(campaign, office.key(), due, true)));
        }
        if (unitsDue != null) {
            facts.units(campaign.key()).stream()
                    .filter(unit -> !handedIn.contains(unit.value()))
                    .forEach(unit -> open.add(duty(campaign, unit, unitsDue, false)));
        }
        return open;
    }

    private Duty duty(Campaign campaign, UnitKey unit, Instant due, boolean district) {
        return new Duty(
                district ? Duty.Kind.DISTRICT_SUMMARY : Duty.Kind.SUMMARY,
                campaign.key() + (district ? "" : " " + unit),
                campaign.key(),
                unit,
                Objects.requireNonNull(
                        messages.getMessage(
                                district ? "summary.duty.district" : "summary.duty",
                                null,
                                Locale.CHINA)),
                deadlines.today().hours().dayOf(due),
                "/workbench/summaries/" + campaign.key() + (district ? "" : "/" + unit));
    }
}
