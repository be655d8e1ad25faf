package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.assignment.Assignment;
import org.gongkai.content.assignment.AssignmentRefused;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Liaisons;
import org.gongkai.content.assignment.Receipt;
import org.gongkai.content.assignment.Rights;
import org.gongkai.content.assignment.Share;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.document.DocumentFilter;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.supervision.Standing;
import org.gongkai.content.supervision.Supervision;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One assignment: what it says, who has signed for it, and by what each unit's share is done. */
@Controller
@RequestMapping("/workbench/assignments/{campaign}")
class AssignmentPage {
    private static final int DOCUMENTS = 100;

    private final Assignments assignments;
    private final Supervision supervision;
    private final Liaisons liaisons;
    private final Campaigns campaigns;
    private final DocumentQueries documents;
    private final Names names;
    private final TaskWords words;
    private final Refusals refusals;

    AssignmentPage(
            Assignments assignments,
            Supervision supervision,
            Liaisons liaisons,
            Campaigns campaigns,
            DocumentQueries documents,
            Names names,
            TaskWords words,
            Refusals refusals) {
        this.assignments = assignments;
        this.supervision = supervision;
        this.liaisons = liaisons;
        this.campaigns = campaigns;
        this.documents = documents;
        this.names = names;
        this.words = words;
        this.refusals = refusals;
    }

    /**
     * A unit's share as the page shows it.
     *
     * @param signs whether the reader may sign for it now
     * @param records whether the reader may record evidence for it
     * @param uploads whether the reader may put files into the unit's library
     * @param documents that the reader may name, by id
     */
    record ShareLine(
            String unit,
            String name,
            Standing standing,
            @Nullable String due,
            @Nullable Receipt receipt,
            @Nullable String signedAt,
            List<EvidenceLine> evidence,
            boolean signs,
            boolean records,
            boolean uploads,
            Map<String, String> documents) {}

    /** Evidence as the page shows it. */
    record EvidenceLine(
            Evidence it, @Nullable String stage, @Nullable String publishedAt, boolean opens) {}

    @GetMapping("/{number:\\d+}")
    String show(Actor actor, @PathVariable String campaign, @PathVariable int number, Model model) {
        Assignment one = assignments.get(actor, campaign, number);
        TaskForm form = TaskForm.of(0, new Breakdown.Row(one.number(), one.task()), Map.of());
        return page(actor, one, form, model);
    }

    @GetMapping("/new")
    String blank(Actor actor, @PathVariable String campaign, Model model) {
        requireOffice(actor);
        int next =
                assignments.breakdown(actor, campaign).assignments().stream()
                                .mapToInt(Assignment::number)
                                .max()
                                .orElse(0)
                        + 1;
        return form(actor, campaign, TaskForm.blank(next), null, model);
    }

