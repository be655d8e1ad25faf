package org.gongkai.content.document;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.people.Actor;
import org.gongkai.content.presence.Presence;
import org.gongkai.content.presence.Present;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.UUID;

/** Signs of life over HTTP: who has a document open says so, and hears who else has. */
@Tag(name = "documents")
@RestController
@RequestMapping("/api/v1/documents/{id}/presence")
class PresenceController {
    private final OpenDocuments open;

    PresenceController(OpenDocuments open) {
        this.open = open;
    }

    /** A sign of life; without a body, of somebody who reads. */
    record SignOfLife(boolean editing) {}

    /**
     * Who else has it open.
     *
     * @param repeatWithinSeconds how long this sign of life counts
     */
    record AlsoOpen(List<Present> alsoOpen, long repeatWithinSeconds) {}

    @Operation(summary = "Say that you have it open; answers who else has")
    @PutMapping
    AlsoOpen enter(
            Actor actor,
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable SignOfLife sign) {
        return new AlsoOpen(
                open.enter(actor, new DocumentId(id), sign != null && sign.editing()),
                Presence.LIFETIME.toSeconds());
    }

    @Operation(summary = "Say that you have closed it")
    @DeleteMapping
    ResponseEntity<Void> leave(Actor actor, @PathVariable UUID id) {
        open.leave(actor, new DocumentId(id));
        return ResponseEntity.noContent().build();
    }
}
