package org.gongkai.content.people;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;

/** Makes units and people for tests, through the rules. */
@TestComponent
public class TestPeople {
    @Autowired private People people;
    @Autowired private Units units;
    @Autowired private Tokens tokens;

    /** A new account with this role, and this password if it is given. */
    public Actor person(
            Role role,
            @org.jspecify.annotations.Nullable UnitKey unit,
            @org.jspecify.annotations.Nullable String password) {
        Actor admin = administrator();
        PersonId id = people.add(admin, new NewPerson(fresh("p"), "测试", password));
        people.grant(admin, id, new Actor.Grant(role, unit));
        return people.actor(id).orElseThrow();
    }

    /** A new account with this role. */
    public Actor person(Role role) {
        return person(role, null, null);
    }

    /** A new account with this role for the unit. */
    public Actor person(Role role, UnitKey unit) {
        return person(role, unit, null);
    }

    /** A further account of the same real person, with this role. */
    public Actor furtherAccount(Actor person, Role role) {
        Actor further = person(role);
        people.sameAs(administrator(), further.id(), person.id());
        return again(further);
    }

    /** Gives the person another role that is not per unit. */
    public void grant(Actor person, Role role) {
        people.grant(administrator(), person.id(), new Actor.Grant(role, null));
    }

    /** Takes a role that is not per unit away. */
    public void revoke(Actor person, Role role) {
        people.revoke(administrator(), person.id(), new Actor.Grant(role, null));
    }

    /** The same person with the roles held now. */
    public Actor again(Actor person) {
        return people.actor(person.id()).orElseThrow();
    }

    /** The administrator that the first start has made. */
    public Actor administrator() {
        return people.actor("admin").orElseThrow();
    }

    /** A new department. */
    public UnitKey unit() {
        Unit unit = new Unit(new UnitKey(fresh("u")), fresh("单位"), Unit.Kind.DEPARTMENT);
        units.add(administrator(), unit);
        return unit.key();
    }

    /** The header with which the person uses the API. */
    public String bearer(Actor person) {
        return "Bearer "
                + tokens.issue(person, "test", EnumSet.allOf(Token.Scope.class), Duration.ofDays(1))
                        .secret();
    }

    private static String fresh(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 13);
    }
}
