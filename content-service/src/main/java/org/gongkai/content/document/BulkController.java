package org.gongkai.content.document;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.review.Opinion;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The same verb on many documents: each stands for itself, and each gets its own answer. */
@Tag(name = "documents")
@RestController
class BulkController {
    private static final int MOST = 1000;

    private final Documents documents;

    BulkController(Documents documents) {
        this.documents = documents;
    }

    /** The verbs that can be used in bulk. */
    enum BulkVerb {
        SUBMIT,
        APPROVE,
        RETURN,
        CONSENT
    }

    /**
     * A document; a verdict names the content that it judges.
     *
     * @param version as in {@code If-Match}; a verdict may leave it out, since its digest binds it
     */
    record Item(@NotNull UUID id, @Nullable String digest, @Nullable String version) {}

    /**
     * A verb for many documents.
     *
     * @param lateReason for those that are submitted after their cut-off
     */
    record Bulk(
            @NotNull BulkVerb verb,
            @Nullable String comment,
            @Nullable String lateReason,
            @NotNull List<@NotNull @Valid Item> items) {}

    /** What became of one document; {@code refused} says why nothing was changed. */
    record Answer(UUID id, boolean done, @Nullable String version, @Nullable String refused) {}

    @Operation(summary = "Submit, approve, return or consent to many documents; answers for each")
    @PostMapping("/api/v1/documents/bulk")
    List<Answer> bulk(Actor actor, @Valid @RequestBody Bulk bulk) {
        if (bulk.items().size() > MOST) {
            throw new IllegalArgumentException(
                    "At most "
                            + MOST
                            + " documents at once, not "
                            + bulk.items().size()
                            + "; send the rest in another call");
        }
        List<Answer> answers = new ArrayList<>();
        for (Item item : bulk.items()) {
            answers.add(answer(actor, bulk, item));
        }
        return answers;
    }

    private Answer answer(Actor actor, Bulk bulk, Item item) {
        try {
            Documents.Written written = act(actor, bulk, item);
            return new Answer(item.id(), true, written.version().toString(), null);
        } catch (VerbRefused
                | ContentRefused
                | ContentChanged
                | StaleVersion
                | PreconditionRequired
                | NoSuchDocument
                | BeingErased
                | IllegalArgumentException e) {
            return new Answer(item.id(), false, null, e.getMessage());
        }
    }

    private Documents.Written act(Actor actor, Bulk bulk, Item item) {
        DocumentId id = new DocumentId(item.id());
        String comment = bulk.comment() == null ? "" : bulk.comment();
        Version version = IfMatch.optional(item.version());
        return switch (bulk.verb()) {
            case SUBMIT -> documents.submit(actor, id, stated(item), bulk.lateReason());
            case APPROVE ->
                    documents.approve(actor, id, version, digest(item), Opinion.of(comment));
            case RETURN ->
                    documents.returnForChanges(
                            actor, id, version, digest(item), Opinion.of(comment));
            case CONSENT -> documents.consent(actor, id, stated(item), comment);
        };
    }

    /** The version that what is bound to no digest must start from. */
    private static @Nullable Version stated(Item item) {
        return IfMatch.required(new DocumentId(item.id()), item.version());
    }

    private static Digest digest(Item item) {
        if (item.digest() == null) {
            throw new IllegalArgumentException(
                    "A verdict names the content that it judges; give its digest");
        }
        return new Digest(item.digest());
    }
}
