package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.gongkai.content.people.NewPerson;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Taken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Everyone with an account, and what each may do. For administrators. */
@Controller
@RequestMapping("/workbench/people")
class PeoplePage {
    private static final int SIZE = 50;

    private final People people;
    private final Names names;
    private final Refusals refusals;

    PeoplePage(People people, Names names, Refusals refusals) {
        this.people = people;
        this.names = names;
        this.refusals = refusals;
    }

    /** A person as the list shows one. */
    record Line(UUID id, String name, String account, boolean active, List<String> roles) {}

    /**
     * What the list shows; null or empty means all.
     *
     * @param q a part of the name or of the account
     */
    record Filter(String q, @Nullable Role role, @Nullable String unit, @Nullable Boolean active) {
        boolean matches(Person person) {
            String part = q.strip().toLowerCase(Locale.ROOT);
            return (part.isEmpty()
                            || person.account().contains(part)
                            || person.name().toLowerCase(Locale.ROOT).contains(part))
                    && (active == null || active == person.active())
                    && (role == null && (unit == null || unit.isEmpty())
                            || person.grants().stream().anyMatch(this::matches));
        }

        private boolean matches(Actor.Grant grant) {
            var of = grant.unit();
            return (role == null || role == grant.role())
                    && (unit == null || unit.isEmpty() || of != null && unit.equals(of.value()));
        }

        /** Where this list is. */
        String address() {
            return UriComponentsBuilder.fromPath("/workbench/people")
                    .queryParam("q", "{q}")
                    .queryParam("role", role == null ? "" : role)
                    .queryParam("unit", "{unit}")
                    .queryParam("active", active == null ? "" : active)
                    .encode()
                    .buildAndExpand(q, unit == null ? "" : unit)
                    .toUriString();
        }
    }

    /** What was typed of a new person; the password is never shown again. */
    record Typed(String account, String name) {
        static final Typed NOTHING = new Typed("", "");
    }

    @GetMapping
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        return page(actor, new Filter(q, role, unit, active), page, Typed.NOTHING, model);
    }

    @PostMapping
    String add(
            Actor actor,
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        NewPerson person;
        try {
            person = new NewPerson(account.strip(), name, password.isEmpty() ? null : password);
        } catch (IllegalArgumentException e) {
            return refused(actor, new Typed(account, name), "FORM", model, response);
        }
        try {
            UUID id = people.add(actor, person).value();
            after.addFlashAttribute("said", refusals.say("person.added", person.name()));
            return "redirect:/workbench/people/" + id;
        } catch (Taken e) {
            return refused(actor, new Typed(account, name), "TAKEN", model, response);
        }
    }

    private String refused(
            Actor actor, Typed typed, String why, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", refusals.say("person.refused." + why));
        return page(actor, new Filter("", null, null, null), 1, typed, model);
    }

    private String page(Actor actor, Filter filter, int asked, Typed typed, Model model) {
        Administration.requireAdministrator(actor, "The list of people");
        Map<String, String> units = names.units();
        List<Person> found = people.all().stream().filter(filter::matches).toList();
        int pages = Math.max(1, Math.ceilDiv(found.size(), SIZE));
        int page = Math.clamp(asked, 1, pages);
        model.addAttribute("filter", filter);
        model.addAttribute("typed", typed);
        model.addAttribute("roles", Role.values());
        model.addAttribute("units", units);
        model.addAttribute("total", found.size());
        model.addAttribute("page", page);
        model.addAttribute("pages", pages);
        model.addAttribute("address", filter.address());
        model.addAttribute(
                "lines",
                found.stream()
                        .skip((page - 1L) * SIZE)
                        .limit(SIZE)
                        .map(person -> line(person, units))
                        .toList());
        return "workbench/people";
    }

    private Line line(Person person, Map<String, String> units) {
        return new Line(
                person.id().value(),
                person.name(),
                person.account(),
                person.active(),
                person.grants().stream()
                        .sorted(Grants.ORDER)
                        .map(grant -> names.role(grant.role(), grant.unit(), units))
                        .toList());
    }
}
