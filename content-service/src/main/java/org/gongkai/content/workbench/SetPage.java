package org.gongkai.content.workbench;

import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.releaseset.InAnotherSet;
import org.gongkai.content.releaseset.NewReleaseSet;
import org.gongkai.content.releaseset.NoSuchReleaseSet;
import org.gongkai.content.releaseset.ReleaseSetId;
import org.gongkai.content.releaseset.ReleaseSetSettled;
import org.gongkai.content.releaseset.ReleaseSets;
import org.gongkai.content.releaseset.StaleReleaseSet;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;
import java.util.UUID;

/** What the page of a document does with its release set. */
@Controller
class SetPage {
    private final ReleaseSets sets;
    private final Refusals refusals;

    SetPage(ReleaseSets sets, Refusals refusals) {
        this.sets = sets;
        this.refusals = refusals;
    }

    @PostMapping("/workbench/documents/{id}/release-set/create")
    String create(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String name,
            @RequestParam String unit,
            RedirectAttributes after) {
        return act(
                id,
                "create",
                after,
                () ->
                        sets.create(
                                actor,
                                new NewReleaseSet(
                                        name,
                                        unit.isBlank() ? null : new UnitKey(unit),
                                        List.of(new DocumentId(id)))));
    }

    @PostMapping("/workbench/documents/{id}/release-set/with-policy")
    String withPolicy(Actor actor, @PathVariable UUID id, RedirectAttributes after) {
        return act(id, "join", after, () -> sets.withPolicy(actor, new DocumentId(id), null));
    }

    @PostMapping("/workbench/documents/{id}/release-set/join")
    String join(
            Actor actor, @PathVariable UUID id, @RequestParam UUID set, RedirectAttributes after) {
        return act(
                id,
                "join",
                after,
                () -> sets.add(actor, new ReleaseSetId(set), null, new DocumentId(id)));
    }

    @PostMapping("/workbench/documents/{id}/release-set/leave")
    String leave(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam UUID set,
            @RequestParam long version,
            RedirectAttributes after) {
        return act(
                id,
                "leave",
                after,
                () -> sets.remove(actor, new ReleaseSetId(set), version, new DocumentId(id)));
    }

    @PostMapping("/workbench/documents/{id}/release-set/dissolve")
    String dissolve(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam UUID set,
            @RequestParam long version,
            RedirectAttributes after) {
        return act(
                id, "dissolve", after, () -> sets.dissolve(actor, new ReleaseSetId(set), version));
    }

    @PostMapping("/workbench/documents/{id}/release-set/let-go")
    String letGo(
            Actor actor, @PathVariable UUID id, @RequestParam UUID set, RedirectAttributes after) {
        return act(id, "letGo", after, () -> sets.letGo(actor, new ReleaseSetId(set)));
    }

    private String act(UUID document, String what, RedirectAttributes after, Runnable command) {
        try {
            command.run();
            after.addFlashAttribute("said", refusals.say("said.set." + what));
        } catch (ContentRefused
                | InAnotherSet
                | NoSuchReleaseSet
                | NotAllowed
                | ReleaseSetSettled
                | StaleReleaseSet e) {
            after.addFlashAttribute("refused", refusals.ofSet(e));
        }
        return "redirect:/workbench/documents/" + document;
    }
}
