package org.gongkai.content.publishing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.people.Actor;
import org.gongkai.publisher.IndexReport;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The search index over HTTP, for those who keep it. */
@Tag(name = "releases")
@RestController
@RequestMapping("/api/v1/search")
class SearchUpkeepController {
    private final SearchUpkeep upkeep;

    SearchUpkeepController(SearchUpkeep upkeep) {
        this.upkeep = upkeep;
    }

    @Operation(
            summary =
                    "Compare the search index with the active release by ids and digests, repair what differs, and"
                            + " say what it was")
    @PostMapping("/reconcile")
    IndexReport reconcile(Actor actor) {
        return upkeep.reconcile(actor);
    }

    @Operation(
            summary =
                    "Build the search index anew from the active release; the old one answers meanwhile")
    @PostMapping("/rebuild")
    IndexReport rebuild(Actor actor) {
        return upkeep.rebuild(actor);
    }
}
