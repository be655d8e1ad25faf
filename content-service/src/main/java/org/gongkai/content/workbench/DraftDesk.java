package org.gongkai.content.workbench;

import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DraftChecks;
import org.gongkai.content.document.DraftChecks.Checked;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.publishing.DraftPages;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks what stands in the form of the writing page, and shows the page that it would become. */
@RestController
class DraftDesk {
    private static final Pattern QUOTED = Pattern.compile("“[^”]*”|(?<=link )\\S+");

    private final DraftChecks checks;
    private final DraftPages pages;
    private final Refusals refusals;
    private final Clock clock;

    DraftDesk(DraftChecks checks, DraftPages pages, Refusals refusals, Clock clock) {
        this.checks = checks;
        this.pages = pages;
        this.refusals = refusals;
        this.clock = clock;
    }

    /**
     * Something to look at, in the reader's language.
     *
     * @param place the field that it is about, as the form calls it
     * @param blocks whether it keeps the draft from being submitted or released
     */
    record Finding(String place, String rule, String words, boolean blocks) {}

    record Findings(List<Finding> findings) {}

    @PostMapping("/workbench/checks")
    Findings check(
            Actor actor,
            @RequestParam String kind,
            @RequestParam String section,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam MultiValueMap<String, String> form) {
        return findings(fresh(actor, kind, section, unit, form));
    }

    @PostMapping("/workbench/documents/{id}/checks")
    Findings check(
            Actor actor, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form) {
        return findings(next(actor, id, form));
    }

    @PostMapping("/workbench/preview")
    ResponseEntity<?> preview(
            Actor actor,
            @RequestParam String kind,
            @RequestParam String section,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam MultiValueMap<String, String> form) {
        return page(fresh(actor, kind, section, unit, form));
    }

    @PostMapping("/workbench/documents/{id}/preview")
    ResponseEntity<?> preview(
            Actor actor, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form) {
        return page(next(actor, id, form));
    }

    /** A file of the theme, for the page in the preview. */
    @GetMapping(PreviewHtml.THEME + "{file}")
    ResponseEntity<byte[]> theme(@PathVariable String file) {
        return pages.themeFile("/theme/" + file)
                .map(
                        bytes ->
                                ResponseEntity.ok()
                                        .contentType(
                                                MediaTypeFactory.getMediaType(file)
                                                        .orElse(MediaType.APPLICATION_OCTET_STREAM))
                                        .cacheControl(CacheControl.noCache())
                                        .body(
                                                file.endsWith(".css")
                                                        ? PreviewHtml.css(bytes)
                                                        : bytes))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private Checked fresh(
            Actor actor,
            String kind,
            String section,
            String unit,
            MultiValueMap<String, String> form) {
        if (unit.isBlank()) {
            throw new IllegalArgumentException("unit: for whom it is written");
        }
        return checks.check(
                actor,
                new NewDocument(
                        kind, section, new UnitKey(unit), DraftForm.sent(form).draft(clock), null));
    }

    private Checked next(Actor actor, UUID id, MultiValueMap<String, String> form) {
        return checks.check(actor, new DocumentId(id), DraftForm.sent(form).draft(clock));
    }

    private Findings findings(Checked checked) {
        List<Finding> found = new ArrayList<>();
        checked.findings().forEach(each -> found.add(finding(each.what(), each.blocks())));
        if (checked.content() != null) {
            pages.page(checked.document(), checked.content(), BodyPreview.asset(""))
                    .ifPresent(
                            page -> {
                                page.blocks().forEach(each -> found.add(onPage(each, true)));
                                page.warnings().forEach(each -> found.add(onPage(each, false)));
                            });
        }
        return new Findings(found);
    }

    private Finding finding(Shortcoming what, boolean blocks) {
        return new Finding(what.place(), what.rule(), refusals.beside(what), blocks);
    }

    /** The publisher speaks English; what it quotes is the reader's own. */
    private Finding onPage(Shortcoming what, boolean blocks) {
        String quoted =
                QUOTED.matcher(what.message())
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.joining(" "));
        return new Finding(
                what.place(), what.rule(), (refusals.beside(what) + " " + quoted).strip(), blocks);
    }

    private ResponseEntity<?> page(Checked checked) {
        if (checked.content() == null) {
            return refused(
                    refusals.say(
                            "write.previewRefused",
                            String.join(
                                    " ",
                                    checked.findings().stream()
                                            .map(each -> refusals.beside(each.what()))
                                            .toList())));
        }
        return pages.page(checked.document(), checked.content(), BodyPreview.asset(""))
                .<ResponseEntity<?>>map(
                        page ->
                                ResponseEntity.ok()
                                        .contentType(
                                                new MediaType(
                                                        MediaType.TEXT_HTML,
                                                        StandardCharsets.UTF_8))
                                        .header("X-Robots-Tag", "noindex")
                                        .body(
                                                PreviewHtml.of(
                                                        page.html(),
                                                        refusals.say("write.previewMark"))))
                .orElseGet(() -> refused(refusals.say("write.previewNoSite")));
    }

    private static ResponseEntity<Map<String, String>> refused(String words) {
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("words", words));
    }
}
