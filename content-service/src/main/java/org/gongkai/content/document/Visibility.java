package org.gongkai.content.document;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.springframework.stereotype.Component;

import java.util.List;

/**
 * Who sees what: a unit sees all of its own; office and municipal reviewers, publishers and
 * supervisors see what has been submitted; administrators see nothing. The read models use the same
 * rule as SQL.
 */
@Component
public class Visibility {
    /** Roles that see what every unit has submitted. */
    private static final List<Role> OVERSEERS =
            List.of(Role.OFFICE_REVIEWER, Role.MUNICIPAL_REVIEWER, Role.PUBLISHER, Role.SUPERVISOR);

    /**
     * For the latest editions {@code e}; parameters {@code units} (text[]) and {@code overseer}.
     */
    public static final String CONDITION =
            "(e.unit_key = any(:units) or (:overseer and e.shown_title is not null))";

    public boolean overseer(Actor actor) {
        return OVERSEERS.stream().anyMatch(actor::holds);
    }

    public String[] units(Actor actor) {
        return actor.units().stream().map(UnitKey::value).toArray(String[]::new);
    }

    /**
     * Lets pass who may see the document.
     *
     * @throws NoSuchDocument if the actor may not know of it
     */
    void require(Actor actor, DocumentId document, UnitKey unit, boolean submitted) {
        if (!actor.units().contains(unit) && !(overseer(actor) && submitted)) {
            throw new NoSuchDocument(document);
        }
    }
}
