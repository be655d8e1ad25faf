package org.gongkai.content.workbench;

import org.gongkai.content.assignment.AssignmentRefused;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Shares;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.media.Assets;
import org.gongkai.content.media.FileRefused;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.scan.ScannerAway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.UUID;

/** What a unit does with its share of an assignment: sign for it, and record evidence. */
@Controller
@RequestMapping("/workbench/assignments/{campaign}/{number:\\d+}")
class SharesPage {
    private final Shares shares;
    private final Assets assets;
    private final Refusals refusals;
    private final Clock clock;

    SharesPage(Shares shares, Assets assets, Refusals refusals, Clock clock) {
        this.shares = shares;
        this.assets = assets;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** What was typed of a publication elsewhere, so that a refusal loses nothing. */
    record Typed(String unit, @Nullable Channel channel, String link, String at, String remark) {}

    @PostMapping("/sign")
    String sign(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @RequestParam String unit,
            RedirectAttributes after) {
        try {
            shares.sign(actor, campaign, number, new UnitKey(unit));
            after.addFlashAttribute("said", refusals.say("assignment.signed"));
        } catch (AssignmentRefused e) {
            after.addFlashAttribute("refused", refusals.words(e));
        }
        return back(campaign, number);
    }

    @PostMapping("/document")
    String document(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @RequestParam String unit,
            @RequestParam UUID document,
            RedirectAttributes after) {
        try {
            shares.prove(actor, campaign, number, new UnitKey(unit), new DocumentId(document));
            after.addFlashAttribute("said", refusals.say("evidence.recorded"));
        } catch (AssignmentRefused e) {
            after.addFlashAttribute("refused", refusals.words(e));
        }
        return back(campaign, number);
    }

    @PostMapping("/elsewhere")
    String elsewhere(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @RequestParam String unit,
            @RequestParam Channel channel,
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String remark,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes after)
            throws IOException {
        try {
            shares.prove(
                    actor,
                    campaign,
                    number,
                    new UnitKey(unit),
                    new Evidence.Elsewhere(
                            channel,
                            link.isBlank() ? null : link.strip(),
                            kept(actor, new UnitKey(unit), file),
                            instant(at),
                            remark));
            after.addFlashAttribute("said", refusals.say("evidence.recorded"));
        } catch (AssignmentRefused | FileRefused | ScannerAway e) {
            after.addFlashAttribute("refused", refusals.words(e));
            after.addFlashAttribute("typed", new Typed(unit, channel, link, at, remark));
        }
        return back(campaign, number);
    }

    @PostMapping("/retract")
    String retract(
            Actor actor,
            @PathVariable String campaign,
            @PathVariable int number,
            @RequestParam UUID evidence,
            RedirectAttributes after) {
        shares.retract(actor, campaign, evidence);
        after.addFlashAttribute("said", refusals.say("evidence.retracted"));
        return back(campaign, number);
    }

    /** The digest of a file that the library has taken; null without one. */
    private @Nullable String kept(Actor actor, UnitKey unit, @Nullable MultipartFile file)
            throws IOException {
        String name = file == null ? null : file.getOriginalFilename();
        return file == null || name == null || name.isEmpty()
                ? null
                : assets.add(actor, unit, name, Objects.requireNonNull(file).getInputStream())
                        .sha256()
                        .hex();
    }

    private @Nullable Instant instant(String typed) {
        try {
            return typed.isBlank()
                    ? null
                    : LocalDateTime.parse(typed.strip()).atZone(clock.getZone()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String back(String campaign, int number) {
        return "redirect:/workbench/assignments/" + campaign + "/" + number;
    }
}
