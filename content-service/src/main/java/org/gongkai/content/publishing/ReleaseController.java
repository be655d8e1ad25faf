package org.gongkai.content.publishing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.people.Actor;
import org.gongkai.publisher.ReleaseArchive;
import org.gongkai.publisher.ReleaseProgress;
import org.gongkai.publisher.ReleaseReport;
import org.gongkai.publisher.Releases;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Releases over HTTP. */
@Tag(name = "releases")
@RestController
@RequestMapping("/api/v1/releases")
class ReleaseController {
    private final ReleaseDesk desk;
    private final Releases releases;
    private final ReleaseHistory history;
    private final ReleaseVerification verification;
    private final ReleasePapers papers;

    ReleaseController(
            ReleaseDesk desk,
            Releases releases,
            ReleaseHistory history,
            ReleaseVerification verification,
            ReleasePapers papers) {
        this.verification = verification;
        this.desk = desk;
        this.releases = releases;
        this.history = history;
        this.papers = papers;
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

    /**
     * How the active release is to be verified.
     *
     * @param repair whether damaged files are restored
     * @param rerender whether every page is rendered again and compared
     */
    record VerificationBody(@Nullable Boolean repair, @Nullable Boolean rerender) {}

    @Operation(
            summary =
                    "Compare the site with manifest, store and database, and name what differs; with repair, restore"
                            + " damaged files; with rerender, render every page again and compare")
    @PostMapping("/current/verification")
    VerifiedRelease verify(
            Actor actor, @RequestBody(required = false) @Nullable VerificationBody how) {
        return verification.verify(
                actor,
                how != null && Boolean.TRUE.equals(how.repair()),
                how != null && Boolean.TRUE.equals(how.rerender()));
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

    @Operation(
            summary = "The release as a web archive, WARC 1.1; for publishers and administrators")
    @GetMapping(path = "/{number:[0-9]+}/archive", produces = "application/warc")
    void archive(Actor actor, @PathVariable long number, HttpServletResponse response)
            throws IOException {
        ReleaseArchive archive = papers.archive(actor, number);
        response.setContentType("application/warc");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"release-%08d.warc.gz\"".formatted(number));
        archive.writeTo(response.getOutputStream());
    }

    @Operation(
            summary =
                    "What the gate looked for and found: JSON, or JUnit XML with format=junit or Accept: application/xml")
    @GetMapping("/{number:[0-9]+}/conformance")
    ResponseEntity<?> conformance(
            Actor actor,
            @PathVariable long number,
            @RequestParam(defaultValue = "") String format,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") String accept) {
        Conformance report = papers.conformance(actor, number);
        return format.equals("junit") || prefersXml(accept)
                ? ResponseEntity.ok()
                        .contentType(new MediaType("application", "xml", StandardCharsets.UTF_8))
                        .body(JUnitReport.of(report))
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report);
    }

    private static boolean prefersXml(String accept) {
        List<MediaType> wanted = new ArrayList<>(MediaType.parseMediaTypes(accept));
        wanted.sort(Comparator.comparingDouble(MediaType::getQualityValue).reversed());
        return wanted.stream()
                .filter(
                        type ->
                                type.includes(MediaType.APPLICATION_JSON)
                                        || type.includes(MediaType.APPLICATION_XML))
                .findFirst()
                .filter(type -> !type.includes(MediaType.APPLICATION_JSON))
                .isPresent();
    }

    @Operation(summary = "The last releases, newest first")
    @GetMapping
    List<ReleaseHistory.Entry> list(Actor actor) {
        return history.last(50);
    }
}
