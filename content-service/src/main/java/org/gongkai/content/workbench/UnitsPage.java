package org.gongkai.content.workbench;

import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Administration;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.Taken;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
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

/** The units (单位) and who holds a role in each. For administrators. */
@Controller
@RequestMapping("/workbench/units")
class UnitsPage {
    private final Units units;
    private final People people;
    private final Refusals refusals;

    UnitsPage(Units units, People people, Refusals refusals) {
        this.units = units;
        this.people = people;
        this.refusals = refusals;
    }

    /** A unit as the page shows it. */
    record Line(String key, String name, Unit.Kind kind, List<String> members) {}

    /** What was typed. */
    record Typed(String key, String name, Unit.Kind kind) {
        static final Typed NOTHING = new Typed("", "", Unit.Kind.DEPARTMENT);
    }

    @GetMapping
    String list(Actor actor, Model model) {
        return page(actor, Typed.NOTHING, model);
    }

    @PostMapping
    String add(
            Actor actor,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam Unit.Kind kind,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        Typed typed = new Typed(key, name, kind);
        Unit unit;
        try {
            unit = new Unit(new UnitKey(key.strip()), name, kind);
        } catch (IllegalArgumentException e) {
            return refused(actor, typed, "FORM", model, response);
        }
        try {
            units.add(actor, unit);
        } catch (Taken e) {
            return refused(actor, typed, "TAKEN", model, response);
        }
        after.addFlashAttribute("said", refusals.say("unit.added", unit.name()));
        return "redirect:/workbench/units";
    }

    @PostMapping("/{key}")
    String change(
            Actor actor,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam Unit.Kind kind,
            Model model,
            HttpServletResponse response,
            RedirectAttributes after) {
        Unit unit;
        try {
            unit = new Unit(new UnitKey(key), name, kind);
        } catch (IllegalArgumentException e) {
            return refused(actor, Typed.NOTHING, "FORM", model, response);
        }
        try {
            units.change(actor, unit);
        } catch (Taken e) {
            return refused(actor, Typed.NOTHING, "TAKEN", model, response);
        }
        after.addFlashAttribute("said", refusals.say("unit.changed", unit.name()));
        return "redirect:/workbench/units";
    }

    private String refused(
            Actor actor, Typed typed, String why, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refused", refusals.say("unit.refused." + why));
        return page(actor, typed, model);
    }

    private String page(Actor actor, Typed typed, Model model) {
        Administration.requireAdministrator(actor, "The list of units");
        model.addAttribute("typed", typed);
        model.addAttribute("unitKinds", Unit.Kind.values());
        List<Person> active = people.all().stream().filter(Person::active).toList();
        model.addAttribute("lines", units.all().stream().map(unit -> line(unit, active)).toList());
        return "workbench/units";
    }

    private static Line line(Unit unit, List<Person> active) {
        List<String> members =
                active.stream()
                        .filter(person -> holdsIn(person, unit.key()))
                        .map(Person::name)
                        .sorted()
                        .toList();
        return new Line(unit.key().value(), unit.name(), unit.kind(), members);
    }

    private static boolean holdsIn(Person person, UnitKey unit) {
        return person.grants().stream().anyMatch(grant -> unit.equals(grant.unit()));
    }
}
