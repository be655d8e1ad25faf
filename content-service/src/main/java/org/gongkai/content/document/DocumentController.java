package org.gongkai.content.document;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.presence.Present;
import org.gongkai.content.review.Opinion;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.story.Story;
import org.gongkai.content.story.Storyteller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
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
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** Documents over HTTP. The version of a document travels as {@code ETag} and {@code If-Match}. */
@Tag(name = "documents")
@RestController
@RequestMapping("/api/v1/documents")
class DocumentController {
    private final Documents documents;
    private final DocumentQueries queries;
    private final EditionHistory editions;
    private final OpenDocuments open;
    private final Storyteller storyteller;

    DocumentController(
            Documents documents,
            DocumentQueries queries,
            EditionHistory editions,
            OpenDocuments open,
            Storyteller storyteller) {
        this.documents = documents;
        this.queries = queries;
        this.editions = editions;
        this.open = open;
        this.storyteller = storyteller;
    }

    /** A new document. */
    record Creation(
            @NotNull String kind,
            @NotNull String section,
            @NotNull String unit,
            @NotNull @Valid DraftBody draft) {}

    /** A verdict on exactly the content that the digest names. */
    record VerdictBody(
            @NotNull String digest,
            @Nullable String comment,
            @Nullable List<@NotNull @Valid RemarkBody> remarks) {
        Opinion opinion() {
            return RemarkBody.opinion(comment, remarks);
        }
    }

    /** A submission; the reason is needed after the cut-off. */
    record SubmissionBody(@Nullable String lateReason) {}

    /** Consent to a late submission. */
    record ConsentBody(@Nullable String comment) {}

    /** A withdrawal; readers see a fixed phrase for the reason. */
    record WithdrawalBody(
            @NotNull WithdrawalReason reason,
            @Nullable UUID replacedBy,
            @Nullable UUID explainedBy) {}

    /** The documents that are named where a withdrawn one stood. */
    record ExplanationBody(@Nullable UUID replacedBy, @Nullable UUID explainedBy) {}

    /** An earlier revision to begin again from. */
    record Restoration(@NotNull String digest) {}

    /** A document with those who have it open too. */
    record Opened(@JsonUnwrapped DocumentView view, List<Present> alsoOpen) {}

    /** A revision with its content, and where it stands in the document. */
    record RevisionView(String digest, List<RevisionSummary> saved, Content content) {}

    /** What a change left. */
    record Result(UUID id, String version, String digest) {}

    @Operation(summary = "List documents that you may see")
    @GetMapping
    Page<DocumentSummary> list(
            Actor actor,
            @RequestParam(required = false) @Nullable EditionState state,
            @RequestParam(required = false) @Nullable ReviewStage stage,
            @RequestParam(required = false) @Nullable String section,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String title,
            @RequestParam(defaultValue = "false") boolean waiting,
            @RequestParam(defaultValue = "false") boolean late,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size) {
        DocumentFilter filter =
                new DocumentFilter(state, stage, section, unit, kind, title, waiting, late);
        return sort == null || sort.isBlank()
                ? queries.list(actor, filter, page, size)
                : queries.list(actor, filter, DocumentOrder.parse(sort.strip()), page, size);
    }

    @Operation(summary = "Create a document with its first draft")
    @PostMapping
    ResponseEntity<Result> create(Actor actor, @Valid @RequestBody Creation creation) {
        Documents.Written written =
                documents.create(
                        actor,
                        new NewDocument(
                                creation.kind(),
                                creation.section(),
                                new UnitKey(creation.unit()),
                                creation.draft().draft(),
                                null));
        return ResponseEntity.created(URI.create("/api/v1/documents/" + written.document()))
                .eTag(written.version().tag())
                .body(result(written));
    }

    @Operation(summary = "Read a document with its latest edition")
    @GetMapping("/{id}")
    ResponseEntity<Opened> view(Actor actor, @PathVariable UUID id) {
        DocumentId document = new DocumentId(id);
        DocumentView view = queries.view(actor, document);
        return ResponseEntity.ok()
                .eTag('"' + view.summary().version() + '"')
                .body(new Opened(view, open.others(actor, document)));
    }

    @Operation(summary = "List a document's editions")
    @GetMapping("/{id}/editions")
    List<EditionSummary> editions(Actor actor, @PathVariable UUID id) {
        return editions.editions(actor, new DocumentId(id));
    }

    @Operation(summary = "List an edition's revisions")
    @GetMapping("/{id}/editions/{number}/revisions")
    List<RevisionSummary> revisions(Actor actor, @PathVariable UUID id, @PathVariable int number) {
        return editions.revisions(actor, new DocumentId(id), number);
    }

    @Operation(summary = "Read the content of a revision")
    @GetMapping("/{id}/revisions/{digest}")
    RevisionView revision(Actor actor, @PathVariable UUID id, @PathVariable String digest) {
        DocumentId document = new DocumentId(id);
        Digest revision = new Digest(digest);
        return new RevisionView(
                digest,
                editions.revision(actor, document, revision),
                editions.content(actor, document, revision));
    }

