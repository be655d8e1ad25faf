package org.gongkai.content.routing;

import org.gongkai.content.people.Role;
import org.gongkai.content.people.TestPeople;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.review.ReviewStage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts routings in force for tests, through the rules. */
@TestComponent
public class TestRoutings {
    @Autowired private Routings routings;
    @Autowired private TestPeople people;

    /** Sends what is opened in this section from now on through these stages, and no other. */
    public void send(String section, ReviewStage... stages) {
        putInForce(through(section, stages));
    }

    /** Proposes to do so. */
    public Proposal propose(String section, ReviewStage... stages) {
        return routings.propose(people.person(Role.OFFICE_REVIEWER), through(section, stages));
    }

    /** Sends what is opened in this section from now on along a route that is in force. */
    public void send(String section, String route) {
        putInForce(with(Map.of(), new RoutingRule(section, null, null, route)));
    }

    private RoutingContent through(String section, ReviewStage... stages) {
        String key =
                Arrays.stream(stages)
                        .map(stage -> stage.name().substring(0, 1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("-"));
        RouteDefinition route = new RouteDefinition(List.of(stages), List.of(), List.of());
        return with(Map.of(key, route), new RoutingRule(section, null, null, key));
    }

    /** What is in force, with other routes and with rules that come first. */
    RoutingContent with(Map<String, RouteDefinition> routes, RoutingRule... first) {
        RoutingContent now = routings.content(routings.current().id());
        Map<String, RouteDefinition> all = new TreeMap<>(now.routes());
        all.putAll(routes);
        List<RoutingRule> rules = new ArrayList<>(List.of(first));
        now.rules().stream()
                .filter(rule -> Arrays.stream(first).noneMatch(each -> each.covers(rule)))
                .forEach(rules::add);
        return new RoutingContent(all, rules);
    }

    /** Proposes it as one person, and approves it as two others. */
    Proposal putInForce(RoutingContent content) {
        Proposal proposed = routings.propose(people.person(Role.OFFICE_REVIEWER), content);
        routings.approve(people.person(Role.PUBLISHER), proposed.id(), proposed.digest());
        return routings.approve(
                people.person(Role.MUNICIPAL_REVIEWER), proposed.id(), proposed.digest());
    }
}
