package org.gongkai.content.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.proposal.ProposalOvertaken;
import org.gongkai.content.proposal.ProposalSettled;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class RoutingApprovalsIT extends WholeApplication {
    private static final RouteDefinition OFFICE_ONLY =
            new RouteDefinition(List.of(ReviewStage.OFFICE_REVIEW), List.of(3), List.of());

    @Autowired private Routings routings;
    @Autowired private Sections sections;

    private final JdbcClient app = JdbcClient.create(DATABASE.app());
    private final JdbcClient owner = JdbcClient.create(DATABASE.owner());
    private final String section = "r" + UUID.randomUUID().toString().substring(0, 13);
    private RoutingContent shorter =
            new RoutingContent(
                    Map.of("x", OFFICE_ONLY), List.of(new RoutingRule(null, null, null, "x")));

    @BeforeEach
    void aSectionAndAProposalForIt() {
        sections.put(people.administrator(), new Section(section, null, null));
        shorter =
                routes.with(
                        Map.of(section, OFFICE_ONLY),
                        new RoutingRule(section, null, null, section));
    }

    @Test
    void itIsInForceWhenTwoOtherPeopleApprovedExactlyIt() {
        Proposal before = routings.current();
        Proposal proposed = routings.propose(people.person(Role.OFFICE_REVIEWER), shorter);
        assertThat(proposed.digest()).isEqualTo(Digest.of(shorter.canonicalForm()));
        assertThat(proposed.basedOn()).isEqualTo(before.id());

        assertThatThrownBy(
                        () ->
                                routings.approve(
                                        people.person(Role.PUBLISHER),
                                        proposed.id(),
                                        before.digest()))
                .isInstanceOf(ProposalSettled.class);
        routings.approve(people.person(Role.PUBLISHER), proposed.id(), proposed.digest());
        assertThat(stages("article")).hasSize(3);
        Proposal twice =
                routings.approve(
                        people.person(Role.MUNICIPAL_REVIEWER), proposed.id(), proposed.digest());

        assertThat(twice.approvedAt()).isNotNull();
        assertThat(routings.current()).isEqualTo(twice);
        assertThat(stages("article")).containsExactly(ReviewStage.OFFICE_REVIEW);
        assertThat(routings.way(section, "article").route().allowances()).containsExactly(3);
        assertThatThrownBy(
                        () ->
                                routings.approve(
                                        people.person(Role.PUBLISHER),
                                        proposed.id(),
                                        proposed.digest()))
                .isInstanceOf(ProposalSettled.class)
                .hasMessage("The routing is in force already");
    }

    @Test
    void theApiProposesShowsApprovesAndSaysWhichWayADocumentGoes() {
        String office = people.bearer(people.person(Role.OFFICE_REVIEWER));
        String proposal =
                """
                {"routes":{"standard":{"stages":["UNIT_REVIEW","OFFICE_REVIEW","MUNICIPAL_PRE_REVIEW"],"allowances":[1,2,4]},
                           "continuing":{"stages":["UNIT_REVIEW","OFFICE_REVIEW"],"notified":["MUNICIPAL_PRE_REVIEW"]}},
                 "rules":[{"section":"%s","kind":"notice","route":"continuing"},{"route":"standard"}]}
                """
                        .formatted(section);

        assertThat(post(office, "/api/v1/routings", proposal)).hasStatus(201);
        Proposal newest = routings.newest(1).getFirst();
        assertThat(
                        http.get()
                                .uri("/api/v1/routings/{id}", newest.id())
                                .header("Authorization", office))
                .hasStatusOk()
                .bodyText()
                .contains("\"digest\":\"" + newest.digest() + "\"")
                .contains(
                        "{\"section\":\""
                                + section
                                + "\",\"kind\":\"notice\",\"before\":\"standard\"");
        assertThat(
                        http.get()
                                .uri("/api/v1/routings/{id}/canonical", newest.id())
                                .header("Authorization", office))
                .bodyText()
                .satisfies(
                        bytes ->
                                assertThat(Digest.of(bytes.getBytes(StandardCharsets.UTF_8)))
                                        .isEqualTo(newest.digest()));
        for (Role role : List.of(Role.PUBLISHER, Role.MUNICIPAL_REVIEWER)) {
            assertThat(
                            post(
                                    people.bearer(people.person(role)),
                                    "/api/v1/routings/" + newest.id() + "/approvals",
                                    "{\"digest\":\"" + newest.digest() + "\"}"))
                    .hasStatusOk();
        }

        MvcTestResult way =
                http.get()
                        .uri("/api/v1/review-routes?section={section}&kind=notice", section)
                        .header("Authorization", office)
                        .exchange();
        assertThat(way).bodyJson().extractingPath("$.way.route.key").isEqualTo("continuing");
        assertThat(way).bodyJson().extractingPath("$.way.rule").isEqualTo(1);
        assertThat(way).bodyJson().extractingPath("$.routes.length()").isEqualTo(2);
        assertThat(
                        http.get()
                                .uri("/api/v1/review-routes?section={section}", section)
                                .header("Authorization", office))
                .hasStatus(400);
        assertThat(post(office, "/api/v1/review-routes", "{}")).hasStatus(405);
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMINISTRATOR", "SUPERVISOR", "EDITOR", "UNIT_REVIEWER"})
    void othersNeitherProposeNorApprove(Role role) {
        Actor actor = role.perUnit() ? people.person(role, people.unit()) : people.person(role);
        Proposal proposed = routings.propose(people.person(Role.OFFICE_REVIEWER), shorter);

        assertThatThrownBy(() -> routings.propose(actor, shorter)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> routings.approve(actor, proposed.id(), proposed.digest()))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void twoAccountsOfOnePersonCountOnce() {
        Actor proposer = people.person(Role.OFFICE_REVIEWER);
        Actor asPublisher = people.person(Role.PUBLISHER);
        Actor approver = people.person(Role.OFFICE_REVIEWER);
        Actor asMunicipal = people.person(Role.MUNICIPAL_REVIEWER);
        samePerson(asPublisher, proposer);
        samePerson(asMunicipal, approver);
        Proposal proposed = routings.propose(proposer, shorter);

        assertThatThrownBy(() -> routings.approve(asPublisher, proposed.id(), proposed.digest()))
                .isInstanceOf(NotAllowed.class);
        routings.approve(approver, proposed.id(), proposed.digest());
        assertThatThrownBy(() -> routings.approve(asMunicipal, proposed.id(), proposed.digest()))
                .isInstanceOf(ProposalSettled.class);

        refusedByTheDatabase(
                () -> approveBehindTheRules(asPublisher, proposed), "does not approve it");
        refusedByTheDatabase(() -> approveBehindTheRules(asMunicipal, proposed), "approved");
        assertThat(routings.get(proposed.id()).approvedBy()).containsExactly(approver.id());
    }

    @Test
    void anApprovalDoesNotCountWhenItTurnsOutToBeTheProposers() {
        Actor proposer = people.person(Role.OFFICE_REVIEWER);
        Actor other = people.person(Role.PUBLISHER);
        Proposal proposed = routings.propose(proposer, shorter);
        routings.approve(other, proposed.id(), proposed.digest());
        samePerson(other, proposer);

        Proposal twice =
                routings.approve(people.person(Role.PUBLISHER), proposed.id(), proposed.digest());
        assertThat(twice.approvedBy()).hasSize(2);
        assertThat(twice.approvedAt()).isNull();
        refusedByTheDatabase(() -> putInForceBehindTheRules(proposed), "needs the approval of two");

        assertThat(
                        routings.approve(
                                        people.person(Role.MUNICIPAL_REVIEWER),
                                        proposed.id(),
                                        proposed.digest())
                                .approvedAt())
                .isNotNull();
    }

    @Test
    void whatWasProposedBeforeAnotherCameIntoForceStaysOut() {
        Proposal older = routings.propose(people.person(Role.OFFICE_REVIEWER), shorter);
        routings.approve(people.person(Role.PUBLISHER), older.id(), older.digest());
        routes.send(section, ReviewStage.UNIT_REVIEW, ReviewStage.OFFICE_REVIEW);

        assertThat(routings.get(older.id()).overtaken()).isTrue();
        assertThatThrownBy(
                        () ->
                                routings.approve(
                                        people.person(Role.MUNICIPAL_REVIEWER),
                                        older.id(),
                                        older.digest()))
                .isInstanceOf(ProposalOvertaken.class)
                .hasMessageContaining("propose anew");
        refusedByTheDatabase(
                () -> approveBehindTheRules(people.person(Role.MUNICIPAL_REVIEWER), older),
                "another proposal came into force");
        refusedByTheDatabase(
                () -> putInForceBehindTheRules(older), "another proposal came into force");
        assertThat(stages("article")).hasSize(2);
    }

    @Test
    void ofTwoThatGetTheirLastApprovalAtOnceOneComesIntoForce() throws Exception {
        List<Callable<Boolean>> last = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Proposal proposed = routings.propose(people.person(Role.OFFICE_REVIEWER), shorter);
            routings.approve(people.person(Role.PUBLISHER), proposed.id(), proposed.digest());
            Actor second = people.person(Role.MUNICIPAL_REVIEWER);
            last.add(
                    () -> {
                        try {
                            return routings.approve(second, proposed.id(), proposed.digest())
                                            .approvedAt()
                                    != null;
                        } catch (ProposalOvertaken e) {
                            return false;
                        }
                    });
        }

        List<Boolean> outcomes = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> outcome : both.invokeAll(last)) {
                outcomes.add(outcome.get());
            }
        }
        assertThat(outcomes).containsExactlyInAnyOrder(true, false);
    }

    private List<ReviewStage> stages(String kind) {
        return routings.way(section, kind).route().stages();
    }

    private MvcTestResult post(String authorization, String address, String body) {
        return http.post()
                .uri(address)
                .header("Authorization", authorization)
                .contentType("application/json")
                .content(body)
                .exchange();
    }

    private void samePerson(Actor further, Actor main) {
        owner.sql("update person set same_as = :main where id = :further")
                .param("main", main.id().value())
                .param("further", further.id().value())
                .update();
    }

    private void approveBehindTheRules(Actor person, Proposal proposal) {
        app.sql(
                        "insert into proposal_approval (proposal_id, person_id, at) values (:id, :person, now())")
                .param("id", proposal.id())
                .param("person", person.id().value())
                .update();
    }

    private void putInForceBehindTheRules(Proposal proposal) {
        app.sql("update proposal set approved_at = now() where id = :id")
                .param("id", proposal.id())
                .update();
    }

    private static void refusedByTheDatabase(Runnable act, String message) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(act::run)
                .havingRootCause()
                .withMessageContaining(message);
    }
}
