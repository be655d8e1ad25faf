package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.figures.Facts;
import org.gongkai.content.figures.Figures;
import org.gongkai.content.figures.Snapshot;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.summary.Sentences;
import org.gongkai.content.summary.Summaries;
import org.gongkai.content.summary.Summary;
import org.gongkai.content.summary.SummaryRefused;
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

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** One summary: its figures, its words, and what was decided. */
@Controller
@RequestMapping({"/workbench/summaries/{campaign}", "/workbench/summaries/{campaign}/{unit}"})
class SummaryPage {
    private final Summaries summaries;
    private final Campaigns campaigns;
    private final Names names;
    private final Refusals refusals;
    private final Clock clock;

    SummaryPage(
            Summaries summaries, Campaigns campaigns, Names names, Refusals refusals, Clock clock) {
        this.summaries = summaries;
        this.campaigns = campaigns;
        this.names = names;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** What was handed in, as the page shows it. */
    record Handed(
            int number,
            String at,
            String by,
            List<String> sentences,
            Summary.Words words,
            String digest,
            boolean changed,
            String state,
            @Nullable String decidedBy,
            @Nullable String decidedAt,
            String reason) {}

    /** Something that was asked for. */
    private interface Act {
        void run();
    }

    @GetMapping
    String show(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable(required = false) @Nullable String unit,
            Model model) {
        return page(actor, campaign, of(unit), null, model);
    }

    @PostMapping
    String write(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable(required = false) @Nullable String unit,
            @RequestParam long version,
            @RequestParam(required = false) @Nullable Long seen,
            @RequestParam(defaultValue = "") String practice,
            @RequestParam(defaultValue = "") String problems,
            @RequestParam(defaultValue = "") String plans,
            @RequestParam(defaultValue = "save") String act,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        UnitKey of = of(unit);
        long read = seen == null ? version : seen;
        boolean submit = act.equals("submit");
        try {
            Summary.Words words = new Summary.Words(practice, problems, plans);
            if (submit) {
                summaries.submit(actor, campaign, of, read, words);
            } else {
                summaries.save(actor, campaign, of, read, words);
            }
        } catch (SummaryRefused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", refusals.say("summary.refused." + e.why()));
            model.addAttribute("stale", e.why() == SummaryRefused.Why.STALE);
            return page(actor, campaign, of, new Typed(read, practice, problems, plans), model);
        }
        after.addFlashAttribute(
                "said", refusals.say(submit ? "summary.submitted" : "summary.saved"));
        return "redirect:" + path(campaign, of);
    }

    /**
     * What was typed and not saved.
     *
     * @param version on which it was typed: it stays refused until what others saved since is seen
     */
    record Typed(long version, String practice, String problems, String plans) {}

    @PostMapping("/decision/accept")
    String accept(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable(required = false) @Nullable String unit,
            @RequestParam int number,
            RedirectAttributes after) {
        UnitKey of = of(unit);
        return decided(
                () -> summaries.accept(actor, campaign, of, number),
                "summary.accepted",
                campaign,
                of,
                after);
    }

    @PostMapping("/decision/return")
    String giveBack(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable(required = false) @Nullable String unit,
            @RequestParam int number,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes after) {
        UnitKey of = of(unit);
        return decided(
                () -> summaries.giveBack(actor, campaign, of, number, reason),
                "summary.returned",
                campaign,
                of,
                after);
    }

    private String decided(
            Act act,
            String said,
            String campaign,
            @Nullable UnitKey unit,
            RedirectAttributes after) {
        try {
            act.run();
            after.addFlashAttribute("said", refusals.say(said));
        } catch (SummaryRefused e) {
            after.addFlashAttribute("refused", refusals.say("summary.refused." + e.why()));
        }
        return "redirect:" + path(campaign, unit);
    }

    private String page(
            Actor actor,
            String campaign,
            @Nullable UnitKey unit,
            @Nullable Typed typed,
            Model model) {
        Summary summary = summaries.get(actor, campaign, unit);
        Facts facts = summaries.facts(actor, campaign, unit);
        String name = unit == null ? null : names.units().getOrDefault(unit.value(), unit.value());
        boolean mayDecide =
                Summaries.decides(actor, unit) && summary.state() == Summary.State.SUBMITTED;
        model.addAttribute("summary", summary);
        model.addAttribute("state", summary.state().name());
        model.addAttribute("campaign", campaigns.get(campaign));
        model.addAttribute("unit", name);
        model.addAttribute("address", path(campaign, unit));
        model.addAttribute("due", summary.due() == null ? null : names.time(summary.due()));
        model.addAttribute(
                "sentences", sentences(name, facts.figures(), facts.asOf(), facts.closed()));
        model.addAttribute("asOf", names.time(facts.asOf()));
        model.addAttribute("closed", facts.closed());
        model.addAttribute("figures", facts.figures());
        model.addAttribute("mayWrite", Summaries.writes(actor, unit) && summary.state().writable());
        model.addAttribute("mayDecide", mayDecide);
        model.addAttribute("longest", Summary.Words.LONGEST);
        model.addAttribute(
                "typed",
                typed == null
                        ? new Typed(
                                summary.version(),
                                summary.words().practice(),
                                summary.words().problems(),
                                summary.words().plans())
                        : typed);
        model.addAttribute(
                "handed",
                summary.submissions().stream().map(one -> handed(one, name, facts)).toList());
        return "workbench/summary";
    }

    private Handed handed(Summary.Submission one, @Nullable String unit, Facts now) {
        Snapshot then = one.figures();
        Boolean accepted = one.accepted();
        return new Handed(
                one.number(),
                names.time(one.submittedAt()),
                one.submittedBy(),
                sentences(unit, then.figures(), then.asOf(), then.closed()),
                one.words(),
                one.digest(),
                then.differs(now),
                accepted == null ? "SUBMITTED" : accepted ? "ACCEPTED" : "RETURNED",
                one.decidedBy(),
                one.decidedAt() == null ? null : names.time(one.decidedAt()),
                one.reason());
    }

    private List<String> sentences(
            @Nullable String unit, Figures figures, Instant asOf, boolean closed) {
        return Sentences.of(unit, figures, asOf, closed, clock.getZone());
    }

    private static @Nullable UnitKey of(@Nullable String unit) {
        return unit == null ? null : new UnitKey(unit);
    }

    private static String path(String campaign, @Nullable UnitKey unit) {
        return "/workbench/summaries/" + campaign + (unit == null ? "" : "/" + unit);
    }
}
