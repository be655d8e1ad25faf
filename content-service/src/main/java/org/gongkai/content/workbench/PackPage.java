package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.Revisions;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.pack.Judgement;
import org.gongkai.content.pack.Pack;
import org.gongkai.content.pack.PackDownload;
import org.gongkai.content.pack.PackVerdicts;
import org.gongkai.content.pack.Packs;
import org.gongkai.content.pack.SheetRefused;
import org.gongkai.content.pack.Sheets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.reviewlink.ReviewLink;
import org.gongkai.content.reviewlink.ReviewLinks;
import org.gongkai.content.scan.ScannerAway;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.multipart.MultipartFile;

import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * One pack: taken away, and the verdicts that come back. A filled spreadsheet is shown first, with
 * what each row would do.
 */
@Controller
@RequestMapping("/workbench/packs/{id}")
class PackPage {
    private final Packs packs;
    private final PackVerdicts verdicts;
    private final Sheets sheets;
    private final ReviewLinks links;
    private final DocumentQueries queries;
    private final Revisions revisions;
    private final PackLines lines;
    private final Names names;
    private final Refusals refusals;
    private final Clock clock;

    PackPage(
            Packs packs,
            PackVerdicts verdicts,
            Sheets sheets,
            ReviewLinks links,
            DocumentQueries queries,
            Revisions revisions,
            PackLines lines,
            Names names,
            Refusals refusals,
            Clock clock) {
        this.packs = packs;
        this.verdicts = verdicts;
        this.sheets = sheets;
        this.links = links;
        this.queries = queries;
        this.revisions = revisions;
        this.lines = lines;
        this.names = names;
        this.refusals = refusals;
        this.clock = clock;
    }

    /**
     * An item.
     *
     * @param state null if the reader may not see it now
     */
    record Item(
            int number,
            UUID id,
            String title,
            @Nullable String state,
            boolean changed,
            @Nullable String verdict) {}

    /** A row of a spreadsheet, and what becomes of it. */
    record Outcome(
            @Nullable Integer row,
            @Nullable Integer number,
            String title,
            @Nullable String verdict,
            String opinion,
            String outcome,
            boolean refused,
            String why) {}

    /** A review link for items of the pack. */
    record Link(UUID id, String name, String end, String state) {}

    /** A spreadsheet that came back. */
    record Came(String sha256, String by, String at, boolean kept, int verdicts) {}

    @GetMapping
    String one(Actor actor, @PathVariable UUID id, Model model) {
        return page(actor, packs.find(actor, id), model);
    }

    @GetMapping("/pack.zip")
    ResponseEntity<Resource> file(Actor actor, @PathVariable UUID id) {
        return PackDownload.of(packs.find(actor, id), packs.open(actor, id));
    }

    @GetMapping("/sheets/{sha256}.xlsx")
    ResponseEntity<Resource> sheet(
            Actor actor, @PathVariable UUID id, @PathVariable String sha256) {
        Digest digest = new Digest(sha256);
        return PackDownload.of(packs.find(actor, id), digest, sheets.open(actor, id, digest));
    }

