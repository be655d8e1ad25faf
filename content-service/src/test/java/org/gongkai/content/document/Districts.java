package org.gongkai.content.document;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.TestPeople;
import org.gongkai.content.people.UnitKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes a section with a unit and the people of its three stages, for tests. */
@TestComponent
public class Districts {
    private static final Actor NOBODY =
            new Actor(new PersonId(new UUID(0, 0)), "nobody", "无", Set.of());

    /** Before one was founded. */
    public static final District NONE =
            new District("none", new UnitKey("none"), NOBODY, NOBODY, NOBODY, NOBODY);

    @Autowired private TestPeople people;
    @Autowired private TestSections sections;

    /** A section, a unit, an editor, and a reviewer for each stage. */
    public record District(
            String section,
            UnitKey unit,
            Actor editor,
            Actor unitReviewer,
            Actor officeReviewer,
            Actor cityReviewer) {

        public NewDocument article(String title, String body) {
            return new NewDocument("article", section, unit, draft(title, body), null);
        }

        public static Draft draft(String title, String body) {
            return new Draft(title, body, Map.of(), List.of(), null, List.of());
        }

        /** In the order of the stages. */
        public List<Actor> reviewers() {
            return List.of(unitReviewer, officeReviewer, cityReviewer);
        }
    }

    public District found() {
        UnitKey unit = people.unit();
        return new District(
                sections.section(),
                unit,
                people.person(Role.EDITOR, unit),
                people.person(Role.UNIT_REVIEWER, unit),
                people.person(Role.OFFICE_REVIEWER),
                people.person(Role.MUNICIPAL_REVIEWER));
    }
}
