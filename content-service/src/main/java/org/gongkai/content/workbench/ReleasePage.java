package org.gongkai.content.workbench;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.publishing.NoSuchRelease;
import org.gongkai.content.publishing.ReleaseContents;
import org.gongkai.content.publishing.ReleaseDesk;
import org.gongkai.content.publishing.ReleaseHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One release: what it changed and what it kept back, its manifest, and the way back to it. */
@Controller
class ReleasePage {
    private static final int SHOWN = 500;

    private final ReleaseHistory history;
    private final ReleaseContents contents;
    private final ReleaseDesk desk;
    private final Names names;
    private final Refusals refusals;

    ReleasePage(
            ReleaseHistory history,
            ReleaseContents contents,
            ReleaseDesk desk,
            Names names,
            Refusals refusals) {
        this.history = history;
        this.contents = contents;
        this.desk = desk;
        this.names = names;
        this.refusals = refusals;
    }

    /** A document that it changed. */
    record Line(UUID document, String title, String unit, String path, String change) {}

    /** A document that it held back, and why. */
    record KeptBack(UUID document, String why, @Nullable String path) {}

    @GetMapping("/workbench/releases/{number:[0-9]+}")
    String show(Actor actor, @PathVariable long number, Model model) {
        ReleaseHistory.Detail detail = history.get(actor, number);
        ReleaseHistory.Entry release = detail.release();
        Map<String, String> units = names.units();
        List<Line> lines =
                contents.changes(actor, number, SHOWN).stream()
                        .map(
                                each ->
                                        new Line(
                                                each.document(),
                                                each.title(),
                                                units.getOrDefault(each.unit(), each.unit()),
                                                each.path(),
                                                each.change().name()))
                        .toList();
        model.addAttribute("release", release);
        model.addAttribute("number", Long.toString(number));
        model.addAttribute("at", names.time(release.instant()));
        model.addAttribute("by", names.requestedBy(release));
        model.addAttribute("opened", names.time(detail.openedAt()));
        model.addAttribute(
                "closed", detail.closedAt() == null ? null : names.time(detail.closedAt()));
        model.addAttribute("lines", lines);
        model.addAttribute("cut", lines.size() == SHOWN);
        model.addAttribute(
                "findings",
                detail.findings().stream()
                        .map(
                                each ->
                                        new KeptBack(
                                                each.document(),
                                                refusals.found(each.rule(), each.message()),
                                                each.path()))
                        .toList());
        return "workbench/release";
    }

    @PostMapping("/workbench/releases/{number:[0-9]+}/back")
    String goBack(Actor actor, @PathVariable long number, RedirectAttributes after) {
        try {
            desk.goBack(actor, number);
            after.addFlashAttribute("said", refusals.say("release.back.said", "" + number));
        } catch (NotAllowed | NoSuchRelease e) {
            throw e;
        } catch (RuntimeException e) { // the publisher's own, which only its adapter knows
            after.addFlashAttribute("refused", refusals.ofRelease(e));
            return "redirect:/workbench/releases/" + number;
        }
        return "redirect:/workbench/releases";
    }
}
