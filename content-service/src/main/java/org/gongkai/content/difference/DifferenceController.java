package org.gongkai.content.difference;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.EditionHistory;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.Locale;
import java.util.UUID;

/** Differences over HTTP: as JSON, or with {@code format=html} as a piece of HTML. */
@Tag(name = "documents")
@RestController
@RequestMapping("/api/v1/documents/{id}/difference")
class DifferenceController {
    private final EditionHistory editions;
    private final MessageSource messages;
    private final Kinds kinds;

    DifferenceController(EditionHistory editions, MessageSource messages, Kinds kinds) {
        this.editions = editions;
        this.messages = messages;
        this.kinds = kinds;
    }

    /**
     * A difference with the two revisions that it is of.
     *
     * @param from null if there was nothing before
     */
    record Compared(@Nullable String from, String to, boolean identical, Difference difference) {}

    @Operation(
            summary = "Compare two revisions",
            description =
                    "Without from, with what is live or was public, approved or handed in last;"
                            + " without to, the latest that you may see.")
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Compared compare(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "json") @Schema(allowableValues = {"json", "html"})
                    String format) {
        if (!format.equals("json")) {
            throw new IllegalArgumentException(
                    "A difference is written as json or as html, not as “" + format + "”");
        }
        EditionHistory.Compared compared = compared(actor, id, from, to);
        Difference difference = Differences.between(compared.before(), compared.after());
        return new Compared(
                compared.from() == null ? null : compared.from().hex(),
                compared.to().hex(),
                difference.identical(),
                difference);
    }

    @Operation(summary = "Compare two revisions, as a piece of HTML for people")
    @GetMapping(params = "format=html", produces = MediaType.TEXT_HTML_VALUE)
    String compareForPeople(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Locale locale) {
        EditionHistory.Compared compared = compared(actor, id, from, to);
        return DifferenceHtml.of(
                Differences.between(compared.before(), compared.after()),
                new Labels(messages, locale, kinds.find(compared.after().kind())));
    }

    private EditionHistory.Compared compared(
            Actor actor, UUID id, @Nullable String from, @Nullable String to) {
        return editions.compared(actor, new DocumentId(id), digest(from), digest(to));
    }

    private static @Nullable Digest digest(@Nullable String hex) {
        return hex == null || hex.isBlank() ? null : new Digest(hex);
    }
}
