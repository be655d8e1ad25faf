package org.gongkai.content.pack;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/packs")
@Tag(
        name = "Packs",
        description =
                "What stands at the municipal pre-review, as a zip that opens without an account,"
                        + " and the verdicts that come back by its spreadsheet.")
class PacksApi {
    private final Packs packs;
    private final PackVerdicts verdicts;
    private final Sheets sheets;

    PacksApi(Packs packs, PackVerdicts verdicts, Sheets sheets) {
        this.packs = packs;
        this.verdicts = verdicts;
        this.sheets = sheets;
    }

    /**
     * @param campaign null for all that waits
     */
    record NewPack(@Nullable String campaign) {}

    @GetMapping
    @Operation(summary = "The newest packs first")
    List<Pack> packs(Actor actor) {
        return packs.newest(actor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a pack of all that waits at the municipal pre-review")
    Pack make(Actor actor, @RequestBody NewPack body) {
        return packs.make(actor, body.campaign());
    }

    @GetMapping("/{id}")
    @Operation(summary = "A pack with its items and their digests")
    Pack pack(Actor actor, @PathVariable UUID id) {
        return packs.find(actor, id);
    }

    @GetMapping("/{id}/pack.zip")
    @Operation(summary = "The file of a pack")
    ResponseEntity<Resource> file(Actor actor, @PathVariable UUID id) {
        return PackDownload.of(packs.find(actor, id), packs.open(actor, id));
    }

    @PostMapping(path = "/{id}/verdicts", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary =
                    "Keep a filled spreadsheet and say what becomes of each row; with take=true,"
                            + " record what can be recorded")
    List<Judgement> verdicts(
            Actor actor,
            @PathVariable UUID id,
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean take)
            throws IOException {
        PackVerdicts.Brought brought =
                verdicts.bring(
                        actor,
                        id,
                        Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                        file.getInputStream());
        return take ? verdicts.take(actor, id, brought.sheet(), name) : brought.judgements();
    }

    @GetMapping("/{id}/sheets")
    @Operation(summary = "The spreadsheets that came back, the newest first")
    List<Pack.Sheet> sheets(Actor actor, @PathVariable UUID id) {
        return sheets.all(actor, id);
    }

    @GetMapping("/{id}/sheets/{sha256}.xlsx")
    @Operation(summary = "One of them, as it came")
    ResponseEntity<Resource> sheet(
            Actor actor, @PathVariable UUID id, @PathVariable String sha256) {
        Digest digest = new Digest(sha256);
        return PackDownload.of(packs.find(actor, id), digest, sheets.open(actor, id, digest));
    }
}
