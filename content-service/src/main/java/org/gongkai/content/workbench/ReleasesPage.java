package org.gongkai.content.workbench;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.publishing.ReleaseContents;
import org.gongkai.content.publishing.ReleaseDesk;
import org.gongkai.content.publishing.ReleaseHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What the next release would make public, and what became of the last ones. */
@Controller
class ReleasesPage {
    private static final int SHOWN = 50;
    private static final int AHEAD = 200;

    private final ReleaseHistory history;
    private final ReleaseDesk desk;
    private final ReleaseContents contents;
    private final SetCards sets;
    private final Names names;
    private final Refusals refusals;

    ReleasesPage(
            ReleaseHistory history,
            ReleaseDesk desk,
            ReleaseContents contents,
            SetCards sets,
            Names names,
            Refusals refusals) {
        this.history = history;
        this.desk = desk;
        this.contents = contents;
        this.sets = sets;
        this.names = names;
        this.refusals = refusals;
    }

    /** A release as the page shows it. */
    record Past(
            long number,
            String state,
            String at,
            String by,
            int published,
            int removed,
            int held,
            int emergencies,
            @Nullable String failure) {}

    /** A document that is approved and not public. */
    record Ahead(
            UUID document,
            String title,
            String unit,
            String standing,
            @Nullable String at,
            @Nullable String why) {}

    @GetMapping("/workbench/releases")
    String show(Actor actor, Model model) {
        model.addAttribute("running", desk.running().orElse(null));
        model.addAttribute("next", history.waiting());
        model.addAttribute("atOnce", names.sectionsAtOnce());
        Map<String, String> units = names.units();
        model.addAttribute(
                "ahead",
                contents.waiting(actor, AHEAD).stream().map(each -> ahead(each, units)).toList());
        model.addAttribute("keptBack", sets.keptBack(actor));
        model.addAttribute(
                "releases",
                history.last(SHOWN).stream()
                        .map(
                                entry ->
                                        new Past(
                                                entry.number(),
                                                entry.state(),
                                                names.time(entry.instant()),
                                                names.requestedBy(entry),
                                                entry.published(),
                                                entry.removed(),
                                                entry.held(),
                                                entry.emergencies(),
                                                entry.failure()))
                        .toList());
        return "workbench/releases";
    }

    private Ahead ahead(ReleaseContents.Waiting waiting, Map<String, String> units) {
        Instant at = waiting.notBefore();
        String why = waiting.why();
        return new Ahead(
                waiting.document(),
                waiting.title(),
                units.getOrDefault(waiting.unit(), waiting.unit()),
                waiting.standing().name(),
                at == null ? null : names.time(at),
                why == null ? null : refusals.held(why));
    }

    @PostMapping("/workbench/releases")
    String release(Actor actor, RedirectAttributes after) {
        try {
            desk.release(actor);
            after.addFlashAttribute("said", refusals.say("said.release"));
        } catch (NotAllowed e) {
            throw e;
        } catch (RuntimeException e) { // the publisher's own, which only its adapter knows
            after.addFlashAttribute("refused", refusals.ofRelease(e));
        }
        return "redirect:/workbench/releases";
    }
}
