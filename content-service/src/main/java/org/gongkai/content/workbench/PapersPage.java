package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.paper.PaperFormat;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.papertrail.PaperForm;
import org.gongkai.content.papertrail.PaperTrail;
import org.gongkai.content.people.Actor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import java.util.UUID;

/** The forms of a document, to take away. */
@Controller
class PapersPage {
    private final PaperTrail trail;
    private final Papers papers;

    PapersPage(PaperTrail trail, Papers papers) {
        this.trail = trail;
        this.papers = papers;
    }

    @GetMapping("/workbench/documents/{id}/papers/{form}.{format:docx|pdf}")
    ResponseEntity<byte[]> paper(
            Actor actor,
            @PathVariable UUID id,
            @PathVariable String form,
            @PathVariable String format) {
        return papers.download(
                trail.paper(actor, new DocumentId(id), PaperForm.of(form)), PaperFormat.of(format));
    }
}
