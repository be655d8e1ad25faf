package org.gongkai.content.breakdown;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.media.FileProblem;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.Actor;
import org.gongkai.content.table.TableFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

import java.io.IOException;

@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
@Tag(name = "Assignments")
class BreakdownApi {
    private final BreakdownFiles files;
    private final BreakdownTable table;
    private final Assignments assignments;

    BreakdownApi(BreakdownFiles files, BreakdownTable table, Assignments assignments) {
        this.files = files;
        this.table = table;
        this.assignments = assignments;
    }

    @PostMapping(path = "/assignments/readings", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Read a breakdown from docx, xlsx, csv or text with tabs",
            description =
                    "Nothing is saved. Mend the rows and settle their questions, then save them with PUT"
                            + " /assignments.")
    Reading read(Actor actor, @PathVariable String campaign, @RequestPart MultipartFile file)
            throws IOException {
        String name = file.getOriginalFilename();
        return files.read(
                actor,
                campaign,
                name == null || name.isBlank() ? "file" : name,
                file.getInputStream());
    }

    @GetMapping(path = "/assignments", produces = "text/csv")
    @Operation(hidden = true)
    ResponseEntity<byte[]> csv(Actor actor, @PathVariable String campaign) {
        return table.of(assignments.breakdown(actor, campaign)).download(TableFormat.CSV);
    }

    @ExceptionHandler
    ProblemDetail refused(FileRefused e) {
        return FileProblem.of(e, HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
