package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.pack.Pack;
import org.gongkai.content.pack.PackDownload;
import org.gongkai.content.pack.PackRefused;
import org.gongkai.content.pack.Packs;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.people.Actor;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The packs for the municipal pre-review: all of them, and a new one by one click. */
@Controller
@RequestMapping("/workbench/packs")
class PacksPage {
    private final Packs packs;
    private final Papers papers;
    private final Campaigns campaigns;
    private final Names names;
    private final Refusals refusals;

    PacksPage(Packs packs, Papers papers, Campaigns campaigns, Names names, Refusals refusals) {
        this.packs = packs;
        this.papers = papers;
        this.campaigns = campaigns;
        this.names = names;
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

    @GetMapping("/{id}/pack.zip")
    ResponseEntity<Resource> file(Actor actor, @PathVariable UUID id) {
        return PackDownload.of(packs.find(actor, id), packs.open(actor, id));
    }

    private String page(Actor actor, String campaign, Model model) {
        boolean mayMake = Packs.mayMake(actor);
        List<Campaign> all = campaigns.all();
        model.addAttribute("mayMake", mayMake);
        model.addAttribute("campaign", campaign);
        model.addAttribute("pdf", papers.pdf());
        model.addAttribute("waiting", mayMake ? packs.waiting(actor, null).size() : 0);
        model.addAttribute(
                "choices",
                mayMake
                        ? all.stream()
                                .map(
                                        each ->
                                                new Choice(
                                                        each.key(),
                                                        each.title(),
                                                        packs.waiting(actor, each.key()).size()))
                                .filter(choice -> choice.waiting() > 0)
                                .toList()
                        : List.of());
        Map<String, String> titles =
                all.stream().collect(Collectors.toMap(Campaign::key, Campaign::title));
        model.addAttribute(
                "lines",
                packs.newest(actor).stream()
                        .map(pack -> PackLine.of(pack, titles, names))
                        .toList());
        return "workbench/packs";
    }
}
