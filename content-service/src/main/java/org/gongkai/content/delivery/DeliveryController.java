package org.gongkai.content.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.delivery.DeliveredChanges.Change;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.json.JsonMapper;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * What is public, over HTTP. Each answer is made of one release, which a header names; its ETag is
 * a digest of its bytes, so that what a release did not touch is not sent again.
 */
@Tag(name = "delivery")
@RestController
@RequestMapping(DeliveryController.ROOT)
class DeliveryController {
    static final String ROOT = "/api/delivery/v1";

    /** The header that names the release, as the site's pages have it. */
    static final String RELEASE = "X-Gongkai-Release";

    /** How many a list answers if not told, and at most. */
    static final int USUAL = 20;

    static final int MOST = 100;
    static final int MOST_CHANGES = 1000;

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final PublicContent content;
    private final JsonMapper json;

    DeliveryController(PublicContent content, JsonMapper json) {
        this.content = content;
        this.json = json;
    }

    @Operation(summary = "The active release")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = DeliveredRelease.class)))
    @GetMapping("/release")
    ResponseEntity<byte[]> release(HttpServletRequest request, HttpServletResponse response) {
        new Parameters(request);
        return answer(active(response).release());
    }

    @Operation(summary = "The approved words of the site")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = DeliveredSite.class)))
    @GetMapping("/site")
    ResponseEntity<byte[]> site(HttpServletRequest request, HttpServletResponse response) {
        new Parameters(request);
        return answer(active(response).site());
    }

    @Operation(summary = "The sections that have a public document, in the order of the navigation")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = DeliveredSections.class)))
    @GetMapping("/sections")
    ResponseEntity<byte[]> sections(HttpServletRequest request, HttpServletResponse response) {
        new Parameters(request);
        return answer(new DeliveredSections(active(response).sections()));
    }

    @Operation(summary = "The units that have a public document")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = DeliveredUnits.class)))
    @GetMapping("/units")
    ResponseEntity<byte[]> units(HttpServletRequest request, HttpServletResponse response) {
        new Parameters(request);
        return answer(new DeliveredUnits(active(response).units()));
    }

    @Operation(summary = "The public documents, newest first")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = DeliveredList.class)))
    @GetMapping("/documents")
    ResponseEntity<byte[]> documents(HttpServletRequest request, HttpServletResponse response) {
        Parameters asked =
                new Parameters(
                        request,
                        "section",
                        "unit",
                        "kind",
                        "tag",
                        "publishedAfter",
                        "updatedAfter",
                        "limit",
                        "cursor");
        Selection selection =
                new Selection(
                        asked.all("section"),
                        asked.all("unit"),
                        asked.all("kind"),
                        asked.all("tag"),
                        asked.instant("publishedAfter"),
                        asked.instant("updatedAfter"),
                        Cursor.position(asked),
                        asked.limit(USUAL, MOST));
        PublicRelease.Slice slice = active(response).documents(selection);
        String next =
                slice.next() == null
                        ? null
                        : next("/documents", request, response, Cursor.of(slice.next()));
        return answer(new DeliveredList(slice.items(), next));
    }

    @Operation(summary = "A public document; 410 with the reason if it was withdrawn")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = DeliveredDocument.class)))
    @GetMapping("/documents/{id}")
    ResponseEntity<byte[]> document(
            @PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        UUID wanted = Parameters.id(id);
        return document(wanted, active(response), absolute(request));
    }

    @Operation(summary = "The document with this public path, such as /news/2020/0512-1/")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = DeliveredDocument.class)))
    @GetMapping("/by-path/{*path}")
    ResponseEntity<byte[]> byPath(
            @PathVariable String path, HttpServletRequest request, HttpServletResponse response) {
        boolean absolute = absolute(request);
        String wanted = path.endsWith("/") ? path : path + "/";
        PublicRelease release = active(response);
        UUID id = release.at(wanted).orElseThrow(() -> new NotPublic(wanted));
        response.setHeader(
                HttpHeaders.CONTENT_LOCATION, request.getContextPath() + ROOT + "/documents/" + id);
        return document(id, release, absolute);
    }

    @Operation(
            summary = "What a copy that was right at an earlier release must fetch again or drop")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = JSON,
                            schema = @Schema(implementation = DeliveredChanges.class)))
    @GetMapping("/changes")
    ResponseEntity<byte[]> changes(HttpServletRequest request, HttpServletResponse response) {
        Parameters asked = new Parameters(request, "since", "limit", "cursor");
        long since = asked.release("since");
        int limit = asked.limit(MOST_CHANGES, MOST_CHANGES);
        Cursor.Change behind = Cursor.change(asked);
        PublicRelease release = active(response);
        long number = release.release().number();
        PublicRelease.Difference difference =
                release.since(since).orElseThrow(() -> new ChangesForgotten(since, number));
        List<Change> rest =
                difference.changes().stream()
                        .filter(each -> behind == null || each.id().compareTo(behind.id()) > 0)
                        .limit(limit + 1L)
                        .toList();
        long first = behind == null ? number : behind.release();
        List<Change> part = rest.subList(0, Math.min(limit, rest.size()));
        String next =
                rest.size() <= limit
                        ? null
                        : next(
                                "/changes",
                                request,
                                response,
                                Cursor.of(new Cursor.Change(first, part.getLast().id())));
        return answer(new DeliveredChanges(since, first, difference.site(), part, next));
    }

    private ResponseEntity<byte[]> document(UUID id, PublicRelease release, boolean absolute) {
        DeliveredDocument document = release.document(id).orElseThrow(() -> absent(id, release));
        if (!absolute) {
            return answer(document);
        }
        String origin = release.origin();
        if (origin == null) {
            throw Parameters.refused(
                    "links",
                    "'absolute'",
                    "the address of this site is not configured (gongkai.publisher.origin), so leave it out");
        }
        return answer(document.withBody(AbsoluteLinks.in(document.body(), origin)));
    }

    private static RuntimeException absent(UUID id, PublicRelease release) {
        return release.withdrawn(id)
                .<RuntimeException>map(withdrawn -> new DocumentWithdrawn(id, withdrawn))
                .orElseGet(() -> new NotPublic(id.toString()));
    }

    private static boolean absolute(HttpServletRequest request) {
        return new Parameters(request, "links").isSecond("links", "relative", "absolute");
    }

    private PublicRelease active(HttpServletResponse response) {
        PublicRelease release = content.active().orElseThrow(NothingReleased::new);
        response.setHeader(RELEASE, Long.toString(release.release().number()));
        return release;
    }

    /** The same question from another place on; the header says it too (RFC 8288). */
    private static String next(
            String path, HttpServletRequest request, HttpServletResponse response, String cursor) {
        StringJoiner address =
                new StringJoiner("&", request.getContextPath() + ROOT + path + "?", "");
        request.getParameterMap()
                .forEach(
                        (name, values) -> {
                            for (String value : values) {
                                if (!name.equals("cursor")) {
                                    address.add(name + "=" + encoded(value));
                                }
                            }
                        });
        String next = address.add("cursor=" + cursor).toString();
        response.setHeader(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        return next;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private ResponseEntity<byte[]> answer(Object body) {
        byte[] bytes = json.writeValueAsBytes(body);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag('"' + Digest.of(bytes).hex().substring(0, 32) + '"')
                .body(bytes);
    }
}