    /** Adds or changes; the number of what is changed never changes. */
    @PostMapping({"/new", "/{number:\\d+}"})
    String put(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable(required = false) @Nullable Integer number,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam MultiValueMap<String, String> fields,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        TaskForm form = TaskForm.typed(fields).getFirst();
        try {
            Breakdown.Row typed = form.row();
            Breakdown.Row row = number == null ? typed : new Breakdown.Row(number, typed.task());
            assignments.put(actor, campaign, version, row);
            after.addFlashAttribute("said", refusals.say("assignment.saved", row.number()));
            return back(campaign, row.number());
        } catch (AssignmentRefused e) {
            model.addAttribute("refused", refusals.words(e));
        } catch (DateTimeException | NumberFormatException e) {
            model.addAttribute("refused", refusals.say("assignment.refused.FORM"));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return number == null
                ? form(actor, campaign, form, null, model)
                : page(actor, assignments.get(actor, campaign, number), form, model);
    }

    @PostMapping("/{number:\\d+}/{verb:issue|withdraw|remove}")
    String act(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @PathVariable String verb,
            @RequestParam long version,
            RedirectAttributes after) {
        try {
            switch (verb) {
                case "issue" -> assignments.issue(actor, campaign, number, version);
                case "withdraw" -> assignments.withdraw(actor, campaign, number, version);
                default -> assignments.remove(actor, campaign, number, version);
            }
            after.addFlashAttribute("said", refusals.say("assignment.said." + verb, number));
            if (verb.equals("remove")) {
                after.addAttribute("campaign", campaign);
                return "redirect:/workbench/assignments";
            }
        } catch (AssignmentRefused e) {
            after.addFlashAttribute("refused", refusals.words(e));
        }
        return back(campaign, number);
    }

    private static String back(String campaign, int number) {
        return "redirect:/workbench/assignments/" + campaign + "/" + number;
    }

    private String page(Actor actor, Assignment one, TaskForm form, Model model) {
        Map<String, String> units = names.units();
        model.addAttribute("one", one);
        model.addAttribute("dates", words.dates(one.task()));
        model.addAttribute("units", words.units(one.task(), units));
        model.addAttribute("channelWords", words.channels(one.task()));
        model.addAttribute(
                "questions", one.task().questions().stream().map(words::question).toList());
        model.addAttribute("issuedAt", one.issue() == null ? null : names.time(one.issue().at()));
        model.addAttribute(
                "shares",
                supervision.overview(actor, one.campaign()).list().stream()
                        .filter(standing -> standing.share().assignment().id().equals(one.id()))
                        .map(standing -> line(actor, standing, units))
                        .toList());
        return form(actor, one.campaign(), form, one, model);
    }

    private String form(
            Actor actor, String campaign, TaskForm form, @Nullable Assignment one, Model model) {
        model.addAttribute("campaign", campaigns.get(campaign));
        model.addAttribute("office", Rights.handsDown(actor));
        model.addAttribute("form", form);
        model.addAttribute("number", one == null ? null : one.number());
        model.addAttribute("version", one == null ? null : one.version());
        model.addAttribute("unitNames", names.units());
        model.addAttribute("channels", Channel.values());
        return one == null ? "workbench/assignment-new" : "workbench/assignment";
    }

    private ShareLine line(Actor actor, Standing standing, Map<String, String> units) {
        Share share = standing.share();
        UnitKey unit = share.unit();
        Receipt receipt = share.receipt();
        boolean records = Rights.actsFor(actor, unit);
        return new ShareLine(
                unit.value(),
                units.getOrDefault(unit.value(), unit.value()),
                standing,
                standing.due() == null ? null : names.until(standing.due()),
                receipt,
                receipt == null ? null : names.time(receipt.at()),
                share.evidence().stream().map(one -> line(actor, one)).toList(),
                receipt == null && liaisons.isLiaison(actor, share.assignment().campaign(), unit),
                records,
                actor.holds(Role.EDITOR, unit),
                records ? documents(actor, unit) : Map.of());
    }

    private EvidenceLine line(Actor actor, Evidence one) {
        Evidence.Document document = one.document();
        Instant at = one.publishedAt();
        return new EvidenceLine(
                one,
                document == null ? null : Standing.stage(document),
                at == null ? null : names.time(at),
                document != null
                        && (document.title() != null
                                && (Rights.oversees(actor)
                                        || actor.units().contains(new UnitKey(document.unit())))));
    }

    private Map<String, String> documents(Actor actor, UnitKey unit) {
        Map<String, String> found = new LinkedHashMap<>();
        documents
                .list(
                        actor,
                        new DocumentFilter(
                                null, null, null, unit.value(), null, null, false, false),
                        1,
                        DOCUMENTS)
                .items()
                .forEach(one -> found.put(one.id().toString(), one.title()));
        return found;
    }

    private static void requireOffice(Actor actor) {
        if (!Rights.handsDown(actor)) {
            throw new NotAllowed("Writing the breakdown is for office reviewers");
        }
    }
}
