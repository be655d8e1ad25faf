package org.gongkai.content.workbench;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.routing.RouteDefinition;
import org.gongkai.content.routing.RoutingContent;
import org.gongkai.content.routing.RoutingRule;
import org.gongkai.content.routing.Routings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which way documents go: the routing in force, what was proposed, and what that would change. */
@Controller
class RoutingPage {
    private static final int SHOWN = 20;

    private final Routings routings;
    private final ProposalCards cards;
    private final Names names;

    RoutingPage(Routings routings, ProposalCards cards, Names names) {
        this.routings = routings;
        this.cards = cards;
        this.names = names;
    }

    /** A stage and the working days that it has. */
    record Step(ReviewStage stage, int days) {}

    record Route(String key, List<Step> steps, List<ReviewStage> notified) {
        static Route of(String key, RouteDefinition definition) {
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < definition.stages().size(); i++) {
                steps.add(new Step(definition.stages().get(i), definition.allowances().get(i)));
            }
            return new Route(key, steps, definition.notified());
        }
    }

    /** A rule; what is null stands for everything. */
    record Rule(
            @Nullable String section,
            @Nullable String kind,
            @Nullable Boolean continuing,
            String route) {}

    /** What a routing says. */
    record Content(List<Rule> rules, List<Route> routes) {}

    /**
     * What would change for a section.
     *
     * @param kinds for which kinds; empty for all
     */
    record Change(String section, List<String> kinds, Route from, Route to) {}

    /** A proposal; what it says and changes is shown while it is open. */
    record Shown(ProposalCards.Card card, @Nullable Content content, List<Change> changes) {}

    @GetMapping("/workbench/routing")
    String list(Actor actor, Model model) {
        Map<String, String> sections = names.sections();
        model.addAttribute("inForce", content(routings.current(), sections));
        model.addAttribute(
                "proposals",
                routings.newest(SHOWN).stream()
                        .map(routing -> shown(actor, routing, sections))
                        .toList());
        return "workbench/routing";
    }

    @PostMapping("/workbench/routing/{id}/approve")
    String approve(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam String digest,
            RedirectAttributes after) {
        cards.approve(() -> routings.approve(actor, id, new Digest(digest)), after);
        return "redirect:/workbench/routing";
    }

    private Shown shown(Actor actor, Proposal routing, Map<String, String> sections) {
        return new Shown(
                cards.card(actor, routing),
                routing.open() ? content(routing, sections) : null,
                routing.open() ? changes(routing, sections) : List.of());
    }

    private Content content(Proposal routing, Map<String, String> sections) {
        RoutingContent content = routings.content(routing.id());
        return new Content(
                content.rules().stream().map(rule -> rule(rule, sections)).toList(),
                content.routes().entrySet().stream()
                        .map(entry -> Route.of(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private Rule rule(RoutingRule rule, Map<String, String> sections) {
        String section = rule.section();
        return new Rule(
                section == null ? null : sections.getOrDefault(section, section),
                rule.kind() == null ? null : names.kind(rule.kind()),
                rule.continuing(),
                rule.route());
    }

    /** Kinds of a section that change alike share a line. */
    private List<Change> changes(Proposal routing, Map<String, String> sections) {
        List<Change> changes = new ArrayList<>();
        int kinds = routings.kinds();
        List<String> alike = new ArrayList<>();
        List<Routings.Change> all = routings.changes(routing.id());
        for (int i = 0; i < all.size(); i++) {
            Routings.Change change = all.get(i);
            alike.add(names.kind(change.kind()));
            if (i + 1 < all.size() && alike(change, all.get(i + 1))) {
                continue;
            }
            changes.add(
                    new Change(
                            sections.getOrDefault(change.section(), change.section()),
                            alike.size() == kinds ? List.of() : List.copyOf(alike),
                            Route.of(change.before(), change.from()),
                            Route.of(change.after(), change.to())));
            alike.clear();
        }
        return changes;
    }

    private static boolean alike(Routings.Change one, Routings.Change other) {
        return one.section().equals(other.section())
                && one.from().equals(other.from())
                && one.to().equals(other.to());
    }
}
