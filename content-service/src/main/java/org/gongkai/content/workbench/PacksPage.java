package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.pack.Pack;
import org.gongkai.content.pack.PackRefused;
import org.gongkai.content.pack.Packs;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.people.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The packs for the municipal pre-review, and the one click that makes another. */
@Controller
@RequestMapping("/workbench/packs")
class PacksPage {
    private final Packs packs;
    private final Papers papers;
    private final Campaigns campaigns;
    private final Sections sections;
    private final PackLines lines;
    private final Refusals refusals;

    PacksPage(
            Packs packs,
            Papers papers,
            Campaigns campaigns,
            Sections sections,
            PackLines lines,
            Refusals refusals) {
        this.packs = packs;
        this.papers = papers;
        this.campaigns = campaigns;
        this.sections = sections;
        this.lines = lines;
        this.refusals = refusals;
    }

    /** A campaign of which something waits. */
    record Choice(String key, String title, long waiting) {}

    @GetMapping
    String list(Actor actor, @RequestParam(defaultValue = "") String campaign, Model model) {
        return page(actor, campaign, model);
    }

    @PostMapping
    String make(
            Actor actor,
            @RequestParam(defaultValue = "") String campaign,
            Model model,
            HttpServletResponse response) {
        try {
            Pack made = packs.make(actor, campaign.isEmpty() ? null : campaign);
            return "redirect:/workbench/packs/" + made.id();
        } catch (PackRefused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute(
                    "refused", refusals.say("pack.refused." + e.why(), Packs.MOST_ITEMS));
            return page(actor, campaign, model);
        }
    }

    private String page(Actor actor, String campaign, Model model) {
        boolean mayMake = Packs.mayMake(actor);
        List<DocumentSummary> waiting = mayMake ? packs.waiting(actor, null) : List.of();
        model.addAttribute("mayMake", mayMake);
        model.addAttribute("campaign", campaign);
        model.addAttribute("pdf", papers.pdf());
        model.addAttribute("waiting", waiting.size());
        model.addAttribute("choices", choices(waiting));
        model.addAttribute("lines", lines.of(packs.newest(actor)));
        return "workbench/packs";
    }

    private List<Choice> choices(List<DocumentSummary> waiting) {
        Map<String, Optional<String>> campaignOf =
                sections.all().stream()
                        .collect(
                                Collectors.toMap(
                                        Section::key,
                                        section -> Optional.ofNullable(section.campaign())));
        Map<String, Long> counts =
                waiting.stream()
                        .flatMap(
                                document ->
                                        campaignOf
                                                .getOrDefault(document.section(), Optional.empty())
                                                .stream())
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return campaigns.all().stream()
                .filter(campaign -> counts.containsKey(campaign.key()))
                .map(
                        campaign ->
                                new Choice(
                                        campaign.key(),
                                        campaign.title(),
                                        Objects.requireNonNull(counts.get(campaign.key()))))
                .toList();
    }
}
