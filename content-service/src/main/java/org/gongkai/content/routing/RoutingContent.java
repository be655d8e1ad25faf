package org.gongkai.content.routing;

import org.gongkai.content.canonical.CanonicalJson;
import org.gongkai.content.proposal.ProposalForm;
import org.gongkai.content.review.ReviewStage;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All routes and the rules that choose among them; docs/model.md has the members of its canonical
 * form {@code gongkai-routing/1}. Rules are read in order and the first that matches decides, so
 * the last one matches everything and none stands behind one that leaves nothing to it. The
 * matching itself is SQL ({@code rule_for}).
 */
public record RoutingContent(Map<String, RouteDefinition> routes, List<RoutingRule> rules) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final int MOST_ROUTES = 100;
    private static final int MOST_RULES = 1000;

    public RoutingContent {
        routes = Collections.unmodifiableMap(new TreeMap<>(routes));
        rules = List.copyOf(rules);
        if (routes.isEmpty() || routes.size() > MOST_ROUTES || rules.size() > MOST_RULES) {
            throw new IllegalArgumentException(
                    "A routing has 1 to %d routes and at most %d rules"
                            .formatted(MOST_ROUTES, MOST_RULES));
        }
        routes.forEach(RoutingContent::requireLawful);
        for (int i = 0; i < rules.size(); i++) {
            requireLawful(routes, rules, i);
        }
        if (rules.isEmpty() || !rules.getLast().matchesEverything()) {
            throw new IllegalArgumentException(
                    "The last rule of a routing matches everything: its section, kind and continuing are null");
        }
    }

    /** Reads a canonical form that was approved or is proposed. */
    static RoutingContent of(byte[] canonicalForm) {
        JsonNode json = JSON.readTree(canonicalForm);
        Map<String, RouteDefinition> routes = new TreeMap<>();
        json.path("routes")
                .properties()
                .forEach(
                        route ->
                                routes.put(
                                        route.getKey(),
                                        new RouteDefinition(
                                                stages(route.getValue().path("stages")),
                                                numbers(route.getValue().path("allowances")),
                                                stages(route.getValue().path("notified")))));
        List<RoutingRule> rules = new ArrayList<>();
        json.path("rules").forEach(rule -> rules.add(JSON.treeToValue(rule, RoutingRule.class)));
        return new RoutingContent(routes, rules);
    }

    /** The bytes that people approve. */
    public byte[] canonicalForm() {
        Map<String, Object> definitions = new TreeMap<>();
        routes.forEach((key, route) -> definitions.put(key, route.json()));
        return CanonicalJson.bytes(
                Map.of(
                        "form",
                        ProposalForm.ROUTING.key(),
                        "routes",
                        definitions,
                        "rules",
                        rules.stream().map(RoutingRule::json).toList()));
    }

    private static void requireLawful(String key, RouteDefinition route) {
        if (!SYNTAX.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "Not a review route's key (lower-case letters, digits, hyphens, at most 32): "
                            + key);
        }
        route.requireLawful(key);
    }

    private static void requireLawful(
            Map<String, RouteDefinition> routes, List<RoutingRule> rules, int index) {
        RoutingRule rule = rules.get(index);
        if (!routes.containsKey(rule.route())) {
            throw new IllegalArgumentException(
                    "Rule %d goes to the route %s, which the routing does not have; it has %s"
                            .formatted(
                                    index + 1, rule.route(), String.join(", ", routes.keySet())));
        }
        for (int before = 0; before < index; before++) {
            if (rules.get(before).covers(rule)) {
                throw new IllegalArgumentException(
                        "Rule %d never decides anything, because rule %d matches all that it does; put it before that one or leave it out"
                                .formatted(index + 1, before + 1));
            }
        }
    }

    private static List<ReviewStage> stages(JsonNode names) {
        return names.valueStream().map(name -> ReviewStage.valueOf(name.asString())).toList();
    }

    private static List<Integer> numbers(JsonNode numbers) {
        return numbers.valueStream().map(JsonNode::asInt).toList();
    }
}
