package org.gongkai.content.summary;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.figures.Facts;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

@RestController
@RequestMapping("/api/v1/campaigns/{key}")
@Tag(
        name = "Summaries",
        description =
                "Of each unit to the office, and of the district to the city. The figures are those"
                        + " of the record; what is submitted keeps those of its time.")
class SummaryApi {
    private final Summaries summaries;

    SummaryApi(Summaries summaries) {
        this.summaries = summaries;
    }

    /**
     * @param version of the summary that was read before
     */
    record Written(
            long version,
            @NotNull String practice,
            @Nullable String problems,
            @Nullable String plans) {
        Summary.Words words() {
            return new Summary.Words(
                    practice, problems == null ? "" : problems, plans == null ? "" : plans);
        }
    }

    /**
     * @param number of the submission that was read
     */
    record Accepted(@NotNull Integer number) {}

    /**
     * @param number of the submission that was read
     */
    record Returned(@NotNull Integer number, @NotNull String reason) {}

    @GetMapping("/summaries")
    @Operation(summary = "The summaries that you may see, the district's first")
    List<Summary> all(Actor actor, @PathVariable String key) {
        return summaries.of(actor, key);
    }

    @GetMapping({"/summaries/{unit}", "/summary"})
    @Operation(summary = "A unit's summary, or the district's")
    Summary get(
            Actor actor,
            @PathVariable String key,
            @PathVariable(required = false) @Nullable String unit) {
        return summaries.get(actor, key, of(unit));
    }

    @GetMapping({"/summaries/{unit}/facts", "/summary/facts"})
    @Operation(summary = "The figures as they are now, with what each of them counts")
    Facts facts(
            Actor actor,
            @PathVariable String key,
            @PathVariable(required = false) @Nullable String unit) {
        return summaries.facts(actor, key, of(unit));
    }

    @PutMapping({"/summaries/{unit}", "/summary"})
    @Operation(summary = "Save the words of a draft")
    Summary save(
            Actor actor,
            @PathVariable String key,
            @PathVariable(required = false) @Nullable String unit,
            @Valid @RequestBody Written written) {
        return summaries.save(actor, key, of(unit), written.version(), written.words());
    }

    @PostMapping({"/summaries/{unit}/submissions", "/summary/submissions"})
    @Operation(summary = "Submit, with the figures of now")
    Summary submit(
            Actor actor,
            @PathVariable String key,
            @PathVariable(required = false) @Nullable String unit,
            @Valid @RequestBody Written written) {
        return summaries.submit(actor, key, of(unit), written.version(), written.words());
    }

    @PostMapping({"/summaries/{unit}/accept", "/summary/accept"})
    @Operation(summary = "Accept what was submitted")
    Summary accept(
            Actor actor,
            @PathVariable String key,
            @PathVariable(required = false) @Nullable String unit,
            @Valid @RequestBody Accepted accepted) {
        return summaries.accept(actor, key, of(unit), accepted.number());
    }

    @PostMapping({"/summaries/{unit}/return", "/summary/return"})
    @Operation(summary = "Return what was submitted, with a reason")
    Summary giveBack(
            Actor actor,
            @PathVariable String key,
            @PathVariable(required = false) @Nullable String unit,
            @Valid @RequestBody Returned returned) {
        return summaries.giveBack(actor, key, of(unit), returned.number(), returned.reason());
    }

    private static @Nullable UnitKey of(@Nullable String unit) {
        return unit == null ? null : new UnitKey(unit);
    }
}
