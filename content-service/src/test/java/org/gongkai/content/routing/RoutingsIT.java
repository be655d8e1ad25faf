package org.gongkai.content.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.site.SiteContent;
import org.gongkai.content.site.SiteContents;
import org.gongkai.content.site.SiteRevisions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Map;
import java.util.UUID;

class RoutingsIT extends WholeApplication {
    private static final RouteDefinition OFFICE_ONLY =
            new RouteDefinition(List.of(ReviewStage.OFFICE_REVIEW), List.of(3), List.of());

    @Autowired private Routings routings;
    @Autowired private SiteRevisions site;
    @Autowired private Sections sections;

    private final JdbcClient app = JdbcClient.create(DATABASE.app());
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
    void withoutARuleOfItsOwnASectionPassesEveryStage() {
        Routings.Way way = routings.way(section, "article");

        assertThat(way.continuing()).isFalse();
        assertThat(way.route().key()).isEqualTo("standard");
        assertThat(way.route().stages()).containsExactly(ReviewStage.values());
        assertThat(way.route().allowances()).containsExactly(1, 2, 4);
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        routes.putInForce(
                routes.with(
                        Map.of(section, OFFICE_ONLY),
                        new RoutingRule(section, "notice", null, section),
                        new RoutingRule(section, null, null, "continuing")));

        assertThat(routings.way(section, "notice").rule()).isEqualTo(1);
        assertThat(stages("notice")).containsExactly(ReviewStage.OFFICE_REVIEW);
        assertThat(routings.way(section, "article").rule()).isEqualTo(2);
        assertThat(stages("article")).hasSize(2);
    }

    @Test
    void aSectionGoesOnWhenTheSiteRevisionInForceSaysSo() {
        routes.putInForce(routes.with(Map.of(), new RoutingRule(null, null, true, "continuing")));
        assertThat(routings.way(section, "article").continuing()).isFalse();

        putSiteInForce(true);
        Routings.Way continuing = routings.way(section, "article");
        assertThat(continuing.continuing()).isTrue();
        assertThat(continuing.route().key()).isEqualTo("continuing");
        assertThat(continuing.route().stages())
                .containsExactly(ReviewStage.UNIT_REVIEW, ReviewStage.OFFICE_REVIEW);
        assertThat(continuing.route().notified()).containsExactly(ReviewStage.MUNICIPAL_PRE_REVIEW);

        putSiteInForce(false);
        assertThat(routings.way(section, "article").route().key()).isEqualTo("standard");
    }

    @Test
    void aRouteGetsItsNextVersionOnlyWhenItBecomesAnother() {
        routes.putInForce(shorter);
        routes.putInForce(
                routes.with(Map.of(), new RoutingRule(section, "notice", null, "standard")));
        assertThat(version()).isEqualTo(1);

        routes.putInForce(
                routes.with(
                        Map.of(
                                section,
                                new RouteDefinition(
                                        List.of(ReviewStage.UNIT_REVIEW), List.of(), List.of()))));
        assertThat(version()).isEqualTo(2);
        assertThat(
                        app.sql(
                                        "select stages[1] from review_route where key = :key order by version")
                                .param("key", section)
                                .query(String.class)
                                .list())
                .containsExactly("OFFICE_REVIEW", "UNIT_REVIEW");
    }

    @Test
    void aProposalShowsWhatItWouldChange() {
        Proposal proposed = routings.propose(people.person(Role.OFFICE_REVIEWER), shorter);

        List<Routings.Change> changes = routings.changes(proposed.id());
        assertThat(changes).hasSize(routings.kinds());
        assertThat(changes)
                .allSatisfy(
                        change -> {
                            assertThat(change.section()).isEqualTo(section);
                            assertThat(change.before()).isEqualTo("standard");
                            assertThat(change.to()).isEqualTo(OFFICE_ONLY);
                        });
    }

    @Test
    void aRuleNamesSectionsAndKindsThatExist() {
        Actor office = people.person(Role.OFFICE_REVIEWER);

        assertThatThrownBy(
                        () ->
                                routings.propose(
                                        office,
                                        routes.with(
                                                Map.of(),
                                                new RoutingRule(
                                                        "nowhere", null, null, "standard"))))
                .hasMessageStartingWith("There is no section nowhere");
        assertThatThrownBy(
                        () ->
                                routings.propose(
                                        office,
                                        routes.with(
                                                Map.of(),
                                                new RoutingRule(null, "poem", null, "standard"))))
                .hasMessageStartingWith("There is no kind poem; there are article");
        assertThatThrownBy(() -> routings.way(section, "poem"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noRouteComesFromNowhere() {
        refusedByTheDatabase(
                () ->
                        app.sql(
                                        """
                                        insert into review_route (key, version, stages, allowances, created_at)
                                        values ('standard', 99, array['UNIT_REVIEW'], array[1], now())
                                        """)
                                .update(),
                "permission denied");
        refusedByTheDatabase(
                () ->
                        app.sql(
                                        """
                                        insert into proposal (id, form, digest, canonical, proposed_at, approved_at)
                                        select gen_random_uuid(), form, digest, canonical, now(), now() from proposal_in_force
                                        """)
                                .update(),
                "needs the approval of two");
        refusedByTheDatabase(
                () ->
                        app.sql("update proposal set canonical = '{}' where id = :id")
                                .param("id", routings.current().id())
                                .update(),
                "does not change");
    }

    private List<ReviewStage> stages(String kind) {
        return routings.way(section, kind).route().stages();
    }

    private int version() {
        return routings.routes().stream()
                .filter(route -> route.key().equals(section))
                .findFirst()
                .orElseThrow()
                .version();
    }

    private void putSiteInForce(boolean continuing) {
        SiteContent words = SiteContents.of(section, people.unit(), null, continuing);
        Proposal proposed = site.propose(people.person(Role.OFFICE_REVIEWER), words);
        site.approve(people.person(Role.PUBLISHER), proposed.id(), proposed.digest());
        site.approve(people.person(Role.MUNICIPAL_REVIEWER), proposed.id(), proposed.digest());
    }

    private static void refusedByTheDatabase(Runnable act, String message) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(act::run)
                .havingRootCause()
                .withMessageContaining(message);
    }
}
