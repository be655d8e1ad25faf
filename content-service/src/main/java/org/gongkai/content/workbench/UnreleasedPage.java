package org.gongkai.content.workbench;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.closing.Closing;
import org.gongkai.content.closing.Unreleased;
import org.gongkai.content.closing.UnreleasedTable;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.table.TableFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What of a campaign is not public, with its last state (未发布清单). */
@Controller
class UnreleasedPage {
    /** More is read as a table that one takes away. */
    private static final int SHOWN = 200;

    private final Closing closing;
    private final Campaigns campaigns;
    private final UnreleasedTable table;
    private final Names names;

    UnreleasedPage(Closing closing, Campaigns campaigns, UnreleasedTable table, Names names) {
        this.closing = closing;
        this.campaigns = campaigns;
        this.table = table;
        this.names = names;
    }

    /** A document as the page shows it. */
    record Line(
            UUID id,
            @Nullable String title,
            String kind,
            String state,
            String unit,
            String section,
            boolean live,
            @Nullable String due,
            @Nullable Long daysLate,
            @Nullable String mark,
            @Nullable String action,
            String role,
            @Nullable String at) {}

    @GetMapping("/workbench/unreleased")
    String show(
            Actor actor, @RequestParam(required = false) @Nullable String campaign, Model model) {
        List<Campaign> all = campaigns.all();
        model.addAttribute("campaigns", all);
        if (!Closing.mayRead(actor)) {
            throw new NotAllowed("The list is for those who see documents");
        }
        if (campaign == null && all.isEmpty()) {
            model.addAttribute("found", null);
            return "workbench/unreleased";
        }
        Campaign chosen = campaign == null ? all.getFirst() : campaigns.get(campaign);
        Unreleased found = closing.unreleased(actor, chosen.key(), SHOWN);
        Row.Words words = Row.Words.of(names);
        model.addAttribute("found", found);
        model.addAttribute("title", chosen.title());
        model.addAttribute("asOf", names.time(found.asOf()));
        model.addAttribute("lines", found.list().stream().map(line -> line(line, words)).toList());
        return "workbench/unreleased";
    }

    @GetMapping("/workbench/unreleased.{format:csv|xlsx}")
    ResponseEntity<byte[]> download(
            Actor actor,
            @PathVariable String format,
            @RequestParam String campaign,
            Locale locale) {
        return table.download(closing.unreleased(actor, campaign), TableFormat.of(format), locale);
    }

    private Line line(Unreleased.Line line, Row.Words words) {
        return new Line(
                line.id(),
                line.title(),
                names.kind(line.kind()),
                line.stage() == null ? line.state().name() : line.stage().name(),
                words.units().getOrDefault(line.unit(), line.unit()),
                words.sections().getOrDefault(line.section(), line.section()),
                line.live(),
                time(line.dueAt()),
                line.workingDaysLate(),
                line.awaitsConsent() ? "late.awaits" : line.submittedLate() ? "late.mark" : null,
                line.lastAction() == null ? null : line.lastAction().replace(' ', '-'),
                line.lastRole() == null ? "system" : line.lastRole().name(),
                time(line.lastAt()));
    }

    private @Nullable String time(@Nullable Instant at) {
        return at == null ? null : names.time(at);
    }
}
