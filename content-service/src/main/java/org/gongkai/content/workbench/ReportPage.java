package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.assignment.Channel;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.figures.Facts;
import org.gongkai.content.figures.Figures;
import org.gongkai.content.paper.PaperFormat;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.report.Report;
import org.gongkai.content.report.ReportPaper;
import org.gongkai.content.report.ReportRefused;
import org.gongkai.content.report.Reports;
import org.gongkai.content.summary.Summaries;
import org.gongkai.content.supervision.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The closing report of a unit or of the district (工作报告), as a page and to take away. */
@Controller
@RequestMapping("/workbench/reports")
class ReportPage {
    private final Reports reports;
    private final ReportPaper paper;
    private final Papers papers;
    private final Campaigns campaigns;
    private final Names names;
    private final Refusals refusals;

    ReportPage(
            Reports reports,
            ReportPaper paper,
            Papers papers,
            Campaigns campaigns,
            Names names,
            Refusals refusals) {
        this.reports = reports;
        this.paper = paper;
        this.papers = papers;
        this.campaigns = campaigns;
        this.names = names;
        this.refusals = refusals;
    }

    /** A share as the report lists it. */
    record ShareLine(
            int number,
            String unit,
            String text,
            @Nullable String due,
            @Nullable String done,
            boolean overdue,
            @Nullable Long late,
            List<Proof> evidence) {}

    /**
     * By what a share is done.
     *
     * @param document null for a publication elsewhere
     * @param link null for a document, or a file
     */
    record Proof(Channel channel, @Nullable UUID document, @Nullable String link, String title) {}

    /** A publication as the report lists it. */
    record Published(
            String at,
            Channel channel,
            String unit,
            String title,
            @Nullable UUID document,
            @Nullable String link,
            @Nullable String file,
            boolean live) {}

    record LateLine(
            UUID document,
            String title,
            String unit,
            String at,
            String reason,
            boolean consented) {}

    record EmergencyLine(
            UUID document,
            String title,
            String unit,
            String requested,
            @Nullable String confirmed,
            String reason,
            boolean madeUp) {}

    record UnitLine(String key, String unit, Figures figures) {}

    /** Which reports there are for the reader. */
    @GetMapping
    String list(
            Actor actor, @RequestParam(required = false) @Nullable String campaign, Model model) {
        if (!Summaries.mayRead(actor)) {
            throw new NotAllowed("Reports are for units, office, supervision and city");
        }
        List<Campaign> all = campaigns.all();
        model.addAttribute("campaigns", all);
        Campaign chosen =
                campaign != null ? campaigns.get(campaign) : all.isEmpty() ? null : all.getFirst();
        model.addAttribute("chosen", chosen);
        model.addAttribute("district", Summaries.sees(actor, null));
        model.addAttribute(
                "units",
                names.units().entrySet().stream()
                        .filter(unit -> Summaries.sees(actor, new UnitKey(unit.getKey())))
                        .toList());
        return "workbench/reports";
    }

    @GetMapping({"/{campaign}", "/{campaign}/{unit}"})
    String show(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable(required = false) @Nullable String unit,
            Model model) {
        return page(actor, campaign, of(unit), null, model);
    }

    @GetMapping({
        "/{campaign}/paper.{format:docx|pdf}",
        "/{campaign}/{unit}/paper.{format:docx|pdf}"
    })
    ResponseEntity<byte[]> take(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable(required = false) @Nullable String unit,
            @PathVariable String format) {
        return papers.download(
                paper.of(reports.get(actor, campaign, of(unit))), PaperFormat.of(format));
    }

    @PostMapping({"/{campaign}", "/{campaign}/{unit}"})
    String write(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable(required = false) @Nullable String unit,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String text,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        UnitKey of = of(unit);
        try {
            reports.write(actor, campaign, of, version, text);
        } catch (ReportRefused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", refusals.say("report.refused." + e.why()));
            return page(actor, campaign, of, text, model);
        }
        after.addFlashAttribute("said", refusals.say("report.said"));
        return "redirect:" + path(campaign, of);
    }

