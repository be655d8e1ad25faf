package org.gongkai.content.library;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Page;
import org.gongkai.content.media.Finding;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The libraries of the units over HTTP. The version of what is said of a file travels as {@code
 * ETag} and {@code If-Match}.
 */
@Tag(name = "assets")
@RestController
@RequestMapping("/api/v1/assets")
class LibraryController {
    private final LibraryQueries queries;
    private final Library library;
    private final Uses uses;

    LibraryController(LibraryQueries queries, Library library, Uses uses) {
        this.queries = queries;
        this.library = library;
        this.uses = uses;
    }

    /** A file of a library as the API shows it. */
    record FileView(
            String sha256,
            String unit,
            String fileName,
            String mediaType,
            long bytes,
            @Nullable Integer width,
            @Nullable Integer height,
            String uploadedBy,
            Instant uploadedAt,
            String alt,
            String source,
            Rights rights,
            String rightsNote,
            String version,
            @Nullable String changedBy,
            @Nullable Instant changedAt,
            int documents,
            boolean live,
            List<Finding> findings) {
        static FileView of(Item item) {
            return new FileView(
                    item.asset().sha256().hex(),
                    item.unit(),
                    item.fileName(),
                    item.asset().mediaType(),
                    item.asset().bytes(),
                    item.asset().width(),
                    item.asset().height(),
                    item.uploadedBy(),
                    item.uploadedAt(),
                    item.about().alt(),
                    item.about().source(),
                    item.about().rights(),
                    item.about().rightsNote(),
                    Long.toString(item.version()),
                    item.changedBy(),
                    item.changedAt(),
                    item.documents(),
                    item.live(),
                    item.findings());
        }
    }

    /** What is said of a file; what is left out is empty. */
    record Said(
            @Nullable String alt,
            @Nullable String source,
            @NotNull Rights rights,
            @Nullable String rightsNote) {
        About about() {
            return new About(
                    Objects.requireNonNullElse(alt, ""),
                    Objects.requireNonNullElse(source, ""),
                    rights,
                    Objects.requireNonNullElse(rightsNote, ""));
        }
    }

    @Operation(
            summary = "List the files of a unit's library",
            description =
                    "Of other units only what something that was handed in uses. sort is NEWEST,"
                            + " OLDEST, NAME or LARGEST.")
    @GetMapping(params = "unit")
    Page<FileView> list(
            Actor actor,
            @RequestParam String unit,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable FileKind kind,
            @RequestParam(required = false) LibraryFilter.@Nullable InUse use,
            @RequestParam(defaultValue = "false") boolean findings,
            @RequestParam(defaultValue = "false") boolean rightsMissing,
            @RequestParam(defaultValue = "false") boolean altMissing,
            @RequestParam(defaultValue = "NEWEST") LibraryOrder sort,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size) {
        Page<Item> found =
                queries.list(
                        actor,
                        new UnitKey(unit),
                        new LibraryFilter(name, kind, use, findings, rightsMissing, altMissing),
                        sort,
                        page,
                        size);
        return new Page<>(
                found.items().stream().map(FileView::of).toList(),
                found.page(),
                found.size(),
                found.total(),
                found.more());
    }

    @Operation(summary = "What a unit's library says of a file")
    @GetMapping(path = "/{sha256}/about", params = "unit")
    ResponseEntity<FileView> about(
            Actor actor, @PathVariable String sha256, @RequestParam String unit) {
        return answer(actor, new UnitKey(unit), new Digest(sha256));
    }

    @Operation(
            summary = "Say what a file is",
            description =
                    "Documents begin with the alternative text that stands here; those that use the"
                            + " file already keep theirs.")
    @PutMapping("/{sha256}/about")
    ResponseEntity<FileView> describe(
            Actor actor,
            @PathVariable String sha256,
            @RequestParam String unit,
            @RequestHeader(HttpHeaders.IF_MATCH) String version,
            @Valid @RequestBody Said said) {
        UnitKey key = new UnitKey(unit);
        Digest digest = new Digest(sha256);
        library.describe(actor, key, digest, version(version), said.about());
        return answer(actor, key, digest);
    }

    @Operation(
            summary = "Remove a file from a unit's library",
            description = "Refused with 409 while a revision of a document of the unit uses it.")
    @DeleteMapping("/{sha256}")
    ResponseEntity<Void> remove(
            Actor actor, @PathVariable String sha256, @RequestParam String unit) {
        library.remove(actor, new UnitKey(unit), new Digest(sha256));
        return ResponseEntity.noContent().build();
    }

    @Operation(
            summary = "Where a file is used",
            description =
                    "Each edition that you may see, once; public ones first, with the address of the"
                            + " file.")
    @GetMapping("/{sha256}/uses")
    Page<Use> uses(
            Actor actor,
            @PathVariable String sha256,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size) {
        return uses.of(actor, new Digest(sha256), page, size);
    }

    private ResponseEntity<FileView> answer(Actor actor, UnitKey unit, Digest sha256) {
        Item item =
                queries.find(actor, unit, sha256).orElseThrow(() -> new NoSuchFile(unit, sha256));
        return ResponseEntity.ok()
                .eTag('"' + Long.toString(item.version()) + '"')
                .body(FileView.of(item));
    }

    private static @Nullable Long version(String tag) {
        String digits = tag.strip().replaceFirst("^W/", "").replace("\"", "");
        if (digits.equals("*")) {
            return null;
        }
        if (!digits.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(
                    "Not a version of what is said of a file such as \"3\": " + tag);
        }
        return Long.parseLong(digits);
    }
}
