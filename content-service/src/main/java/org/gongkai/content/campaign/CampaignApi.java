package org.gongkai.content.campaign;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Campaign", description = "Campaigns, sections, working days. Administrators set them.")
class CampaignApi {
    private final Campaigns campaigns;
    private final Sections sections;
    private final WorkingDays days;

    CampaignApi(Campaigns campaigns, Sections sections, WorkingDays days) {
        this.campaigns = campaigns;
        this.sections = sections;
        this.days = days;
    }

    record CampaignChange(
            @NotNull String title,
            @NotNull String theme,
            @Nullable Map<Campaign.Milestone, Instant> milestones) {}

    /**
     * What an administrator sets of a section. It could say a route and whether the section goes on
     * once, and whoever still says so must not believe that it counts.
     */
    record SectionChange(
            @Nullable String campaign,
            @Nullable Instant notBefore,
            @Nullable Boolean publishAtOnce,
            @Schema(hidden = true) @Nullable Object route,
            @Schema(hidden = true) @Nullable Object continuing) {
        SectionChange {
            if (route != null || continuing != null) {
                throw new IllegalArgumentException(
                        "A section has no route or continuing of its own: two people approve routes at"
                                + " POST /api/v1/routings, and what goes on at POST /api/v1/site-revisions");
            }
        }
    }

    record DayChange(boolean working, @NotNull String name) {}

    @GetMapping("/campaigns")
    @Operation(summary = "All campaigns, the newest first")
    List<Campaign> campaigns() {
        return campaigns.all();
    }

    @PutMapping("/campaigns/{key}")
    @Operation(summary = "Set a campaign; a milestone that is missing stays as it is")
    Campaign setCampaign(
            Actor actor, @PathVariable String key, @Valid @RequestBody CampaignChange change) {
        Map<Campaign.Milestone, Instant> milestones = change.milestones();
        campaigns.put(
                actor,
                new Campaign(
                        key,
                        change.title(),
                        change.theme(),
                        milestones == null ? Map.of() : milestones));
        return campaigns.get(key);
    }

    @GetMapping("/sections")
    @Operation(summary = "All sections, in the order in which they were added")
    List<Section> sections() {
        return sections.all();
    }

    @PutMapping("/sections/{key}")
    @Operation(summary = "Set a section")
    Section setSection(
            Actor actor, @PathVariable String key, @Valid @RequestBody SectionChange change) {
        Section section =
                new Section(
                        key,
                        change.campaign(),
                        change.notBefore(),
                        Boolean.TRUE.equals(change.publishAtOnce()));
        sections.put(actor, section);
        return section;
    }

    @GetMapping("/calendar")
    @Operation(summary = "The days of a year that are otherwise than their weekday says")
    List<WorkingDays.ExceptionalDay> calendar(@RequestParam int year) {
        return days.exceptions(year);
    }

    @PutMapping("/calendar/{day}")
    @Operation(summary = "Say whether a day is worked")
    WorkingDays.ExceptionalDay setDay(
            Actor actor, @PathVariable LocalDate day, @Valid @RequestBody DayChange change) {
        WorkingDays.ExceptionalDay exception =
                new WorkingDays.ExceptionalDay(day, change.working(), change.name());
        days.put(actor, exception);
        return exception;
    }

    @DeleteMapping("/calendar/{day}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let the day's weekday decide again")
    void removeDay(Actor actor, @PathVariable LocalDate day) {
        days.remove(actor, day);
    }
}
