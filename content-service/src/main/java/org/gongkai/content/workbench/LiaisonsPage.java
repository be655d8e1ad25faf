package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.assignment.AssignmentRefused;
import org.gongkai.content.assignment.Circular;
import org.gongkai.content.assignment.Circulars;
import org.gongkai.content.assignment.Liaison;
import org.gongkai.content.assignment.Liaisons;
import org.gongkai.content.assignment.Receipt;
import org.gongkai.content.assignment.Rights;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whom the units have named (专人), and the campaign's own notice with who has signed for it. */
@Controller
@RequestMapping("/workbench/assignments/{campaign}/liaisons")
class LiaisonsPage {
    private final Liaisons liaisons;
    private final Circulars circulars;
    private final Campaigns campaigns;
    private final People people;
    private final Names names;
    private final Refusals refusals;

    LiaisonsPage(
            Liaisons liaisons,
            Circulars circulars,
            Campaigns campaigns,
            People people,
            Names names,
            Refusals refusals) {
        this.liaisons = liaisons;
        this.circulars = circulars;
        this.campaigns = campaigns;
        this.people = people;
        this.names = names;
        this.refusals = refusals;
    }

    /**
     * A unit as the page shows it.
     *
     * @param candidates who can be named, by account
     * @param signs whether the reader may sign for the notice
     */
    record Line(
            String unit,
            String name,
            List<Liaison> liaisons,
            Map<String, String> candidates,
            @Nullable Receipt receipt,
            @Nullable String signedAt,
            boolean names,
            boolean signs) {}

    /** The notice as the form has it. */
    record Typed(String title, String words) {}

    @GetMapping
    String show(Actor actor, @PathVariable String campaign, Model model) {
        Circular circular = circulars.of(actor, campaign).orElse(null);
        return page(
                actor,
                campaign,
                circular == null
                        ? new Typed("", "")
                        : new Typed(circular.title(), circular.words()),
                model);
    }

    @PostMapping("/{verb:name|remove}")
    String name(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable String verb,
            @RequestParam String unit,
            @RequestParam String account,
            RedirectAttributes after) {
        try {
            if (verb.equals("name")) {
                liaisons.name(actor, campaign, new UnitKey(unit), account);
            } else {
                liaisons.remove(actor, campaign, new UnitKey(unit), account);
            }
            after.addFlashAttribute("said", refusals.say("liaison.said." + verb));
        } catch (AssignmentRefused e) {
            after.addFlashAttribute("refused", refusals.words(e));
        }
        return back(campaign);
    }

    @PostMapping("/circular")
    String put(
            Actor actor,
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String words,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        try {
            circulars.put(actor, campaign, version, title, words);
            after.addFlashAttribute("said", refusals.say("circular.saved"));
            return back(campaign);
        } catch (AssignmentRefused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", refusals.words(e));
            return page(actor, campaign, new Typed(title, words), model);
        }
    }

    @PostMapping("/circular/{verb:issue|withdraw|sign}")
    String act(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable String verb,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam(defaultValue = "") String unit,
            RedirectAttributes after) {
        try {
            switch (verb) {
                case "issue" -> circulars.issue(actor, campaign, version);
                case "withdraw" -> circulars.withdraw(actor, campaign, version);
                default -> circulars.sign(actor, campaign, new UnitKey(unit));
            }
            after.addFlashAttribute("said", refusals.say("circular.said." + verb));
        } catch (AssignmentRefused e) {
            after.addFlashAttribute("refused", refusals.words(e));
        }
        return back(campaign);
    }

    private static String back(String campaign) {
        return "redirect:/workbench/assignments/" + campaign + "/liaisons";
    }

    private String page(Actor actor, String campaign, Typed typed, Model model) {
        List<Liaison> all = liaisons.of(actor, campaign);
        Circular circular = circulars.of(actor, campaign).orElse(null);
        List<Person> active = people.all().stream().filter(Person::active).toList();
        model.addAttribute("campaign", campaigns.get(campaign));
        model.addAttribute("office", Rights.handsDown(actor));
        model.addAttribute("circular", circular);
        model.addAttribute(
                "issuedAt",
                circular == null || circular.issue() == null
                        ? null
                        : names.time(circular.issue().at()));
        model.addAttribute("typed", typed);
        model.addAttribute(
                "lines",
                names.units().entrySet().stream()
                        .map(unit -> Map.entry(new UnitKey(unit.getKey()), unit.getValue()))
                        .filter(
                                unit ->
                                        Rights.oversees(actor)
                                                || actor.units().contains(unit.getKey()))
                        .map(
                                unit ->
                                        line(
                                                actor,
                                                unit.getKey(),
                                                unit.getValue(),
                                                all,
                                                active,
                                                circular))
                        .toList());
        return "workbench/liaisons";
    }

    private Line line(
            Actor actor,
            UnitKey unit,
            String name,
            List<Liaison> all,
            List<Person> active,
            @Nullable Circular circular) {
        List<Liaison> named = all.stream().filter(one -> one.unit().equals(unit)).toList();
        Receipt receipt = circular == null ? null : circular.receipts().get(unit);
        Map<String, String> candidates = new LinkedHashMap<>();
        active.stream()
                .filter(one -> one.grants().stream().anyMatch(g -> unit.equals(g.unit())))
                .filter(one -> named.stream().noneMatch(l -> l.person().equals(one.id())))
                .forEach(one -> candidates.put(one.account(), one.name()));
        return new Line(
                unit.value(),
                name,
                named,
                candidates,
                receipt,
                receipt == null ? null : names.time(receipt.at()),
                Rights.actsFor(actor, unit),
                receipt == null
                        && circular != null
                        && circular.isIssued()
                        && named.stream()
                                .anyMatch(l -> l.active() && l.person().equals(actor.id())));
    }
}
