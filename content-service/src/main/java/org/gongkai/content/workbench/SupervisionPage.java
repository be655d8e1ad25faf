package org.gongkai.content.workbench;

import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Rights;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.supervision.Light;
import org.gongkai.content.supervision.Overview;
import org.gongkai.content.supervision.Standing;
import org.gongkai.content.supervision.StandingsTable;
import org.gongkai.content.supervision.Supervision;
import org.gongkai.content.table.TableFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.UriComponentsBuilder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Supervision (督查): figures of a campaign, each of which leads to the shares behind it. */
@Controller
class SupervisionPage {
    private static final int SHOWN = 200;

    private final Supervision supervision;
    private final StandingsTable table;
    private final Campaigns campaigns;
    private final Names names;
    private final TaskWords words;

    SupervisionPage(
            Supervision supervision,
            StandingsTable table,
            Campaigns campaigns,
            Names names,
            TaskWords words) {
        this.supervision = supervision;
        this.table = table;
        this.campaigns = campaigns;
        this.names = names;
        this.words = words;
    }

    /** What the address asks for; null or empty means all. */
    record Asked(
            @Nullable String campaign,
            @Nullable String unit,
            @Nullable String block,
            @Nullable Light light,
            @Nullable String stage,
            @Nullable Boolean unsigned) {

        boolean shows(Standing one) {
            return is(unit, one.share().unit().value())
                    && is(block, one.share().assignment().task().block())
                    && (light == null || light == one.light())
                    && (!Boolean.TRUE.equals(unsigned) || one.share().receipt() == null)
                    && (stage == null
                            || stage.isEmpty()
                            || one.share().evidence().stream()
                                    .map(Evidence::document)
                                    .filter(Objects::nonNull)
                                    .anyMatch(it -> Standing.stage(it).equals(stage)));
        }

        private static boolean is(@Nullable String wanted, String found) {
            return wanted == null || wanted.isEmpty() || wanted.equals(found);
        }

        String address(String path, String campaign) {
            return UriComponentsBuilder.fromPath(path)
                    .queryParam("campaign", campaign)
                    .queryParam("unit", Objects.toString(unit, ""))
                    .queryParam("block", "{block}")
                    .queryParam("light", light == null ? "" : light.name())
                    .queryParam("stage", Objects.toString(stage, ""))
                    .queryParam("unsigned", Boolean.TRUE.equals(unsigned))
                    .encode()
                    .buildAndExpand(Objects.toString(block, ""))
                    .toUriString();
        }
    }

    /** A share as the page shows it. */
    record Line(
            int number,
            String text,
            String unit,
            Standing standing,
            @Nullable String due,
            String dates,
            @Nullable String doneAt,
            List<Paper> documents,
            long elsewhere) {}

    /** A document named as evidence. */
    record Paper(String id, @Nullable String title, String stage) {}

    @GetMapping("/workbench/supervision")
    String show(Actor actor, @ModelAttribute("asked") Asked asked, Model model) {
        if (!Rights.mayRead(actor)) {
            throw new NotAllowed("Supervision is for the office and the people of units");
        }
        List<Campaign> all = campaigns.all();
        model.addAttribute("campaigns", all);
        Campaign chosen = chosen(asked, all);
        model.addAttribute("campaign", chosen);
        if (chosen == null) {
            return "workbench/supervision";
        }
        Overview found = supervision.overview(actor, chosen.key());
        List<Standing> list = found.list().stream().filter(asked::shows).toList();
        Map<String, String> units = names.units();
        model.addAttribute("found", found);
        model.addAttribute("asOf", names.time(found.asOf()));
        model.addAttribute("chart", BurnupChart.of(found.burnup()));
        model.addAttribute("lights", Light.values());
        model.addAttribute("unitNames", units);
        model.addAttribute("next", found.next().stream().map(one -> line(one, units)).toList());
        model.addAttribute(
                "nextDue",
                found.next().isEmpty() || found.next().getFirst().due() == null
                        ? null
                        : names.until(Objects.requireNonNull(found.next().getFirst().due())));
        model.addAttribute(
                "lines", list.stream().limit(SHOWN).map(one -> line(one, units)).toList());
        model.addAttribute("total", list.size());
        model.addAttribute("csv", asked.address("/workbench/supervision.csv", chosen.key()));
        model.addAttribute("xlsx", asked.address("/workbench/supervision.xlsx", chosen.key()));
        return "workbench/supervision";
    }

    @GetMapping("/workbench/supervision.{format:csv|xlsx}")
    ResponseEntity<byte[]> download(
            Actor actor,
            @ModelAttribute("asked") Asked asked,
            @PathVariable String format,
            Locale locale) {
        Campaign chosen = chosen(asked, campaigns.all());
        if (chosen == null) {
            throw new IllegalArgumentException("There is no campaign");
        }
        return table.of(
                        chosen.key(),
                        supervision.overview(actor, chosen.key()).list().stream()
                                .filter(asked::shows)
                                .toList(),
                        locale)
                .download(TableFormat.of(format));
    }

    private @Nullable Campaign chosen(Asked asked, List<Campaign> all) {
        String key = asked.campaign();
        return key != null && !key.isEmpty()
                ? campaigns.get(key)
                : all.isEmpty() ? null : all.getFirst();
    }

    private Line line(Standing standing, Map<String, String> units) {
        String unit = standing.share().unit().value();
        return new Line(
                standing.share().assignment().number(),
                standing.share().assignment().task().text(),
                units.getOrDefault(unit, unit),
                standing,
                standing.due() == null ? null : names.until(standing.due()),
                words.dates(standing.share().assignment().task()),
                standing.share().doneAt().map(names::time).orElse(null),
                standing.share().evidence().stream()
                        .map(Evidence::document)
                        .filter(Objects::nonNull)
                        .map(it -> new Paper(it.id().toString(), it.title(), Standing.stage(it)))
                        .toList(),
                standing.share().evidence().stream()
                        .filter(one -> one.document() == null && one.counts())
                        .count());
    }
}
