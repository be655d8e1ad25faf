package org.gongkai.content.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.media.FileProblem;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Operator;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The import of files over HTTP, one file per request; a directory is a client's loop. */
@Tag(name = "imports")
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {
    private final Imports imports;
    private final Operator operator;

    ImportController(Imports imports, Operator operator) {
        this.imports = imports;
        this.operator = operator;
    }

    /** What became of a file. */
    record ImportView(
            Imports.Outcome outcome, UUID document, String title, List<String> warnings) {}

    @Operation(
            summary = "Import a file as a draft",
            description =
                    "Section, unit and path name the file: sent again unchanged it changes nothing, sent again"
                            + " with other bytes it becomes a new revision unless somebody edited the draft.")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ImportView> take(
            Actor actor,
            @RequestPart("file") MultipartFile file,
            @RequestParam String path,
            @RequestParam String section,
            @RequestParam String unit,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "false") boolean attach)
            throws IOException {
        Imports.Target target = new Imports.Target(section, new UnitKey(unit), path, kind);
        Actor editor =
                actor.account().equals(Operator.ACCOUNT) ? operator.editorOf(target.unit()) : actor;
        Path spooled = Files.createTempFile("gongkai-import", "");
        try {
            try (InputStream bytes = file.getInputStream()) {
                Files.copy(bytes, spooled, StandardCopyOption.REPLACE_EXISTING);
            }
            Imports.Result result = imports.take(editor, target, spooled, attach);
            return ResponseEntity.status(
                            result.outcome() == Imports.Outcome.CREATED
                                    ? HttpStatus.CREATED
                                    : HttpStatus.OK)
                    .body(
                            new ImportView(
                                    result.outcome(),
                                    result.document().value(),
                                    result.title(),
                                    result.warnings()));
        } finally {
            Files.deleteIfExists(spooled);
        }
    }

    /** What was pasted, and the unit in whose library its pictures go. */
    record Pasted(String unit, String html) {
        Pasted {
            if (unit == null || html == null) {
                throw new IllegalArgumentException("unit and html: what was pasted, and for whom");
            }
        }
    }

    /**
     * A body of what was pasted.
     *
     * @param title proposed, as are date, number and issuer; the body has it still
     */
    record BodyView(
            String body,
            String title,
            @Nullable LocalDate documentDate,
            @Nullable String documentNumber,
            @Nullable String issuer,
            List<String> warnings) {}

    @Operation(
            summary = "Make a body of pasted HTML",
            description =
                    "HTML as word processors and browsers write it to the clipboard. Nothing is saved but the"
                            + " pictures in it, which go into the unit's library.")
    @PostMapping(path = "/paste", consumes = MediaType.APPLICATION_JSON_VALUE)
    BodyView paste(Actor actor, @RequestBody Pasted pasted) throws IOException {
        Proposal proposal = imports.paste(actor, new UnitKey(pasted.unit()), pasted.html());
        return new BodyView(
                proposal.body(),
                proposal.title(),
                proposal.date(),
                proposal.documentNumber(),
                proposal.issuer(),
                proposal.warnings());
    }

    /**
     * Always 422, so that a client's loop over a directory can tell a bad file from a bad request.
     */
    @ExceptionHandler
    ProblemDetail refused(FileRefused e) {
        return FileProblem.of(e, HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
