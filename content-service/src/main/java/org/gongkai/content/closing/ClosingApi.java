package org.gongkai.content.closing;

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
@RequestMapping("/api/v1/campaigns/{key}/unreleased")
@Tag(name = "Campaign")
class ClosingApi {
    private final Closing closing;
    private final UnreleasedTable table;

    ClosingApi(Closing closing, UnreleasedTable table) {
        this.closing = closing;
        this.table = table;
    }

    @GetMapping
    @Operation(summary = "What of a campaign is not released, with its last state; as JSON or CSV")
    Unreleased unreleased(Actor actor, @PathVariable String key) {
        return closing.unreleased(actor, key);
    }

    @GetMapping(produces = "text/csv")
    @Operation(hidden = true)
    ResponseEntity<byte[]> csv(Actor actor, @PathVariable String key, Locale locale) {
        return table.download(closing.unreleased(actor, key), TableFormat.CSV, locale);
    }
}