    private String page(
            Actor actor,
            String campaign,
            @Nullable UnitKey unit,
            @Nullable String typed,
            Model model) {
        Report report = reports.get(actor, campaign, unit);
        Facts facts = report.facts();
        Map<String, String> units = names.units();
        model.addAttribute("report", report);
        model.addAttribute("facts", facts);
        model.addAttribute("figures", facts.figures());
        model.addAttribute("campaign", campaigns.get(campaign));
        model.addAttribute(
                "unit", unit == null ? null : units.getOrDefault(unit.value(), unit.value()));
        model.addAttribute("address", path(campaign, unit));
        model.addAttribute("asOf", names.time(facts.asOf()));
        model.addAttribute(
                "units",
                unit != null
                        ? List.of()
                        : facts.units().entrySet().stream()
                                .map(
                                        one ->
                                                new UnitLine(
                                                        one.getKey().value(),
                                                        units.getOrDefault(
                                                                one.getKey().value(),
                                                                one.getKey().value()),
                                                        one.getValue()))
                                .toList());
        model.addAttribute("chart", ReportBars.of(facts, units));
        model.addAttribute(
                "shares", facts.shares().stream().map(one -> share(facts, one, units)).toList());
        model.addAttribute(
                "published",
                facts.publications().stream().map(one -> published(one, units)).toList());
        model.addAttribute("late", late(facts, units));
        model.addAttribute("emergencies", emergencies(facts, units));
        model.addAttribute("unpublished", facts.unpublished());
        model.addAttribute("mayWrite", Reports.writes(actor));
        model.addAttribute("typed", typed == null ? report.text() : typed);
        model.addAttribute("longest", Reports.LONGEST);
        model.addAttribute("pdf", papers.pdf());
        model.addAttribute(
                "versions",
                report.words().stream()
                        .map(
                                one ->
                                        Map.of(
                                                "number",
                                                one.number(),
                                                "by",
                                                one.by(),
                                                "at",
                                                names.time(one.at()),
                                                "text",
                                                one.text()))
                        .toList());
        return "workbench/report";
    }

    private ShareLine share(Facts facts, Standing one, Map<String, String> units) {
        String unit = one.share().unit().value();
        return new ShareLine(
                one.share().assignment().number(),
                units.getOrDefault(unit, unit),
                one.share().assignment().task().text(),
                one.due() == null ? null : names.until(one.due()),
                facts.done(one) ? one.share().doneAt().map(names::time).orElse(null) : null,
                facts.overdue(one),
                one.workingDaysLate(),
                one.share().evidence().stream()
                        .filter(each -> each.counts())
                        .map(
                                each -> {
                                    var document = each.document();
                                    String title =
                                            document == null
                                                    ? each.link() == null ? "" : each.link()
                                                    : String.valueOf(document.title());
                                    return new Proof(
                                            each.channel(),
                                            document == null ? null : document.id(),
                                            each.link(),
                                            title);
                                })
                        .toList());
    }

    private Published published(Facts.Publication one, Map<String, String> units) {
        return new Published(
                names.time(one.at()),
                one.channel(),
                units.getOrDefault(one.unit().value(), one.unit().value()),
                one.title(),
                one.document() ? one.id() : null,
                one.document() ? null : one.place(),
                one.file(),
                one.live());
    }

    private List<LateLine> late(Facts facts, Map<String, String> units) {
        return facts.late().stream()
                .map(
                        one ->
                                new LateLine(
                                        one.document(),
                                        one.title(),
                                        units.getOrDefault(one.unit(), one.unit()),
                                        names.time(one.at()),
                                        one.reason(),
                                        one.consented()))
                .toList();
    }

    private List<EmergencyLine> emergencies(Facts facts, Map<String, String> units) {
        return facts.emergencies().stream()
                .map(
                        one -> {
                            Instant confirmed = one.confirmedAt();
                            return new EmergencyLine(
                                    one.document().value(),
                                    one.title(),
                                    units.getOrDefault(one.unit(), one.unit()),
                                    one.requestedBy() + " " + names.time(one.requestedAt()),
                                    confirmed == null
                                            ? null
                                            : one.confirmedBy() + " " + names.time(confirmed),
                                    one.reason(),
                                    confirmed != null && one.toMakeUp().isEmpty());
                        })
                .toList();
    }

    private static @Nullable UnitKey of(@Nullable String unit) {
        return unit == null ? null : new UnitKey(unit);
    }

    private static String path(String campaign, @Nullable UnitKey unit) {
        return "/workbench/reports/" + campaign + (unit == null ? "" : "/" + unit);
    }
}