    @PostMapping("/verdicts")
    String look(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "") String name,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Pack pack = packs.find(actor, id);
        model.addAttribute("name", name);
        String fileName = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        try {
            PackVerdicts.Brought brought =
                    verdicts.bring(actor, id, fileName, file.getInputStream());
            judged(brought.judgements(), null, model);
            model.addAttribute("sheet", brought.sheet().hex());
        } catch (SheetRefused | FileRefused | ScannerAway e) {
            refuse(e, model, response);
        }
        return page(actor, pack, model);
    }

    @PostMapping("/verdicts/take")
    String take(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String sheet,
            @RequestParam(defaultValue = "") String name,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("name", name);
        try {
            List<Judgement> judged = verdicts.take(actor, id, new Digest(sheet), name);
            judged(
                    judged,
                    judged.stream()
                            .filter(each -> each.outcome() == Judgement.Outcome.TAKEN)
                            .count(),
                    model);
        } catch (SheetRefused | FileRefused | ScannerAway e) {
            refuse(e, model, response);
        }
        return page(actor, packs.find(actor, id), model);
    }

    private void refuse(RuntimeException e, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute(
                "refused",
                e instanceof SheetRefused sheet
                        ? refusals.say("pack.sheet." + sheet.why(), sheet.about())
                        : refusals.words(e));
    }

    /**
     * @param taken how many were recorded; null if nothing was to be yet
     */
    private void judged(List<Judgement> judged, @Nullable Long taken, Model model) {
        model.addAttribute("judgements", judged.stream().map(this::row).toList());
        model.addAttribute("taken", taken);
        model.addAttribute(
                "ready",
                judged.stream().filter(each -> each.outcome() == Judgement.Outcome.READY).count());
        model.addAttribute("refusals", judged.stream().filter(Judgement::refused).count());
    }

    private Outcome row(Judgement judged) {
        String why =
                judged.refusal() == null
                        ? refusals.say("pack.outcome." + judged.outcome())
                        : refusals.say(
                                "pack.outcome.BARRED.because",
                                refusals.say("refusal." + judged.refusal()));
        return new Outcome(
                judged.row(),
                judged.number(),
                judged.title(),
                judged.verdict() == null ? null : judged.verdict().name(),
                judged.opinion(),
                judged.outcome().name(),
                judged.refused(),
                why);
    }

    private String page(Actor actor, Pack pack, Model model) {
        Digest sha256 = pack.sha256();
        model.addAttribute("line", lines.of(List.of(pack)).getFirst());
        model.addAttribute("sha256", sha256 == null ? null : sha256.hex());
        model.addAttribute(
                "sheets", sheets.all(actor, pack.id()).stream().map(this::came).toList());
        model.addAttribute("items", pack.items().stream().map(item -> item(actor, item)).toList());
        model.addAttribute("mayLink", ReviewLinks.mayIssue(actor));
        model.addAttribute("mayRecord", PackVerdicts.mayRecord(actor));
        model.addAttribute("needsName", PackVerdicts.needsName(actor));
        model.addAttribute("links", links(actor, pack));
        if (!model.containsAttribute("judgements")) {
            model.addAttribute("judgements", null);
        }
        return "workbench/pack";
    }

    /** The review links whose items are all in the pack, with the same content. */
    private List<Link> links(Actor actor, Pack pack) {
        if (!ReviewLinks.concern(actor)) {
            return List.of();
        }
        Set<ReviewLink.Item> asked = new HashSet<>();
        pack.items()
                .forEach(item -> asked.add(new ReviewLink.Item(item.document(), item.digest())));
        return links.known(actor).stream()
                .filter(link -> asked.containsAll(link.items()))
                .map(
                        link ->
                                new Link(
                                        link.id(),
                                        link.name(),
                                        names.until(link.expiresAt()),
                                        link.state(clock.instant()).name()))
                .toList();
    }

    private Came came(Pack.Sheet sheet) {
        return new Came(
                sheet.sha256().hex(),
                sheet.broughtBy(),
                names.time(sheet.at()),
                sheet.kept(),
                sheet.verdicts());
    }

    private Item item(Actor actor, Pack.Item item) {
        UUID id = item.document().value();
        String title = revisions.content(item.digest()).map(Content::title).orElse(id.toString());
        String verdict = item.verdict() == null ? null : item.verdict().name();
        try {
            DocumentSummary now = queries.view(actor, item.document()).summary();
            return new Item(
                    item.number(),
                    id,
                    title,
                    Row.state(now),
                    !now.digest().equals(item.digest().hex()),
                    verdict);
        } catch (NoSuchDocument e) {
            return new Item(item.number(), id, title, null, true, verdict);
        }
    }
}
