package org.gongkai.content.workbench;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.summary.Summaries;
import org.gongkai.content.summary.Summary;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.util.List;
import java.util.Map;

/** Where the summaries of a campaign stand (活动总结). */
@Controller
class SummariesPage {
    private final Summaries summaries;
    private final Campaigns campaigns;
    private final Names names;

    SummariesPage(Summaries summaries, Campaigns campaigns, Names names) {
        this.summaries = summaries;
        this.campaigns = campaigns;
        this.names = names;
    }

    /**
     * A summary as the list shows it.
     *
     * @param unit its name; null for the district
     * @param path of its page
     */
    record Line(
            @Nullable String unit,
            String path,
            String state,
            @Nullable String due,
            @Nullable Long daysLate,
            @Nullable String submitted) {}

    @GetMapping("/workbench/summaries")
    String list(
            Actor actor, @RequestParam(required = false) @Nullable String campaign, Model model) {
        if (!Summaries.mayRead(actor)) {
            throw new NotAllowed("Summaries are for units, office, supervision and city");
        }
        List<Campaign> all = campaigns.all();
        model.addAttribute("campaigns", all);
        if (campaign == null && all.isEmpty()) {
            model.addAttribute("chosen", null);
            model.addAttribute("lines", List.of());
            return "workbench/summaries";
        }
        Campaign chosen = campaign == null ? all.getFirst() : campaigns.get(campaign);
        Map<String, String> units = names.units();
        List<Summary> found = summaries.of(actor, chosen.key());
        model.addAttribute("chosen", chosen);
        model.addAttribute("lines", found.stream().map(one -> line(one, units)).toList());
        model.addAttribute("missing", found.stream().filter(one -> one.state().writable()).count());
        return "workbench/summaries";
    }

    private Line line(Summary one, Map<String, String> units) {
        String unit = one.unit();
        return new Line(
                unit == null ? null : units.getOrDefault(unit, unit),
                "/workbench/summaries/" + one.campaign() + (unit == null ? "" : "/" + unit),
                one.state().name(),
                one.due() == null ? null : names.time(one.due()),
                one.workingDaysLate(),
                one.submissions().isEmpty()
                        ? null
                        : names.time(one.submissions().getFirst().submittedAt()));
    }
}
