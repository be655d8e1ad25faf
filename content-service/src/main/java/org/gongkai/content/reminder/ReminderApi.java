package org.gongkai.content.reminder;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

@RestController
@RequestMapping("/api/v1/reminders")
@Tag(
        name = "Reminders",
        description = "Who was told of what is due: each step of each duty once, on working days.")
class ReminderApi {
    private final Reminders reminders;
    private final ReminderRounds rounds;

    ReminderApi(Reminders reminders, ReminderRounds rounds) {
        this.reminders = reminders;
        this.rounds = rounds;
    }

    @GetMapping
    @Operation(
            summary =
                    "What was told, the newest first: to the office and supervisors all, to others their own")
    Page<ReminderLine> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String campaign,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int size) {
        return reminders.list(actor, campaign, page, size);
    }

    @GetMapping("/waiting")
    @Operation(
            summary =
                    "What has come to be told, is not done and is mine to do, the most urgent first")
    List<ReminderLine> waiting(Actor actor) {
        return reminders.waiting(actor);
    }

    @PostMapping("/rounds")
    @Operation(
            summary =
                    "Remind people now of what is due, once each as always; for the office. On a day off nothing is done")
    ReminderRounds.Round make(Actor actor) {
        return rounds.make(actor);
    }
}
