package org.gongkai.content.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.Migrations;
import org.gongkai.content.engine.TestPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** A home in which administrators gave sections their routes is opened by the newest version. */
class OldRoutesIT {
    private static final TestPostgres OLD = TestPostgres.empty();
    private static final JdbcClient app = JdbcClient.create(OLD.app());

    @BeforeAll
    static void anOldHomeIsOpened() throws SQLException {
        Migrations.of(OLD.owner(), TestPostgres.APP).target("9?").load().migrate();
        try (Connection owner = OLD.owner().getConnection()) {
            ScriptUtils.executeSqlScript(owner, new ClassPathResource("fixtures/home-v9.sql"));
        }
        Migrations.of(OLD.owner(), TestPostgres.APP).load().migrate();
    }

    @Test
    void everySectionKeepsItsRouteInTheVersionThatItHad() {
        assertThat(route("policy", "article")).isEqualTo("standard 1 {UNIT_REVIEW,OFFICE_REVIEW}");
        assertThat(route("news", "notice")).isEqualTo("short 2 {OFFICE_REVIEW}");
        assertThat(route("open", "page")).isEqualTo("told 1 {OFFICE_REVIEW}");
    }

    @Test
    void aNewSectionPassesEveryStageWhateverStandardMeantBefore() {
        JdbcClient.create(OLD.owner())
                .sql("insert into section (key, created_at) values ('new', now())")
                .update();

        assertThat(route("new", "article"))
                .isEqualTo("built-in-standard 1 {UNIT_REVIEW,OFFICE_REVIEW,MUNICIPAL_PRE_REVIEW}");
    }

    @Test
    void theRoutingIsInItsCanonicalFormAndHoldsTheRoutesThatAreUsed() {
        byte[] canonical =
                app.sql("select canonical from proposal_in_force where form = 'gongkai-routing/1'")
                        .query((row, n) -> row.getBytes(1))
                        .single();

        RoutingContent routing = RoutingContent.of(canonical);
        assertThat(routing.canonicalForm()).isEqualTo(canonical);
        assertThat(routing.routes())
                .containsOnlyKeys("built-in-standard", "continuing", "short", "standard", "told");
        assertThat(routing.rules())
                .containsExactly(
                        new RoutingRule("policy", null, null, "standard"),
                        new RoutingRule("news", null, null, "short"),
                        new RoutingRule("open", null, null, "told"),
                        new RoutingRule(null, null, true, "continuing"),
                        new RoutingRule(null, null, null, "built-in-standard"));
    }

    @Test
    void theSystemFoundedItAndTheAuditLogSaysSo() {
        AuditEntry founded =
                app.sql(
                                "select * from audit_entry where chain = 'system' order by position desc limit 1")
                        .query(
                                (row, n) ->
                                        new AuditEntry(
                                                row.getString("chain"),
                                                row.getLong("position"),
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant(),
                                                row.getString("actor"),
                                                row.getString("action"),
                                                row.getString("detail"),
                                                Digest.ofComputed(row.getBytes("previous")),
                                                Digest.ofComputed(row.getBytes("hash"))))
                        .single();

        assertThat(founded.position()).isEqualTo(2);
        assertThat(founded.actor()).isEqualTo("system");
        assertThat(founded.action()).isEqualTo("routing-founded");
        assertThat(founded.intact()).isTrue();
    }

    @Test
    void theLastSiteRevisionIsInForceAndWhatWaitedBeforeItStaysOut() {
        assertThat(
                        app.sql(
                                        "select right(id::text, 1) from proposal_in_force where form = 'gongkai-site/1'")
                                .query(String.class)
                                .single())
                .isEqualTo("3");
        assertThat(app.sql("select count(*) from proposal_approval").query(Long.class).single())
                .isEqualTo(4);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> approve("2"))
                .withMessageContaining("another proposal came into force");
        approve("4");
    }

    private static void approve(String revision) {
        app.sql(
                        """
                        insert into proposal_approval (proposal_id, person_id, at)
                        select p.id, a.id, now() from proposal p, person a
                        where right(p.id::text, 1) = :revision and p.form = 'gongkai-site/1' and a.account = 'first'
                        """)
                .param("revision", revision)
                .update();
    }

    private static String route(String section, String kind) {
        return app.sql(
                        "select key || ' ' || version || ' ' || stages::text from route_in_force(:section, :kind)")
                .param("section", section)
                .param("kind", kind)
                .query(String.class)
                .single();
    }
}