    @Operation(summary = "Read a document's history: the entries of its audit chain")
    @GetMapping("/{id}/history")
    List<AuditEntry> history(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "entries") @Schema(allowableValues = {"entries", "story"})
                    String format) {
        if (!format.equals("entries")) {
            throw new IllegalArgumentException(
                    "A history is told as entries or as a story, not as “" + format + "”");
        }
        return queries.history(actor, new DocumentId(id));
    }

    @Operation(summary = "Read a document's history as sentences in your language")
    @GetMapping(path = "/{id}/history", params = "format=story")
    List<Story> story(Actor actor, @PathVariable UUID id, Locale locale) {
        return storyteller.tell(queries.history(actor, new DocumentId(id)), locale);
    }

    @Operation(summary = "Save the draft; opens the next edition if the latest is public")
    @PutMapping("/{id}/draft")
    ResponseEntity<Result> save(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @Valid @RequestBody DraftBody draft) {
        DocumentId document = new DocumentId(id);
        return answer(
                documents.save(
                        actor, document, IfMatch.required(document, version), draft.draft()));
    }

    @Operation(
            summary =
                    "Make an earlier revision the draft; opens the next edition if the latest is public")
    @PostMapping("/{id}/restore")
    ResponseEntity<Result> restore(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @Valid @RequestBody Restoration restoration) {
        DocumentId document = new DocumentId(id);
        return answer(
                documents.restore(
                        actor,
                        document,
                        IfMatch.required(document, version),
                        new Digest(restoration.digest())));
    }

    @Operation(summary = "Submit for review; after the cut-off with a reason")
    @PostMapping("/{id}/submit")
    ResponseEntity<Result> submit(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody(required = false) @Nullable SubmissionBody submission) {
        DocumentId document = new DocumentId(id);
        return answer(
                documents.submit(
                        actor,
                        document,
                        IfMatch.required(document, version),
                        submission == null ? null : submission.lateReason()));
    }

    @Operation(summary = "Consent to a late submission; to refuse that, return it")
    @PostMapping("/{id}/consent")
    ResponseEntity<Result> consent(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody(required = false) @Nullable ConsentBody consent) {
        DocumentId document = new DocumentId(id);
        return answer(
                documents.consent(
                        actor,
                        document,
                        IfMatch.required(document, version),
                        consent == null ? "" : Objects.requireNonNullElse(consent.comment(), "")));
    }

    @Operation(summary = "Take a submitted edition back")
    @PostMapping("/{id}/take-back")
    ResponseEntity<Result> takeBack(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String version) {
        DocumentId document = new DocumentId(id);
        return answer(documents.takeBack(actor, document, IfMatch.required(document, version)));
    }

    @Operation(summary = "Approve exactly the content that the digest names")
    @PostMapping("/{id}/approve")
    ResponseEntity<Result> approve(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @Valid @RequestBody VerdictBody verdict) {
        return answer(
                documents.approve(
                        actor,
                        new DocumentId(id),
                        IfMatch.optional(version),
                        new Digest(verdict.digest()),
                        verdict.opinion()));
    }

    @Operation(summary = "Return for changes, with a comment")
    @PostMapping("/{id}/return")
    ResponseEntity<Result> returnForChanges(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @Valid @RequestBody VerdictBody verdict) {
        return answer(
                documents.returnForChanges(
                        actor,
                        new DocumentId(id),
                        IfMatch.optional(version),
                        new Digest(verdict.digest()),
                        verdict.opinion()));
    }

    @Operation(summary = "Recall an approved edition before its release")
    @PostMapping("/{id}/recall")
    ResponseEntity<Result> recall(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String version) {
        DocumentId document = new DocumentId(id);
        return answer(documents.recall(actor, document, IfMatch.required(document, version)));
    }

    @Operation(summary = "Let a held edition go")
    @PostMapping("/{id}/let-go")
    ResponseEntity<Result> letGo(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String version) {
        DocumentId document = new DocumentId(id);
        return answer(documents.letGo(actor, document, IfMatch.required(document, version)));
    }

    @Operation(summary = "Discard a draft")
    @PostMapping("/{id}/discard")
    ResponseEntity<Result> discard(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String version) {
        DocumentId document = new DocumentId(id);
        return answer(documents.discard(actor, document, IfMatch.required(document, version)));
    }

    @Operation(summary = "Withdraw what is public; a release follows at once")
    @PostMapping("/{id}/withdraw")
    ResponseEntity<Result> withdraw(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @Valid @RequestBody WithdrawalBody withdrawal) {
        DocumentId document = new DocumentId(id);
        return answer(
                documents.withdraw(
                        actor,
                        document,
                        IfMatch.required(document, version),
                        new WithdrawalNotice(
                                withdrawal.reason(),
                                document(withdrawal.replacedBy()),
                                document(withdrawal.explainedBy()))));
    }

    @Operation(
            summary =
                    "Change what is named where a withdrawn document stood; shown with the next release")
    @PutMapping("/{id}/withdrawal")
    ResponseEntity<Result> explainWithdrawal(
            Actor actor,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version,
            @RequestBody ExplanationBody explanation) {
        DocumentId document = new DocumentId(id);
        return answer(
                documents.explainWithdrawal(
                        actor,
                        document,
                        IfMatch.required(document, version),
                        document(explanation.replacedBy()),
                        document(explanation.explainedBy())));
    }

    static ResponseEntity<Result> answer(Documents.Written written) {
        return ResponseEntity.ok().eTag(written.version().tag()).body(result(written));
    }

    private static Result result(Documents.Written written) {
        return new Result(
                written.document().value(), written.version().toString(), written.digest().hex());
    }

    private static @Nullable DocumentId document(@Nullable UUID id) {
        return id == null ? null : new DocumentId(id);
    }
}
