package org.gongkai.content.document;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.UUID;

/** Emergencies over HTTP. */
@Tag(name = "emergencies")
@RestController
@RequestMapping("/api/v1")
class BypassController {
    private final Bypasses bypasses;

    BypassController(Bypasses bypasses) {
        this.bypasses = bypasses;
    }

    /** What to publish past its review, and why. */
    record BypassBody(@NotNull String digest, @NotNull String reason) {}

    /** What to confirm. */
    record Confirmation(@NotNull String digest) {}

    /** A later approval of a stage that was passed over. */
    record LaterApproval(
            @NotNull ReviewStage stage,
            @NotNull String digest,
            @Nullable String comment,
            @Nullable List<@NotNull @Valid RemarkBody> remarks) {}

    @Operation(summary = "Ask to publish in an emergency, past the stages that are still open")
    @PostMapping("/documents/{id}/bypass")
    ResponseEntity<DocumentController.Result> request(
            Actor actor, @PathVariable UUID id, @Valid @RequestBody BypassBody body) {
        return DocumentController.answer(
                bypasses.request(
                        actor, new DocumentId(id), new Digest(body.digest()), body.reason()));
    }

    @Operation(summary = "Confirm an emergency as the second person")
    @PostMapping("/documents/{id}/bypass/confirmation")
    ResponseEntity<DocumentController.Result> confirm(
            Actor actor, @PathVariable UUID id, @Valid @RequestBody Confirmation body) {
        return DocumentController.answer(
                bypasses.confirm(actor, new DocumentId(id), new Digest(body.digest())));
    }

    @Operation(summary = "The emergencies that you may know of, the newest first")
    @GetMapping("/bypasses")
    List<Emergency> report(Actor actor, @RequestParam(defaultValue = "false") boolean open) {
        return bypasses.report(actor, open);
    }

    @Operation(summary = "Approve, after the fact, a stage that an emergency passed over")
    @PostMapping("/bypasses/{id}/approvals")
    Emergency makeUp(Actor actor, @PathVariable UUID id, @Valid @RequestBody LaterApproval body) {
        return bypasses.makeUp(
                actor,
                id,
                body.stage(),
                new Digest(body.digest()),
                RemarkBody.opinion(body.comment(), body.remarks()));
    }
}
