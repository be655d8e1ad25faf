package org.gongkai.content.people;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.Optional;
import java.util.Set;

/**
 * The account under which the command line acts: it imports drafts, starts releases and takes
 * backups, and approves nothing. It has no password; whoever can read the command line's token in
 * {@code GONGKAI_HOME/secrets} acts as the operator. Thread-safe.
 */
@Component
public class Operator {
    /** The account's name. */
    public static final String ACCOUNT = "operator";

    static final Set<Role> MAY_HOLD = Set.of(Role.EDITOR, Role.PUBLISHER);

    private final People people;
    private final PersonRows rows;

    Operator(People people, PersonRows rows) {
        this.people = people;
        this.rows = rows;
    }

    /** The operator acting; empty before the first start has added it, or if it was deactivated. */
    @Transactional(readOnly = true)
    public Optional<Actor> acting() {
        return people.actor(ACCOUNT);
    }

    /**
     * The operator as an editor of the unit, which it becomes if it is not yet; that is audited.
     *
     * @throws NoSuchUnit if there is no such unit
     * @throws NotAllowed if an administrator deactivated the operator
     */
    @Transactional
    public Actor editorOf(UnitKey unit) {
        Actor operator =
                acting().orElseThrow(
                                () ->
                                        new NotAllowed(
                                                "The account operator is not active; an administrator can activate it"));
        if (operator.holds(Role.EDITOR, unit)) {
            return operator;
        }
        people.insertGrant("system", operator.id(), new Actor.Grant(Role.EDITOR, unit));
        return acting().orElseThrow(() -> new NoSuchPerson(ACCOUNT));
    }

    /** Adds the account if it is missing. */
    @Transactional
    public void ensure() {
        if (rows.byAccount(ACCOUNT).isEmpty()) {
            PersonId id = people.insert("system", new NewPerson(ACCOUNT, "命令行", null));
            people.insertGrant("system", id, new Actor.Grant(Role.PUBLISHER, null));
        }
    }
}
