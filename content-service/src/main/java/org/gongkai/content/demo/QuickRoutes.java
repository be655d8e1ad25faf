package org.gongkai.content.demo;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.People;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.routing.RouteDefinition;
import org.gongkai.content.routing.RoutingContent;
import org.gongkai.content.routing.Routings;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The demonstration's routes: those that come with the system, with one working day for each stage,
 * because its district began late. Two people approve them, as any routing.
 */
@Component
@Profile("demo")
class QuickRoutes {
    private static final String PROPOSER = "office.b";
    private static final List<String> APPROVERS = List.of("office.a", "publisher.b");

    private final Routings routings;
    private final People people;

    QuickRoutes(Routings routings, People people) {
        this.routings = routings;
        this.people = people;
    }

    void putInForce() {
        RoutingContent now = routings.content(routings.current().id());
        Map<String, RouteDefinition> quick = new TreeMap<>();
        now.routes()
                .forEach(
                        (key, route) ->
                                quick.put(
                                        key,
                                        new RouteDefinition(
                                                route.stages(),
                                                Collections.nCopies(route.stages().size(), 1),
                                                route.notified())));
        Proposal proposed =
                routings.propose(actor(PROPOSER), new RoutingContent(quick, now.rules()));
        for (String approver : APPROVERS) {
            routings.approve(actor(approver), proposed.id(), proposed.digest());
        }
    }

    private Actor actor(String account) {
        return people.actor(account)
                .orElseThrow(() -> new IllegalStateException("There is no " + account));
    }
}
