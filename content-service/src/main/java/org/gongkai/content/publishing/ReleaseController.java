package org.gongkai.content.publishing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.people.Actor;
import org.gongkai.publisher.ReleaseProgress;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Releases;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** Releases over HTTP. */
@Tag(name = "releases")
@RestController
@RequestMapping("/api/v1/releases")
class ReleaseController {
    private final ReleaseDesk desk;
    private final Releases releases;
    private final ReleaseHistory history;

    ReleaseController(ReleaseDesk desk, Releases releases, ReleaseHistory history) {
        this.desk = desk;
        this.releases = releases;
        this.history = history;
    }

    @Operation(summary = "Make a release of what is approved and due; answers when it is public")
    @PostMapping
    ReleaseReport release(Actor actor) {
        return desk.release(actor);
    }

    @Operation(
            summary =
                    "Go back to a kept release, less what was withdrawn since; answers when it is public")
    @PostMapping("/{number}/back")
    ReleaseReport goBack(Actor actor, @PathVariable long number) {
        return desk.goBack(actor, number);
    }

    @Operation(summary = "How far the running release has come; 204 if none is running")
    @GetMapping("/running")
    ResponseEntity<ReleaseProgress> running(Actor actor) {
        return releases.running()
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @Operation(
            summary =
                    "One release: state, who asked, when, how much it changed, what was kept back and why")
    @GetMapping("/{number:[0-9]+}")
    ReleaseHistory.Detail one(Actor actor, @PathVariable long number) {
        return history.get(actor, number);
    }

    @Operation(summary = "The last releases, newest first")
    @GetMapping
    List<ReleaseHistory.Entry> list(Actor actor) {
        return history.last(50);
    }
}
