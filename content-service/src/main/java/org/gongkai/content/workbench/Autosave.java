package org.gongkai.content.workbench;

import org.gongkai.content.document.BeingErased;
import org.gongkai.content.document.CanonicalForm;
import org.gongkai.content.document.Content;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.DraftChecks;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.document.StaleVersion;
import org.gongkai.content.document.VerbRefused;
import org.gongkai.content.document.Version;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.util.UUID;

/**
 * Saves the form of the writing page while somebody writes. The same rules hold as for the button;
 * only the answer is for a script. Files are not sent along. A new document begins by the API,
 * where it can be sent twice and happens once.
 */
@RestController
class Autosave {
    private final Documents documents;
    private final DocumentQueries queries;
    private final DraftChecks checks;
    private final Refusals refusals;
    private final Clock clock;

    Autosave(
            Documents documents,
            DocumentQueries queries,
            DraftChecks checks,
            Refusals refusals,
            Clock clock) {
        this.documents = documents;
        this.queries = queries;
        this.checks = checks;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** What was saved: the document and the version to go on from. */
    record Saved(UUID id, String version) {}

    /**
     * Why nothing was saved.
     *
     * @param version what stands there now, if somebody else was faster; else empty
     */
    record Refused(String words, String version) {}

    @PostMapping("/workbench/documents/{id}/autosave")
    Saved save(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String version,
            @RequestParam MultiValueMap<String, String> form) {
        DocumentId document = new DocumentId(id);
        Draft draft = DraftForm.sent(form).draft(clock);
        try {
            Documents.Written written =
                    documents.save(actor, document, Version.parse(version), draft);
            return new Saved(id, written.version().toString());
        } catch (StaleVersion e) {
            if (e.last().account().equals(actor.account()) && stands(actor, document, draft)) {
                return new Saved(id, e.last().version().toString());
            }
            throw e;
        }
    }

    /** Whether it was saved before, and only the answer was lost on the way. */
    private boolean stands(Actor actor, DocumentId document, Draft draft) {
        Content content = checks.check(actor, document, draft).content();
        return content != null
                && CanonicalForm.of(content)
                        .digest()
                        .hex()
                        .equals(queries.view(actor, document).summary().digest());
    }

    @ExceptionHandler
    ResponseEntity<Refused> stale(StaleVersion e) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(
                        new Refused(
                                refusals.words(e, "write.stale.words"),
                                e.last().version().toString()));
    }

    @ExceptionHandler({
        VerbRefused.class,
        ContentRefused.class,
        BeingErased.class,
        NoSuchDocument.class
    })
    ResponseEntity<Refused> refused(RuntimeException e) {
        return ResponseEntity.unprocessableContent().body(new Refused(refusals.words(e), ""));
    }

    /** Not 403, which is what a script reads as a session that is over. */
    @ExceptionHandler({NotAllowed.class, IllegalArgumentException.class})
    ResponseEntity<Refused> notAllowed(RuntimeException e) {
        return ResponseEntity.unprocessableContent()
                .body(
                        new Refused(
                                refusals.say(
                                        e instanceof NotAllowed
                                                ? "problem.notAllowed"
                                                : "problem.malformed"),
                                ""));
    }
}
