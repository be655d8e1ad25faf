package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Delegation;
import org.gongkai.content.people.DelegationRefused;
import org.gongkai.content.people.Delegations;
import org.gongkai.content.people.NoSuchDelegation;
import org.gongkai.content.people.NoSuchPerson;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who decides for whom: what one handed over and was handed, and everybody's for administrators.
 */
@Controller
class DelegationsPage {
    private static final int MOST_DAYS = (int) Delegations.LONGEST.toDays();

    private final Delegations delegations;
    private final Names names;
    private final Refusals refusals;
    private final Clock clock;

    DelegationsPage(Delegations delegations, Names names, Refusals refusals, Clock clock) {
        this.delegations = delegations;
        this.names = names;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** A delegation as the page shows it. */
    record Line(
            UUID id,
            String from,
            String to,
            String role,
            String reason,
            String start,
            String end,
            String state,
            boolean endable) {}

    /** Some delegations under a heading: those that count or may count, and those that are over. */
    record Part(String key, List<Line> lines, List<Line> past) {}

    /**
     * What was typed.
     *
     * @param grant the role, and after a colon the unit
     * @param from the first day; empty for at once
     * @param until the last day
     */
    record Typed(String to, String grant, String reason, String from, String until) {
        static final Typed NOTHING = new Typed("", "", "", "", "");

        Actor.Grant role() {
            return Grants.of(grant);
        }
    }

    @GetMapping("/workbench/delegations")
    String list(Actor actor, Model model) {
        return page(actor, Typed.NOTHING, model);
    }

    @PostMapping("/workbench/delegations")
    String delegate(
            Actor actor,
            @RequestParam(defaultValue = "") String to,
            @RequestParam String grant,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        Typed typed = new Typed(to, grant, reason, from, until);
        try {
            delegations.delegate(actor, to, typed.role(), reason, start(from), end(until));
        } catch (DelegationRefused e) {
            return refused(actor, typed, e.why().name(), model, response);
        } catch (NoSuchPerson e) {
            return refused(actor, typed, "NOBODY", model, response);
        } catch (DateTimeException e) {
            return refused(actor, typed, "TIME", model, response);
        }
        after.addFlashAttribute("said", refusals.say("delegation.given.said"));
        return "redirect:/workbench/delegations";
    }

    @PostMapping("/workbench/delegations/{id}/end")
    String end(Actor actor, @PathVariable UUID id, RedirectAttributes after) {
        try {
            delegations.revoke(actor, id);
            after.addFlashAttribute("said", refusals.say("delegation.ended"));
        } catch (NoSuchDelegation e) {
            after.addFlashAttribute("refused", refusals.say("delegation.refused.NONE"));
        }
        return "redirect:/workbench/delegations";
    }

    private String refused(
            Actor actor, Typed typed, String why, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", refusals.say("delegation.refused." + why, MOST_DAYS));
        return page(actor, typed, model);
    }

    private String page(Actor actor, Typed typed, Model model) {
        Map<String, String> units = names.units();
        LocalDate today = LocalDate.now(clock);
        Map<String, String> roles = new LinkedHashMap<>();
        delegations
                .delegable(actor)
                .forEach(
                        grant ->
                                roles.put(
                                        Grants.text(grant),
                                        names.role(grant.role(), grant.unit(), units)));
        model.addAttribute("roles", roles);
        model.addAttribute("colleagues", roles.isEmpty() ? Map.of() : colleagues(actor, units));
        model.addAttribute("typed", typed);
        model.addAttribute("today", today);
        model.addAttribute("last", today.plusDays(MOST_DAYS - 1L));
        model.addAttribute("mostDays", MOST_DAYS);
        model.addAttribute("parts", parts(actor, units));
        return "workbench/delegations";
    }

    private List<Part> parts(Actor actor, Map<String, String> units) {
        List<Delegation> known = delegations.known(actor);
        Map<String, String> people = names.people();
        if (actor.holds(Role.ADMINISTRATOR)) {
            return List.of(part("all", known, one -> true, actor, people, units));
        }
        return List.of(
                part(
                        "given",
                        known,
                        one -> one.from().equals(actor.account()),
                        actor,
                        people,
                        units),
                part(
                        "received",
                        known,
                        one -> one.to().equals(actor.account()),
                        actor,
                        people,
                        units));
    }

    private Part part(
            String key,
            List<Delegation> known,
            Predicate<Delegation> which,
            Actor actor,
            Map<String, String> people,
            Map<String, String> units) {
        Map<Boolean, List<Line>> byEnd =
                known.stream()
                        .filter(which)
                        .collect(
                                Collectors.partitioningBy(
                                        one -> one.state().ended(),
                                        Collectors.mapping(
                                                one -> line(one, actor, people, units),
                                                Collectors.toList())));
        return new Part(
                key, byEnd.getOrDefault(false, List.of()), byEnd.getOrDefault(true, List.of()));
    }

    private Line line(
            Delegation one, Actor actor, Map<String, String> people, Map<String, String> units) {
        Instant revoked = one.revokedAt();
        return new Line(
                one.id(),
                people.getOrDefault(one.from(), one.from()),
                people.getOrDefault(one.to(), one.to()),
                names.role(one.role(), one.unit(), units),
                one.reason(),
                names.time(one.startsAt()),
                revoked == null ? names.until(one.endsAt()) : names.time(revoked),
                one.state().name(),
                !one.state().ended() && one.endableBy(actor));
    }

    /** Colleagues by account, with name, account and units, so that namesakes are told apart. */
    private Map<String, String> colleagues(Actor actor, Map<String, String> units) {
        Map<String, String> colleagues = new LinkedHashMap<>();
        for (Person person : delegations.colleagues(actor)) {
            String of =
                    person.grants().stream()
                            .flatMap(grant -> Stream.ofNullable(grant.unit()))
                            .map(unit -> units.getOrDefault(unit.value(), unit.value()))
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining("、"));
            colleagues.put(
                    person.account(),
                    person.name() + "（" + person.account() + (of.isEmpty() ? "" : "，" + of) + "）");
        }
        return colleagues;
    }

    private Instant start(String day) {
        Instant now = clock.instant();
        if (day.isBlank()) {
            return now;
        }
        Instant start = LocalDate.parse(day).atStartOfDay(clock.getZone()).toInstant();
        return start.isBefore(now) ? now : start;
    }

    private Instant end(String lastDay) {
        return LocalDate.parse(lastDay).plusDays(1).atStartOfDay(clock.getZone()).toInstant();
    }
}
