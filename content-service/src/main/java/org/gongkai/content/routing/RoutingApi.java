package org.gongkai.content.routing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.proposal.ProposalJson;
import org.gongkai.content.review.ReviewRoute;
import org.gongkai.content.review.ReviewStage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1")
@Tag(
        name = "Routing",
        description =
                "Which review route a new edition takes. An office reviewer proposes a routing, two"
                        + " other people approve it.")
class RoutingApi {
    private static final int SHOWN = 50;

    private final Routings routings;

    RoutingApi(Routings routings) {
        this.routings = routings;
    }

    /** A routing with what it says, and what would change if it came into force now. */
    record RoutingJson(
            ProposalJson proposal, RoutingContent content, List<Routings.Change> changes) {}

    record RouteJson(
            @NotNull List<String> stages,
            @Nullable List<@NotNull Integer> allowances,
            @Nullable List<String> notified) {
        RouteDefinition definition() {
            return new RouteDefinition(
                    stages(stages),
                    allowances == null ? List.of() : allowances,
                    notified == null ? List.of() : stages(notified));
        }

        private static List<ReviewStage> stages(List<String> names) {
            return names.stream().map(RouteJson::stage).toList();
        }

        private static ReviewStage stage(String name) {
            return Arrays.stream(ReviewStage.values())
                    .filter(stage -> stage.name().equals(name))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "There is no stage %s; there are %s"
                                                    .formatted(
                                                            name,
                                                            Arrays.toString(
                                                                    ReviewStage.values()))));
        }
    }

    record RuleJson(
            @Nullable String section,
            @Nullable String kind,
            @Nullable Boolean continuing,
            @NotNull String route) {
        RoutingRule rule() {
            return new RoutingRule(section, kind, continuing, route);
        }
    }

    record NewRouting(
            @NotNull Map<String, @Valid @NotNull RouteJson> routes,
            @NotNull List<@Valid @NotNull RuleJson> rules) {
        RoutingContent content() {
            Map<String, RouteDefinition> definitions = new TreeMap<>();
            routes.forEach((key, route) -> definitions.put(key, route.definition()));
            return new RoutingContent(definitions, rules.stream().map(RuleJson::rule).toList());
        }
    }

    record RoutingApproval(@NotNull String digest) {}

    /**
     * The routes and rules in force.
     *
     * @param way for the section and kind that were asked for; null if none were
     */
    record InForce(
            UUID routing,
            String digest,
            List<ReviewRoute> routes,
            List<RoutingRule> rules,
            Routings.@Nullable Way way) {}

    @GetMapping("/routings")
    @Operation(summary = "The newest proposals first")
    List<ProposalJson> newest() {
        return routings.newest(SHOWN).stream().map(ProposalJson::of).toList();
    }

    @GetMapping("/routings/current")
    @Operation(summary = "The routing in force")
    RoutingJson current() {
        return json(routings.current());
    }

    @GetMapping("/routings/{id}")
    @Operation(summary = "What a routing says, and what would change")
    RoutingJson one(@PathVariable UUID id) {
        return json(routings.get(id));
    }

    @GetMapping(path = "/routings/{id}/canonical", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The bytes that the digest names")
    byte[] canonical(@PathVariable UUID id) {
        return routings.canonicalForm(id);
    }

    @PostMapping("/routings")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Propose other routes and rules")
    ProposalJson propose(Actor actor, @Valid @RequestBody NewRouting routing) {
        return ProposalJson.of(routings.propose(actor, routing.content()));
    }

    @PostMapping("/routings/{id}/approvals")
    @Operation(summary = "Approve exactly the routing that the digest names")
    ProposalJson approve(
            Actor actor, @PathVariable UUID id, @Valid @RequestBody RoutingApproval approval) {
        return ProposalJson.of(routings.approve(actor, id, new Digest(approval.digest())));
    }

    @GetMapping("/review-routes")
    @Operation(summary = "The routes and rules in force; with section and kind, which way they go")
    InForce inForce(
            @RequestParam(required = false) @Nullable String section,
            @RequestParam(required = false) @Nullable String kind) {
        if ((section == null) != (kind == null)) {
            throw new IllegalArgumentException(
                    "Which way a document goes depends on section and kind; name both or none");
        }
        Proposal current = routings.current();
        return new InForce(
                current.id(),
                current.digest().hex(),
                routings.routes(),
                routings.content(current.id()).rules(),
                section == null || kind == null ? null : routings.way(section, kind));
    }

    private RoutingJson json(Proposal routing) {
        return new RoutingJson(
                ProposalJson.of(routing),
                routings.content(routing.id()),
                routing.open() ? routings.changes(routing.id()) : List.of());
    }
}
