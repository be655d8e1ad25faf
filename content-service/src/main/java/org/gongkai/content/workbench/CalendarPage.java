package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.campaign.WorkingDays;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Which days are worked: holidays and swapped working days, by year. Administrators set them. */
@Controller
@RequestMapping("/workbench/calendar")
class CalendarPage {
    private static final int MOST_DAYS = 31;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private final WorkingDays days;
    private final Refusals refusals;
    private final Clock clock;

    CalendarPage(WorkingDays days, Refusals refusals, Clock clock) {
        this.days = days;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** A day that is otherwise than its weekday says. */
    record Line(LocalDate day, String weekday, boolean working, String name) {}

    /**
     * What was typed.
     *
     * @param until the last day; empty for one day
     */
    record Typed(String from, String until, boolean working, String name) {}

    @GetMapping
    String year(
            Actor actor,
            @RequestParam(required = false) @Nullable Integer year,
            Locale locale,
            Model model) {
        return page(
                actor,
                year == null ? LocalDate.now(clock).getYear() : year,
                new Typed("", "", false, ""),
                locale,
                model);
    }

    @PostMapping
    String set(
            Actor actor,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "false") boolean working,
            @RequestParam(defaultValue = "") String name,
            Locale locale,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        Typed typed = new Typed(from, until, working, name);
        List<LocalDate> chosen = chosen(typed);
        if (chosen.isEmpty()) {
            return refused(actor, typed, "DAYS", locale, model, response);
        }
        List<WorkingDays.ExceptionalDay> exceptions;
        try {
            exceptions =
                    chosen.stream()
                            .map(day -> new WorkingDays.ExceptionalDay(day, working, name.strip()))
                            .toList();
        } catch (IllegalArgumentException e) {
            return refused(actor, typed, "NAME", locale, model, response);
        }
        days.put(actor, exceptions);
        after.addFlashAttribute("said", refusals.say("calendar.said", exceptions.size()));
        return back(chosen.getFirst());
    }

    @PostMapping("/{day}/remove")
    String remove(Actor actor, @PathVariable LocalDate day, RedirectAttributes after) {
        days.remove(actor, day);
        after.addFlashAttribute("said", refusals.say("calendar.removed"));
        return back(day);
    }

    private static String back(LocalDate day) {
        return "redirect:/workbench/calendar?year=" + day.getYear();
    }

    private String refused(
            Actor actor,
            Typed typed,
            String why,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", refusals.say("calendar.refused." + why, MOST_DAYS));
        return page(actor, LocalDate.now(clock).getYear(), typed, locale, model);
    }

    private String page(Actor actor, int asked, Typed typed, Locale locale, Model model) {
        int year = Math.clamp(asked, FIRST_YEAR, LAST_YEAR);
        model.addAttribute("year", String.valueOf(year));
        model.addAttribute("before", Math.max(FIRST_YEAR, year - 1));
        model.addAttribute("after", Math.min(LAST_YEAR, year + 1));
        model.addAttribute("maySet", actor.holds(Role.ADMINISTRATOR));
        model.addAttribute("typed", typed);
        model.addAttribute(
                "lines", days.exceptions(year).stream().map(day -> line(day, locale)).toList());
        return "workbench/calendar";
    }

    private static Line line(WorkingDays.ExceptionalDay day, Locale locale) {
        return new Line(
                day.day(),
                day.day().getDayOfWeek().getDisplayName(TextStyle.SHORT, locale),
                day.working(),
                day.name());
    }

    /** The days from the first to the last; empty if they are none, or too many. */
    private static List<LocalDate> chosen(Typed typed) {
        try {
            LocalDate first = LocalDate.parse(typed.from());
            LocalDate last = typed.until().isBlank() ? first : LocalDate.parse(typed.until());
            boolean some =
                    first.getYear() >= FIRST_YEAR
                            && last.getYear() <= LAST_YEAR
                            && !last.isBefore(first)
                            && last.isBefore(first.plusDays(MOST_DAYS));
            return some ? first.datesUntil(last.plusDays(1)).toList() : List.of();
        } catch (DateTimeException e) {
            return List.of();
        }
    }
}
