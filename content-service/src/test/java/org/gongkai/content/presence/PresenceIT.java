package org.gongkai.content.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.document.TestSections;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

class PresenceIT extends WholeApplication {
    private static final Instant NINE = Instant.parse("2020-05-08T01:00:00Z");

    @Autowired private JdbcClient app;
    @Autowired private TestSections sections;

    private final UUID document = UUID.randomUUID();

    @BeforeEach
    void aDocument() {
        UnitKey unit = people.unit();
        String section = sections.section();
        app.sql(
                        """
                        insert into document (id, kind, section_key, unit_key, path, created_by, created_at)
                        values (:id, 'article', :section, :unit, :path, :by, '2020-04-26T00:00:00Z')
                        """)
                .param("id", document)
                .param("section", section)
                .param("unit", unit.value())
                .param("path", "/" + section + "/1/")
                .param("by", people.person(Role.EDITOR, unit).id().value())
                .update();
    }

    @Test
    void whoGivesNoSignOfLifeForAMinuteAndAHalfIsGone() {
        Actor one = people.person(Role.SUPERVISOR);
        Actor other = people.person(Role.SUPERVISOR);
        at(0).enter(one, document, false);
        at(60).enter(one, document, false);

        assertThat(at(149).others(other, document))
                .singleElement()
                .satisfies(
                        present -> {
                            assertThat(present.account()).isEqualTo(one.account());
                            assertThat(present.since()).isEqualTo(NINE);
                            assertThat(present.lastSeen()).isEqualTo(NINE.plusSeconds(60));
                        });
        assertThat(at(150).others(other, document)).isEmpty();
        assertThat(at(149).others(one, document)).as("oneself is nobody else").isEmpty();
    }

    @Test
    void whoComesBackLaterBeginsAnew() {
        Actor one = people.person(Role.SUPERVISOR);
        Actor other = people.person(Role.SUPERVISOR);
        at(0).enter(one, document, false);
        at(500).enter(one, document, false);

        assertThat(at(500).others(other, document))
                .extracting(Present::since)
                .containsExactly(NINE.plusSeconds(500));
    }

    @Test
    void whoWritesInOneWindowAndReadsInAnotherWrites() {
        Actor one = people.person(Role.SUPERVISOR);
        Actor other = people.person(Role.SUPERVISOR);
        at(0).enter(one, document, true);
        at(30).enter(one, document, false);

        assertThat(at(60).others(other, document)).extracting(Present::editing).containsOnly(true);
        at(80).enter(one, document, false);
        assertThat(at(100).others(other, document))
                .extracting(Present::editing)
                .containsOnly(false);
    }

    @Test
    void whatExpiredIsClearedAwayByWhoeverComesNext() {
        Actor one = people.person(Role.SUPERVISOR);
        at(0).enter(one, document, false);
        at(90).enter(people.person(Role.SUPERVISOR), document, false);

        assertThat(
                        app.sql("select count(*) from presence where person_id = :person")
                                .param("person", one.id().value())
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void whoLeavesIsGoneAtOnce() {
        Actor one = people.person(Role.SUPERVISOR);
        Actor other = people.person(Role.SUPERVISOR);
        at(0).enter(one, document, false);
        at(1).leave(one, document);

        assertThat(at(1).others(other, document)).isEmpty();
    }

    private Presence at(int seconds) {
        return new Presence(app, Clock.fixed(NINE.plusSeconds(seconds), ZoneOffset.UTC));
    }
}
