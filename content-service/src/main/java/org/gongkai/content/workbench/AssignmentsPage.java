package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.assignment.Assignment;
import org.gongkai.content.assignment.AssignmentRefused;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Rights;
import org.gongkai.content.breakdown.BreakdownFiles;
import org.gongkai.content.breakdown.BreakdownTable;
import org.gongkai.content.breakdown.Reading;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.scan.ScannerAway;
import org.gongkai.content.table.TableFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The breakdown of a campaign (任务分解表): read from a file, mended, saved, issued, taken away. */
@Controller
class AssignmentsPage {
    private final Assignments assignments;
    private final BreakdownFiles files;
    private final BreakdownTable table;
    private final Campaigns campaigns;
    private final Names names;
    private final TaskWords words;
    private final Refusals refusals;

    AssignmentsPage(
            Assignments assignments,
            BreakdownFiles files,
            BreakdownTable table,
            Campaigns campaigns,
            Names names,
            TaskWords words,
            Refusals refusals) {
        this.assignments = assignments;
        this.files = files;
        this.table = table;
        this.campaigns = campaigns;
        this.names = names;
        this.words = words;
        this.refusals = refusals;
    }

    /**
     * An assignment as the page shows it.
     *
     * @param state {@code ISSUED}, {@code WITHDRAWN} or {@code NEW}
     */
    record Line(
            int number,
            String block,
            String text,
            String units,
            String dates,
            String channels,
            String state,
            int questions) {}

    @GetMapping("/workbench/assignments")
    String list(
            Actor actor, @RequestParam(required = false) @Nullable String campaign, Model model) {
        List<Campaign> all = campaigns.all();
        if (!Rights.mayRead(actor)) {
            throw new NotAllowed("Assignments are for the office and the people of units");
        }
        model.addAttribute("campaigns", all);
        model.addAttribute("office", Rights.handsDown(actor));
        if (campaign == null && all.isEmpty()) {
            model.addAttribute("campaign", null);
            return "workbench/assignments";
        }
        Campaign chosen = campaign == null ? all.getFirst() : campaigns.get(campaign);
        Breakdown found = assignments.breakdown(actor, chosen.key());
        Map<String, String> units = names.units();
        model.addAttribute("campaign", chosen);
        model.addAttribute("version", found.version());
        model.addAttribute(
                "lines", found.assignments().stream().map(one -> line(one, units)).toList());
        model.addAttribute(
                "waiting", found.assignments().stream().filter(one -> one.issues() == 0).count());
        return "workbench/assignments";
    }

    @GetMapping("/workbench/assignments.{format:csv|xlsx}")
    ResponseEntity<byte[]> download(
            Actor actor, @PathVariable String format, @RequestParam String campaign) {
        return table.of(assignments.breakdown(actor, campaign)).download(TableFormat.of(format));
    }

    @PostMapping("/workbench/assignments/{campaign}/read")
    String read(
            Actor actor,
            @PathVariable String campaign,
            @RequestParam MultipartFile file,
            Model model,
            HttpServletResponse response)
            throws IOException {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        try {
            Reading reading = files.read(actor, campaign, name, file.getInputStream());
            List<TaskForm> rows = new ArrayList<>();
            reading.rows()
                    .forEach(row -> rows.add(TaskForm.of(rows.size(), row.row(), row.written())));
            model.addAttribute("moved", reading.moved());
            return preview(
                    actor, campaign, assignments.breakdown(actor, campaign).version(), rows, model);
        } catch (FileRefused | ScannerAway e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", refusals.words(e));
            return list(actor, campaign, model);
        }
    }

    @PostMapping("/workbench/assignments/{campaign}/save")
    String save(
            Actor actor,
            @PathVariable String campaign,
            @RequestParam long version,
            @RequestParam MultiValueMap<String, String> form,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        List<TaskForm> rows = TaskForm.typed(form);
        try {
            List<Breakdown.Row> kept = new ArrayList<>();
            for (TaskForm row : rows) {
                if (row.keep()) {
                    kept.add(row.row());
                }
            }
            assignments.save(actor, campaign, version, kept);
            after.addFlashAttribute("said", refusals.say("breakdown.saved", kept.size()));
            after.addAttribute("campaign", campaign);
            return "redirect:/workbench/assignments";
        } catch (AssignmentRefused e) {
            model.addAttribute("refused", refusals.words(e));
        } catch (DateTimeException | NumberFormatException e) {
            model.addAttribute("refused", refusals.say("assignment.refused.FORM"));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        // What was typed stays; saving it again starts from the table as it is now.
        long now = assignments.breakdown(actor, campaign).version();
        return preview(actor, campaign, now, rows, model);
    }

    @PostMapping("/workbench/assignments/{campaign}/issue")
    String issueAll(Actor actor, @PathVariable String campaign, RedirectAttributes after) {
        try {
            int issued = assignments.issueAll(actor, campaign);
            after.addFlashAttribute("said", refusals.say("breakdown.issued", issued));
        } catch (AssignmentRefused e) {
            after.addFlashAttribute("refused", refusals.words(e));
        }
        after.addAttribute("campaign", campaign);
        return "redirect:/workbench/assignments";
    }

    private String preview(
            Actor actor, String campaign, long version, List<TaskForm> rows, Model model) {
        model.addAttribute("campaign", campaigns.get(campaign));
        model.addAttribute("version", version);
        model.addAttribute("rows", rows);
        model.addAttribute("unitNames", names.units());
        model.addAttribute("channels", Channel.values());
        model.addAttribute("open", rows.stream().filter(row -> !row.questions().isEmpty()).count());
        model.addAttribute("replaces", assignments.breakdown(actor, campaign).assignments().size());
        return "workbench/breakdown";
    }

    private Line line(Assignment one, Map<String, String> units) {
        return new Line(
                one.number(),
                one.task().block(),
                one.task().text(),
                words.units(one.task(), units),
                words.dates(one.task()),
                words.channels(one.task()),
                one.isIssued() ? "ISSUED" : one.issues() > 0 ? "WITHDRAWN" : "NEW",
                one.task().questions().size());
    }
}
