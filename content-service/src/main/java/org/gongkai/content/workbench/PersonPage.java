package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.gongkai.content.people.EmailAddress;
import org.gongkai.content.people.EmailAddresses;
import org.gongkai.content.people.NoSuchPerson;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Taken;
import org.gongkai.content.people.UnitKey;
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

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One person: name, roles, password, and whether the account works. For administrators. */
@Controller
@RequestMapping("/workbench/people/{id}")
class PersonPage {
    private final People people;
    private final EmailAddresses emails;
    private final Names names;
    private final Refusals refusals;

    PersonPage(People people, EmailAddresses emails, Names names, Refusals refusals) {
        this.people = people;
        this.emails = emails;
        this.names = names;
        this.refusals = refusals;
    }

    /** A role that the person holds, as a form names it and in words. */
    record Held(String value, String words) {}

    /** Something that was asked for. */
    private interface Act {
        void run();
    }

    @GetMapping
    String show(Actor actor, @PathVariable UUID id, Model model) {
        return page(actor, new PersonId(id), model);
    }

    @PostMapping
    String change(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean active,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        PersonId person = new PersonId(id);
        return done(
                () -> people.change(actor, person, name, active),
                actor,
                person,
                model,
                response,
                after);
    }

    @PostMapping("/grants")
    String grant(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam Role role,
            @RequestParam(defaultValue = "") String unit,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        PersonId person = new PersonId(id);
        if (role.perUnit() && unit.isEmpty()) {
            return refused(actor, person, "UNIT", model, response);
        }
        Actor.Grant grant = new Actor.Grant(role, role.perUnit() ? new UnitKey(unit) : null);
        return done(
                () -> people.grant(actor, person, grant), actor, person, model, response, after);
    }

    @PostMapping("/revocations")
    String revoke(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String grant,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        PersonId person = new PersonId(id);
        Actor.Grant held = Grants.of(grant);
        return done(
                () -> people.revoke(actor, person, held), actor, person, model, response, after);
    }

    @PostMapping("/password")
    String password(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        PersonId person = new PersonId(id);
        return done(
                () -> people.setPassword(actor, person, password),
                actor,
                person,
                model,
                response,
                after);
    }

    /** An empty address removes it. */
    @PostMapping("/email")
    String email(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String email,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        PersonId person = new PersonId(id);
        @Nullable EmailAddress address = null;
        if (!email.isBlank()) {
            try {
                address = new EmailAddress(email.strip());
            } catch (IllegalArgumentException e) {
                return refused(actor, person, "EMAIL", model, response);
            }
        }
        @Nullable EmailAddress to = address;
        return done(() -> emails.set(actor, person, to), actor, person, model, response, after);
    }

    /** An empty account says that this one belongs to a person of its own. */
    @PostMapping("/same-as")
    String sameAs(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String account,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        PersonId person = new PersonId(id);
        @Nullable PersonId main = null;
        if (!account.isBlank()) {
            main = people.find(account.strip()).map(Person::id).orElse(null);
            if (main == null) {
                return refused(actor, person, "NOBODY", model, response);
            }
        }
        @Nullable PersonId of = main;
        return done(() -> people.sameAs(actor, person, of), actor, person, model, response, after);
    }

    private String done(
            Act act,
            Actor actor,
            PersonId person,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        Administration.requireAdministrator(actor, "Changing persons");
        try {
            act.run();
        } catch (NotAllowed e) {
            return refused(actor, person, "ANOTHER", model, response);
        } catch (Taken e) {
            return refused(actor, person, "SEPARATE", model, response);
        } catch (IllegalArgumentException e) {
            return refused(actor, person, "FORM", model, response);
        }
        after.addFlashAttribute("said", refusals.say("person.changed"));
        return "redirect:/workbench/people/" + person.value();
    }

    private String refused(
            Actor actor, PersonId person, String why, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", refusals.say("person.refused." + why));
        return page(actor, person, model);
    }

    private String page(Actor actor, PersonId id, Model model) {
        Administration.requireAdministrator(actor, "The list of people");
        Person person = people.find(id).orElseThrow(() -> new NoSuchPerson(id));
        Map<String, String> units = names.units();
        List<Held> held =
                person.grants().stream()
                        .sorted(Grants.ORDER)
                        .map(
                                grant ->
                                        new Held(
                                                Grants.text(grant),
                                                names.role(grant.role(), grant.unit(), units)))
                        .toList();
        model.addAttribute("person", person);
        model.addAttribute("held", held);
        model.addAttribute("email", emails.of(actor, id).map(EmailAddress::value).orElse(""));
        model.addAttribute("roles", Role.values());
        model.addAttribute("units", units);
        model.addAttribute("myself", actor.id().equals(id));
        PersonId main = person.sameAs();
        model.addAttribute(
                "mainAccount",
                main == null ? "" : people.find(main).map(Person::account).orElse(""));
        return "workbench/person";
    }
}
