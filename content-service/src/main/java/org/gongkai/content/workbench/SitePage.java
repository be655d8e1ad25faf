package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.site.SiteRevisions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.UUID;

/** The words of the site that belong to no document: what was proposed, and who approved it. */
@Controller
class SitePage {
    private static final int SHOWN = 20;
    private static final JsonMapper READABLE =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final SiteRevisions revisions;
    private final ProposalCards cards;

    SitePage(SiteRevisions revisions, ProposalCards cards) {
        this.revisions = revisions;
        this.cards = cards;
    }

    /** A proposal; its words are shown to those who may still approve it. */
    record Shown(ProposalCards.Card card, @Nullable String words) {}

    @GetMapping("/workbench/site")
    String list(Actor actor, Model model) {
        model.addAttribute(
                "proposals",
                revisions.newest(SHOWN).stream().map(revision -> shown(actor, revision)).toList());
        return "workbench/site";
    }

    @PostMapping("/workbench/site/{id}/approve")
    String approve(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String digest,
            RedirectAttributes after) {
        cards.approve(() -> revisions.approve(actor, id, new Digest(digest)), after);
        return "redirect:/workbench/site";
    }

    private Shown shown(Actor actor, Proposal revision) {
        ProposalCards.Card card = cards.card(actor, revision);
        return new Shown(card, card.mayApprove() ? words(revision) : null);
    }

    private String words(Proposal revision) {
        return READABLE.writeValueAsString(
                READABLE.readTree(revisions.canonicalForm(revision.id())));
    }
}
