package org.gongkai.content.workbench;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.AuditSearch;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.story.Story;
import org.gongkai.content.story.Storyteller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The audit trail as a story, the newest first. Supervisors read all of it, administrators what
 * they answer for: people, units, sections, files that were refused.
 */
@Controller
class AuditPage {
    private static final int SIZE = 50;

    private final AuditSearch search;
    private final Storyteller storyteller;
    private final Names names;
    private final Clock clock;

    AuditPage(AuditSearch search, Storyteller storyteller, Names names, Clock clock) {
        this.search = search;
        this.storyteller = storyteller;
        this.names = names;
        this.clock = clock;
    }

    /**
     * A line of the story.
     *
     * @param document the document that it is about; null for what belongs to none
     */
    record Line(String at, String sentence, @Nullable String document, String detail) {}

    @GetMapping("/workbench/audit")
    String story(
            Actor actor,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "false") boolean system,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            Locale locale,
            Model model) {
        boolean all = actor.holds(Role.SUPERVISOR);
        if (!all && !actor.holds(Role.ADMINISTRATOR)) {
            throw new NotAllowed("The audit trail is for supervisors and administrators");
        }
        LocalDate last = day(until);
        AuditSearch.Page page =
                search.find(
                        new AuditSearch.Filter(
                                system || !all ? AuditLog.SYSTEM : null,
                                account.strip(),
                                action.strip(),
                                start(day(from)),
                                start(last == null ? null : last.plusDays(1))),
                        before,
                        SIZE);
        List<Story> stories = storyteller.tell(page.entries(), locale);
        model.addAttribute(
                "lines",
                IntStream.range(0, stories.size())
                        .mapToObj(i -> line(stories.get(i), page.entries().get(i)))
                        .toList());
        model.addAttribute("next", page.next());
        model.addAttribute("whole", all);
        model.addAttribute("account", account);
        model.addAttribute("action", action);
        Map<String, String> actions = new LinkedHashMap<>();
        search.actions().forEach(each -> actions.put(each, storyteller.did(each, locale)));
        model.addAttribute("actions", actions);
        model.addAttribute("from", from);
        model.addAttribute("until", until);
        model.addAttribute("system", system);
        model.addAttribute("people", names.people());
        model.addAttribute(
                "address",
                UriComponentsBuilder.fromPath("/workbench/audit")
                        .queryParam("account", "{account}")
                        .queryParam("action", "{action}")
                        .queryParam("from", "{from}")
                        .queryParam("until", "{until}")
                        .queryParam("system", system)
                        .encode()
                        .buildAndExpand(account, action, from, until)
                        .toUriString());
        return "workbench/audit";
    }

    private Line line(Story story, AuditEntry entry) {
        return new Line(
                names.time(story.at()),
                story.sentence(),
                entry.chain().equals(AuditLog.SYSTEM) ? null : entry.chain(),
                entry.detail());
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isBlank() ? null : LocalDate.parse(typed);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Not a day: " + typed, e);
        }
    }

    private @Nullable Instant start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(clock.getZone()).toInstant();
    }
}
