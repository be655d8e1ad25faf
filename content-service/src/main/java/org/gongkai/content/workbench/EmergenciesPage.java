package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.Bypasses;
import org.gongkai.content.document.ContentChanged;
import org.gongkai.content.document.Emergency;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.ReviewStage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;
import java.util.UUID;

/** The emergencies, and what is still to be made up for each. */
@Controller
class EmergenciesPage {
    private final Bypasses bypasses;
    private final Names names;
    private final Refusals refusals;

    EmergenciesPage(Bypasses bypasses, Names names, Refusals refusals) {
        this.bypasses = bypasses;
        this.names = names;
        this.refusals = refusals;
    }

    @GetMapping("/workbench/emergencies")
    String show(Actor actor, Model model) {
        List<Emergency> open = bypasses.report(actor, true);
        model.addAttribute("open", open.stream().map(one -> EmergencyRow.of(one, names)).toList());
        model.addAttribute(
                "past",
                bypasses.report(actor, false).stream()
                        .filter(one -> !open.contains(one))
                        .map(one -> EmergencyRow.of(one, names))
                        .toList());
        return "workbench/emergencies";
    }

    @PostMapping("/workbench/emergencies/{id}")
    String makeUp(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam ReviewStage stage,
            @RequestParam String digest,
            @RequestParam(defaultValue = "") String comment,
            RedirectAttributes after) {
        try {
            bypasses.makeUp(actor, id, stage, new Digest(digest), Opinion.of(comment));
            after.addFlashAttribute("said", refusals.say("said.madeUp"));
        } catch (VerbRefused | ContentChanged | BeingErased e) {
            after.addFlashAttribute("refused", refusals.words(e));
        }
        return "redirect:/workbench/emergencies";
    }
}
