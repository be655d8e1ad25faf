package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.site.SiteRevision;
import org.gongkai.content.site.SiteRevisionSettled;
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

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The words of the site that belong to no document: what was proposed, and who approved it. */
@Controller
class SitePage {
    private static final int SHOWN = 20;
    private static final JsonMapper READABLE =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final SiteRevisions revisions;
    private final People people;
    private final Names names;
    private final Refusals refusals;

    SitePage(SiteRevisions revisions, People people, Names names, Refusals refusals) {
        this.revisions = revisions;
        this.people = people;
        this.names = names;
        this.refusals = refusals;
    }

    /** A proposal as the page shows it; its words are shown to those who may still approve it. */
    record Proposal(
            UUID id,
            String digest,
            String by,
            String at,
            String approvedBy,
            @Nullable String approvedAt,
            @Nullable String words) {}

    @GetMapping("/workbench/site")
    String list(Actor actor, Model model) {
        model.addAttribute(
                "proposals",
                revisions.newest(SHOWN).stream()
                        .map(revision -> proposal(actor, revision))
                        .toList());
        return "workbench/site";
    }

    @PostMapping("/workbench/site/{id}/approve")
    String approve(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String digest,
            RedirectAttributes after) {
        try {
            revisions.approve(actor, id, new Digest(digest));
            after.addFlashAttribute("said", refusals.say("said.APPROVE"));
        } catch (NotAllowed | SiteRevisionSettled e) {
            after.addFlashAttribute("refused", refusals.say("site.cannot"));
        }
        return "redirect:/workbench/site";
    }

    private Proposal proposal(Actor actor, SiteRevision revision) {
        List<PersonId> approvers = revision.approvedBy();
        Instant approvedAt = revision.approvedAt();
        return new Proposal(
                revision.id(),
                revision.digest().hex(),
                name(revision.proposedBy()),
                names.time(revision.proposedAt()),
                approvers.stream().map(this::name).collect(Collectors.joining("、")),
                approvedAt == null ? null : names.time(approvedAt),
                revisions.refuse(actor, revision).isEmpty() ? words(revision) : null);
    }

    private String words(SiteRevision revision) {
        return READABLE.writeValueAsString(
                READABLE.readTree(revisions.canonicalForm(revision.id())));
    }

    private String name(PersonId id) {
        return people.find(id).map(Person::name).orElse(id.toString());
    }
}
