package org.gongkai.content.report;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.paper.PaperFormat;
import org.gongkai.content.paper.Papers;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/campaigns/{key}")
@Tag(
        name = "Reports",
        description =
                "What a campaign has come to, of a unit or of the district. Figures are those of the"
                        + " record; the office adds its words.")
class ReportApi {
    private final Reports reports;
    private final ReportPaper paper;
    private final Papers papers;

    ReportApi(Reports reports, ReportPaper paper, Papers papers) {
        this.reports = reports;
        this.paper = paper;
        this.papers = papers;
    }

    /**
     * @param version of the words that were read before, 0 for none
     */
    record WordsToWrite(int version, @NotNull String text) {}

    @GetMapping({"/reports/{unit}", "/report"})
    @Operation(summary = "The closing report of a unit, or of the district")
    Report get(
            Actor actor,
            @PathVariable String key,
            @PathVariable(required = false) @Nullable String unit) {
        return reports.get(actor, key, of(unit));
    }

    @GetMapping({"/reports/{unit}/paper.{format:docx|pdf}", "/report/paper.{format:docx|pdf}"})
    @Operation(summary = "The report as a paper")
    ResponseEntity<byte[]> paper(
            Actor actor,
            @PathVariable String key,
            @PathVariable(required = false) @Nullable String unit,
            @PathVariable String format) {
        return papers.download(paper.of(reports.get(actor, key, of(unit))), PaperFormat.of(format));
    }

    @PutMapping({"/reports/{unit}/words", "/report/words"})
    @Operation(summary = "Write the office's words; each version stays")
    Report write(
            Actor actor,
            @PathVariable String key,
            @PathVariable(required = false) @Nullable String unit,
            @Valid @RequestBody WordsToWrite words) {
        reports.write(actor, key, of(unit), words.version(), words.text());
        return get(actor, key, unit);
    }

    private static @Nullable UnitKey of(@Nullable String unit) {
        return unit == null ? null : new UnitKey(unit);
    }
}
