package org.gongkai.content.site;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.proposal.ProposalJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/site-revisions")
@Tag(
        name = "Site",
        description =
                "The site's words that belong to no document. An office reviewer proposes them, two"
                        + " other people approve them.")
class SiteApi {
    private static final int SHOWN = 50;

    private final SiteRevisions revisions;

    SiteApi(SiteRevisions revisions) {
        this.revisions = revisions;
    }

    record UnitJson(@NotNull String key, @NotNull String name) {}

    record NewWords(
            @NotNull String name,
            @NotNull String column,
            @NotNull String description,
            @NotNull String keywords,
            @NotNull String theme,
            @NotNull Instant opening,
            @NotNull Instant closing,
            @NotNull List<SiteContent.Milestone> milestones,
            @NotNull List<SiteContent.Section> sections,
            @NotNull List<@Valid UnitJson> units,
            @Nullable UUID lead,
            SiteContent.@NotNull Footer footer) {
        SiteContent content() {
            return new SiteContent(
                    name,
                    column,
                    description,
                    keywords,
                    theme,
                    opening,
                    closing,
                    milestones,
                    sections,
                    units.stream()
                            .map(unit -> new SiteContent.Unit(new UnitKey(unit.key()), unit.name()))
                            .toList(),
                    lead,
                    footer);
        }
    }

    record SiteApproval(@NotNull String digest) {}

    @GetMapping
    @Operation(summary = "The newest proposals first")
    List<ProposalJson> newest() {
        return revisions.newest(SHOWN).stream().map(ProposalJson::of).toList();
    }

    @GetMapping("/current")
    @Operation(summary = "The revision in force")
    ResponseEntity<ProposalJson> current() {
        return ResponseEntity.of(revisions.current().map(ProposalJson::of));
    }

    @GetMapping(path = "/{id}/canonical", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The bytes that the digest names")
    byte[] canonical(@PathVariable UUID id) {
        return revisions.canonicalForm(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Propose new words")
    ProposalJson propose(Actor actor, @Valid @RequestBody NewWords words) {
        return ProposalJson.of(revisions.propose(actor, words.content()));
    }

    @PostMapping("/{id}/approvals")
    @Operation(summary = "Approve exactly the words that the digest names")
    ProposalJson approve(
            Actor actor, @PathVariable UUID id, @Valid @RequestBody SiteApproval approval) {
        return ProposalJson.of(revisions.approve(actor, id, new Digest(approval.digest())));
    }
}
