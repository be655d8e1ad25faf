package org.gongkai.content.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;

class PeopleIT extends WholeApplication {
    @Autowired private People register;
    @Autowired private Operator operator;
    @Autowired private AuditLog audit;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ADMINISTRATOR")
    void nobodyButAnAdministratorAddsPeopleOrGrantsRoles(Role role) {
        Actor other = role.perUnit() ? people.person(role, people.unit()) : people.person(role);
        Actor somebody = people.person(Role.SUPERVISOR);

        assertThatThrownBy(() -> register.add(other, new NewPerson("new.one", "新人", null)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(
                        () ->
                                register.grant(
                                        other,
                                        somebody.id(),
                                        new Actor.Grant(Role.PUBLISHER, null)))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void anAdministratorCannotGiveThemselvesAnything() {
        Actor admin = people.administrator();

        assertThatThrownBy(
                        () ->
                                register.grant(
                                        admin, admin.id(), new Actor.Grant(Role.PUBLISHER, null)))
                .isInstanceOf(NotAllowed.class)
                .hasMessage("Granting roles of the own account needs another administrator");
    }

    @Test
    void anAdministratorHoldsNoOtherRoleEvenIfAnotherAdministratorWantsIt() {
        Actor admin = people.administrator();
        Actor second = people.person(Role.ADMINISTRATOR);
        Actor reviewer = people.person(Role.OFFICE_REVIEWER);

        assertThatThrownBy(
                        () ->
                                register.grant(
                                        admin, second.id(), new Actor.Grant(Role.PUBLISHER, null)))
                .isInstanceOf(Taken.class);
        assertThatThrownBy(
                        () ->
                                register.grant(
                                        admin,
                                        reviewer.id(),
                                        new Actor.Grant(Role.ADMINISTRATOR, null)))
                .isInstanceOf(Taken.class);
    }

    @Test
    void theDatabaseRefusesAnAdministratorWithAnotherRoleToo() {
        Actor second = people.person(Role.ADMINISTRATOR);

        assertThatThrownBy(
                        () ->
                                JdbcClient.create(DATABASE.app())
                                        .sql(
                                                """
                                                insert into role_grant (person_id, role, granted_at)
                                                values (:person, 'OFFICE_REVIEWER', now())
                                                """)
                                        .param("person", second.id().value())
                                        .update())
                .hasMessageContaining("would be an administrator with another role");
    }

    @Test
    void theOperatorBecomesAnEditorWhereItImportsAndNothingMore() {
        UnitKey unit = people.unit();
        Actor acting = operator.editorOf(unit);

        assertThat(acting.account()).isEqualTo("operator");
        assertThat(acting.holds(Role.EDITOR, unit)).isTrue();
        assertThat(acting.holds(Role.PUBLISHER)).isTrue();
        assertThat(operator.editorOf(unit)).isEqualTo(acting);
        assertThatThrownBy(
                        () ->
                                register.grant(
                                        people.administrator(),
                                        acting.id(),
                                        new Actor.Grant(Role.OFFICE_REVIEWER, null)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> operator.editorOf(new UnitKey("nowhere")))
                .isInstanceOf(NoSuchUnit.class);
    }

    @Test
    void everyChangeIsAudited() {
        Actor admin = people.administrator();
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit);
        register.revoke(admin, editor.id(), new Actor.Grant(Role.EDITOR, unit));
        register.revoke(admin, editor.id(), new Actor.Grant(Role.EDITOR, unit));
        register.change(admin, editor.id(), "改名", false);

        List<AuditEntry> chain = audit.chain(AuditLog.SYSTEM);
        assertThat(
                        chain.stream()
                                .filter(entry -> entry.detail().contains(editor.account()))
                                .map(entry -> entry.actor() + " " + entry.action()))
                .containsExactly(
                        "admin person-added",
                        "admin role-granted",
                        "admin role-revoked",
                        "admin person-changed");
        assertThat(chain).allMatch(AuditEntry::intact);
        assertThat(register.actor(editor.id())).isEmpty();
    }

    @Test
    void whatTheApiRefusesIsAProblemWithAStableType() {
        Actor admin = people.administrator();
        Actor supervisor = people.person(Role.SUPERVISOR);

        assertThat(addUnit(supervisor, "{\"key\":\"abc\",\"name\":\"甲\",\"kind\":\"STREET\"}"))
                .hasStatus(403)
                .hasContentType("application/problem+json")
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:not-allowed");
        assertThat(addUnit(admin, "{\"key\":\"ABC\",\"name\":\"甲\",\"kind\":\"STREET\"}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .startsWith("Not a unit's key");
        assertThat(addUnit(admin, "{\"key\":\"abc\",\"kind\":\"STREET\"}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .startsWith("name ");
        assertThat(addUnit(admin, "{\"key\":"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:malformed");
        UnitKey unit = people.unit();
        assertThat(addUnit(admin, "{\"key\":\"" + unit + "\",\"name\":\"乙\",\"kind\":\"STREET\"}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:taken");
        assertThat(
                        http.put()
                                .uri("/api/v1/units/nowhere")
                                .header("Authorization", people.bearer(admin))
                                .contentType("application/json")
                                .content("{\"name\":\"丙\",\"kind\":\"STREET\"}"))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:gongkai:problem:not-found");
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult addUnit(
            Actor actor, String json) {
        return http.post()
                .uri("/api/v1/units")
                .header("Authorization", people.bearer(actor))
                .contentType("application/json")
                .content(json)
                .exchange();
    }
}
