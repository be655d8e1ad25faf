package org.gongkai.content.papertrail;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.paper.PaperFormat;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.people.Actor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

@RestController
@RequestMapping("/api/v1/documents/{id}/papers")
@Tag(name = "Documents")
class PaperTrailApi {
    private final PaperTrail trail;
    private final Papers papers;

    PaperTrailApi(PaperTrail trail, Papers papers) {
        this.trail = trail;
        this.papers = papers;
    }

    @GetMapping("/{form}.{format:docx|pdf}")
    @Operation(
            summary =
                    "A form of a document, filled from the record: three-reviews (三审三校表) or secrecy (保密审批表), as docx or PDF")
    ResponseEntity<byte[]> paper(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable String form,
            @PathVariable String format) {
        return papers.download(
                trail.paper(actor, new DocumentId(id), PaperForm.of(form)), PaperFormat.of(format));
    }
}
