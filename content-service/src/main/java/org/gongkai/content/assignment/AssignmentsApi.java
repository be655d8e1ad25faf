package org.gongkai.content.assignment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
@Tag(
        name = "Assignments",
        description =
                "The task breakdown of a campaign. The office writes and issues assignments, liaisons"
                        + " sign for them, and units record by what they are done.")
class AssignmentsApi {
    private final Assignments assignments;
    private final Shares shares;
    private final Liaisons liaisons;
    private final Circulars circulars;

    AssignmentsApi(Assignments assignments, Shares shares, Liaisons liaisons, Circulars circulars) {
        this.assignments = assignments;
        this.shares = shares;
        this.liaisons = liaisons;
        this.circulars = circulars;
    }

    record Table(long version, @NotNull List<Breakdown.Row> rows) {
        Table {
            rows = List.copyOf(rows);
        }
    }

    record Change(@Nullable Long version, @NotNull Task task) {}

    record At(long version) {}

    record CircularChange(@Nullable Long version, @NotNull String title, @Nullable String words) {}

    record For(@NotNull UnitKey unit) {}

    /** By a document, or by a publication elsewhere. */
    record NewEvidence(
            @NotNull UnitKey unit,
            @Nullable UUID document,
            @Nullable Channel channel,
            @Nullable String link,
            @Nullable String sha256,
            @Nullable Instant publishedAt,
            @Nullable String remark) {}

    @GetMapping("/assignments")
    @Operation(summary = "The breakdown; people of a unit see what is issued to it")
    Breakdown breakdown(Actor actor, @PathVariable String campaign) {
        return assignments.breakdown(actor, campaign);
    }

    @PutMapping("/assignments")
    @Operation(
            summary =
                    "Save rows of the breakdown by their number, all or none, from the version that was read (0 for none)")
    Breakdown save(Actor actor, @PathVariable String campaign, @Valid @RequestBody Table table) {
        return assignments.save(actor, campaign, table.version(), table.rows());
    }

    @PostMapping("/assignments/issue")
    @Operation(summary = "Issue every assignment that was never issued, all of them or none")
    Map<String, Integer> issueAll(Actor actor, @PathVariable String campaign) {
        return Map.of("issued", assignments.issueAll(actor, campaign));
    }

    @GetMapping("/assignments/{number}")
    @Operation(summary = "One assignment")
    Assignment get(Actor actor, @PathVariable String campaign, @PathVariable int number) {
        return assignments.get(actor, campaign, number);
    }

    @PutMapping("/assignments/{number}")
    @Operation(summary = "Add an assignment, or change it from the version that was read")
    Assignment put(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @Valid @RequestBody Change change) {
        return assignments.put(
                actor, campaign, change.version(), new Breakdown.Row(number, change.task()));
    }

    @DeleteMapping("/assignments/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove an assignment that was never issued")
    void remove(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @RequestParam long version) {
        assignments.remove(actor, campaign, number, version);
    }

    @PostMapping("/assignments/{number}/issue")
    @Operation(summary = "Issue an assignment to the liaisons of its units")
    Assignment issue(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @RequestBody At at) {
        return assignments.issue(actor, campaign, number, at.version());
    }

    @PostMapping("/assignments/{number}/withdraw")
    @Operation(summary = "Withdraw an assignment, so that it can be changed")
    Assignment withdraw(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @RequestBody At at) {
        return assignments.withdraw(actor, campaign, number, at.version());
    }

    @PostMapping("/assignments/{number}/receipts")
    @Operation(summary = "Sign for an assignment as a liaison of the unit")
    Receipt sign(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @Valid @RequestBody For of) {
        return shares.sign(actor, campaign, number, of.unit());
    }

    @PostMapping("/assignments/{number}/evidence")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary =
                    "Record by what a unit's share is done: a document, or a publication elsewhere")
    Evidence prove(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @Valid @RequestBody NewEvidence it) {
        UUID document = it.document();
        if (document != null) {
            if (it.link() != null || it.sha256() != null) {
                throw new IllegalArgumentException(
                        "Evidence is a document or a publication elsewhere, not both");
            }
            return shares.prove(actor, campaign, number, it.unit(), new DocumentId(document));
        }
        Channel channel = it.channel();
        if (channel == null) {
            throw new IllegalArgumentException("A publication elsewhere names its channel");
        }
        return shares.prove(
                actor,
                campaign,
                number,
                it.unit(),
                new Evidence.Elsewhere(
                        channel,
                        it.link(),
                        it.sha256(),
                        it.publishedAt(),
                        it.remark() == null ? "" : it.remark()));
    }

    @DeleteMapping("/evidence/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Retract evidence that was recorded by mistake")
    void retract(Actor actor, @PathVariable String campaign, @PathVariable UUID id) {
        shares.retract(actor, campaign, id);
    }

    @GetMapping("/shares")
    @Operation(summary = "Each unit's share of what is issued, with receipts and evidence")
    List<Share> shares(Actor actor, @PathVariable String campaign) {
        return shares.of(actor, campaign);
    }

    @GetMapping("/liaisons")
    @Operation(summary = "Whom the units have named")
    List<Liaison> liaisons(Actor actor, @PathVariable String campaign) {
        return liaisons.of(actor, campaign);
    }

    @PutMapping("/liaisons/{unit}/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Name a liaison of a unit")
    void name(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String account) {
        liaisons.name(actor, campaign, new UnitKey(unit), account);
    }

    @DeleteMapping("/liaisons/{unit}/{account}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a liaison's name back")
    void unname(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable String unit,
            @PathVariable String account) {
        liaisons.remove(actor, campaign, new UnitKey(unit), account);
    }

    @GetMapping("/circular")
    @Operation(summary = "The campaign's own notice, with who has signed for it")
    Circular circular(Actor actor, @PathVariable String campaign) {
        return circulars
                .of(actor, campaign)
                .orElseThrow(() -> new NoSuchAssignment("notice of the campaign " + campaign));
    }

    @PutMapping("/circular")
    @Operation(summary = "Write the campaign's notice, from the version that was read")
    Circular putCircular(
            Actor actor, @PathVariable String campaign, @Valid @RequestBody CircularChange it) {
        return circulars.put(
                actor, campaign, it.version(), it.title(), it.words() == null ? "" : it.words());
    }

    @PostMapping("/circular/issue")
    @Operation(summary = "Issue the notice to the liaisons of every unit")
    Circular issueCircular(Actor actor, @PathVariable String campaign, @RequestBody At at) {
        return circulars.issue(actor, campaign, at.version());
    }

    @PostMapping("/circular/withdraw")
    @Operation(summary = "Withdraw the notice, so that it can be changed")
    Circular withdrawCircular(Actor actor, @PathVariable String campaign, @RequestBody At at) {
        return circulars.withdraw(actor, campaign, at.version());
    }

    @PostMapping("/circular/receipts")
    @Operation(summary = "Sign for the notice as a liaison of the unit")
    Receipt signCircular(Actor actor, @PathVariable String campaign, @Valid @RequestBody For of) {
        return circulars.sign(actor, campaign, of.unit());
    }
}
