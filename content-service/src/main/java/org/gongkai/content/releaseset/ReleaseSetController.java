package org.gongkai.content.releaseset;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Release sets over HTTP. The version of a set travels as {@code ETag} and {@code If-Match}. */
@Tag(name = "release sets")
@RestController
@RequestMapping("/api/v1/release-sets")
class ReleaseSetController {
    private final ReleaseSets sets;
    private final ReleaseSetQueries queries;

    ReleaseSetController(ReleaseSets sets, ReleaseSetQueries queries) {
        this.sets = sets;
        this.queries = queries;
    }

    /** A new set; without a unit, the office reviewers keep it. */
    record Creation(
            @NotNull String name, @Nullable String unit, @Nullable List<@NotNull UUID> members) {
        NewReleaseSet set() {
            return new NewReleaseSet(
                    name,
                    unit == null ? null : new UnitKey(unit),
                    members == null ? List.of() : members.stream().map(DocumentId::new).toList());
        }
    }

    /** An interpretation that is to go with its policy. */
    record Interpretation(@NotNull UUID interpretation, @Nullable String name) {}

    @Operation(summary = "List the release sets that you may see and that are not dissolved")
    @GetMapping
    Page<ReleaseSetView> list(
            Actor actor,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size) {
        return queries.list(actor, page, size);
    }

    @Operation(
            summary = "Make a release set of documents that become public together or not at all")
    @PostMapping
    ResponseEntity<ReleaseSetView> create(Actor actor, @Valid @RequestBody Creation creation) {
        ReleaseSetView view = queries.view(actor, sets.create(actor, creation.set()));
        return ResponseEntity.created(URI.create("/api/v1/release-sets/" + view.id()))
                .eTag(tag(view))
                .body(view);
    }

    @Operation(
            summary = "Put an interpretation into one release set with the policy that it explains")
    @PostMapping("/with-policy")
    ResponseEntity<ReleaseSetView> withPolicy(
            Actor actor, @Valid @RequestBody Interpretation interpretation) {
        return answer(
                actor,
                sets.withPolicy(
                        actor,
                        new DocumentId(interpretation.interpretation()),
                        interpretation.name()));
    }

    @Operation(summary = "Read a release set: its members, and what keeps it back")
    @GetMapping("/{id}")
    ResponseEntity<ReleaseSetView> view(Actor actor, @PathVariable UUID id) {
        return answer(actor, new ReleaseSetId(id));
    }

    @Operation(summary = "Add a document")
    @PutMapping("/{id}/members/{document}")
    ResponseEntity<ReleaseSetView> add(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestHeader(HttpHeaders.IF_MATCH) String version) {
        ReleaseSetId set = new ReleaseSetId(id);
        sets.add(actor, set, version(version), new DocumentId(document));
        return answer(actor, set);
    }

    @Operation(summary = "Take a document out")
    @DeleteMapping("/{id}/members/{document}")
    ResponseEntity<ReleaseSetView> remove(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable UUID document,
            @RequestHeader(HttpHeaders.IF_MATCH) String version) {
        ReleaseSetId set = new ReleaseSetId(id);
        sets.remove(actor, set, version(version), new DocumentId(document));
        return queries.find(actor, set)
                .map(ReleaseSetController::answer)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @Operation(summary = "Dissolve a release set: each of its documents then goes by itself")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> dissolve(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(HttpHeaders.IF_MATCH) String version) {
        sets.dissolve(actor, new ReleaseSetId(id), version(version));
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Let every held member go")
    @PostMapping("/{id}/let-go")
    ResponseEntity<ReleaseSetView> letGo(Actor actor, @PathVariable UUID id) {
        ReleaseSetId set = new ReleaseSetId(id);
        sets.letGo(actor, set);
        return answer(actor, set);
    }

    private ResponseEntity<ReleaseSetView> answer(Actor actor, ReleaseSetId id) {
        return answer(queries.view(actor, id));
    }

    private static ResponseEntity<ReleaseSetView> answer(ReleaseSetView view) {
        return ResponseEntity.ok().eTag(tag(view)).body(view);
    }

    private static String tag(ReleaseSetView view) {
        return '"' + view.version() + '"';
    }

    private static long version(String tag) {
        String digits = tag.strip().replace("\"", "");
        if (!digits.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "Not a version of a release set such as \"3\": " + tag);
        }
        return Long.parseLong(digits);
    }
}
