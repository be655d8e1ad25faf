package org.gongkai.content.supervision;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.people.Actor;
import org.gongkai.content.table.TableFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.Locale;

@RestController
@RequestMapping("/api/v1/campaigns/{campaign}/supervision")
@Tag(name = "Assignments")
class SupervisionApi {
    private final Supervision supervision;
    private final StandingsTable table;

    SupervisionApi(Supervision supervision, StandingsTable table) {
        this.supervision = supervision;
        this.table = table;
    }

    @GetMapping
    @Operation(summary = "How the units are with their shares; as JSON or CSV")
    Overview overview(Actor actor, @PathVariable String campaign) {
        return supervision.overview(actor, campaign);
    }

    @GetMapping(produces = "text/csv")
    @Operation(hidden = true)
    ResponseEntity<byte[]> csv(Actor actor, @PathVariable String campaign, Locale locale) {
        return table.of(campaign, supervision.overview(actor, campaign).list(), locale)
                .download(TableFormat.CSV);
    }
}
