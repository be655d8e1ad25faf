package org.gongkai.content.workbench;

import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.reminder.ReminderLine;
import org.gongkai.content.reminder.ReminderRounds;
import org.gongkai.content.reminder.Reminders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;
import java.util.Map;

/** What the reader has to do and was reminded of, and who was told of what (催办). */
@Controller
class RemindersPage {
    private static final int SIZE = 50;

    private final Reminders reminders;
    private final ReminderRounds rounds;
    private final Names names;
    private final Refusals refusals;

    RemindersPage(Reminders reminders, ReminderRounds rounds, Names names, Refusals refusals) {
        this.reminders = reminders;
        this.rounds = rounds;
        this.names = names;
        this.refusals = refusals;
    }

    /**
     * A duty that is not done, as a list shows it.
     *
     * @param left working days; negative once they have passed
     * @param daysLate the same as a positive number
     */
    record Item(
            String kind,
            String what,
            String page,
            String unit,
            String due,
            long left,
            long daysLate) {}

    /** A step that people were told of, as the log shows it. */
    record Line(
            String at,
            String step,
            String kind,
            String what,
            String page,
            String unit,
            String due,
            boolean open,
            List<To> to) {}

    /** Whom it was told to. */
    record To(String name, String state, @Nullable String sent, @Nullable String failure) {}

    @GetMapping("/workbench/reminders")
    String list(Actor actor, @RequestParam(defaultValue = "1") int page, Model model) {
        if (!Reminders.concern(actor)) {
            throw new NotAllowed("Reminders are for the people of units, office and supervision");
        }
        Page<ReminderLine> found = reminders.list(actor, null, Math.max(1, page), SIZE);
        Map<String, String> units = names.units();
        model.addAttribute("items", items(reminders.waiting(actor), names));
        model.addAttribute("lines", found.items().stream().map(line -> line(line, units)).toList());
        model.addAttribute("oversees", Reminders.oversees(actor));
        model.addAttribute("mayRemind", actor.holds(Role.OFFICE_REVIEWER));
        model.addAttribute("lettersAreSent", reminders.lettersAreSent());
        model.addAttribute("daysOffAreKnown", reminders.daysOffAreKnown());
        model.addAttribute("total", found.total());
        model.addAttribute("page", found.page());
        model.addAttribute("pages", found.pages());
        return "workbench/reminders";
    }

    @PostMapping("/workbench/reminders")
    String remind(Actor actor, RedirectAttributes after) {
        ReminderRounds.Round round = rounds.make(actor);
        if (!round.workingDay()) {
            after.addFlashAttribute("refused", refusals.say("reminder.dayOff"));
        } else if (round.failed() > 0) {
            after.addFlashAttribute(
                    "refused",
                    refusals.say(
                            "reminder.failed", round.reminders(), round.sent(), round.failed()));
        } else {
            after.addFlashAttribute(
                    "said", refusals.say("reminder.made", round.reminders(), round.sent()));
        }
        return "redirect:/workbench/reminders";
    }

    static List<Item> items(List<ReminderLine> waiting, Names names) {
        Map<String, String> units = waiting.isEmpty() ? Map.of() : names.units();
        return waiting.stream()
                .map(
                        line ->
                                new Item(
                                        line.kind().name(),
                                        line.what(),
                                        line.page(),
                                        units.getOrDefault(line.unit(), line.unit()),
                                        line.due().toString(),
                                        line.workingDaysLeft(),
                                        -line.workingDaysLeft()))
                .toList();
    }

    private Line line(ReminderLine line, Map<String, String> units) {
        return new Line(
                names.time(line.at()),
                line.step().name(),
                line.kind().name(),
                line.what(),
                line.page(),
                units.getOrDefault(line.unit(), line.unit()),
                line.due().toString(),
                line.open(),
                line.letters().stream()
                        .map(
                                letter ->
                                        new To(
                                                letter.name(),
                                                letter.state(),
                                                letter.sentAt() == null
                                                        ? null
                                                        : names.time(letter.sentAt()),
                                                letter.failure()))
                        .toList());
    }
}
