package org.gongkai.content.assignment;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.UnitKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whom each unit has named (专人) for a campaign. A unit may name several; the people of the unit and
 * the office name them. Thread-safe.
 */
@Service
public class Liaisons {
    private final JdbcClient jdbc;
    private final Campaigns campaigns;
    private final People people;
    private final AuditLog audit;
    private final Clock clock;

    Liaisons(JdbcClient jdbc, Campaigns campaigns, People people, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** All liaisons of a campaign by unit, for the system; pages ask with an actor. */
    @Transactional(readOnly = true)
    public List<Liaison> of(String campaign) {
        return jdbc.sql(
                        """
                        select l.*, p.account, p.name, n.name as named_name,
                            p.active and exists (select from role_grant g
                                                 where g.person_id = p.id and g.unit_key = l.unit_key) as able
                        from liaison l join person p on p.id = l.person_id join person n on n.id = l.named_by
                        where l.campaign_key = :campaign order by l.unit_key, l.named_at, p.account
                        """)
                .param("campaign", campaign)
                .query(
                        (row, n) ->
                                new Liaison(
                                        row.getString("campaign_key"),
                                        new UnitKey(row.getString("unit_key")),
                                        new PersonId(row.getObject("person_id", UUID.class)),
                                        row.getString("account"),
                                        row.getString("name"),
                                        row.getBoolean("able"),
                                        row.getString("named_name"),
                                        row.getObject("named_at", OffsetDateTime.class)
                                                .toInstant()))
                .list();
    }

    /** The liaisons that this person may see: all, or those of the own units. */
    @Transactional(readOnly = true)
    public List<Liaison> of(Actor actor, String campaign) {
        Rights.requireReader(actor);
        campaigns.get(campaign);
        return of(campaign).stream()
                .filter(one -> Rights.oversees(actor) || actor.units().contains(one.unit()))
                .toList();
    }

    /**
     * Names a liaison; naming it again changes nothing.
     *
     * @throws NotAllowed unless the actor is of the unit or an office reviewer
     * @throws AssignmentRefused if the person is not active, or holds no role for the unit
     */
    @Transactional
    public void name(Actor by, String campaign, UnitKey unit, String account) {
        Rights.requireOf(by, unit, "Naming liaisons");
        campaigns.get(campaign);
        Person person =
                people.find(account)
                        .filter(Person::active)
                        .filter(
                                found ->
                                        found.grants().stream()
                                                .anyMatch(grant -> unit.equals(grant.unit())))
                        .orElseThrow(
                                () ->
                                        new AssignmentRefused(
                                                AssignmentRefused.Why.LIAISON,
                                                "%s is nobody who acts for the unit %s"
                                                        .formatted(account, unit),
                                                account));
        int added =
                jdbc.sql(
                                """
                                insert into liaison (campaign_key, unit_key, person_id, named_by, named_at)
                                values (:campaign, :unit, :person, :by, :at) on conflict do nothing
                                """)
                        .param("campaign", campaign)
                        .param("unit", unit.value())
                        .param("person", person.id().value())
                        .param("by", by.id().value())
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
        if (added > 0) {
            record(by, "liaison-named", campaign, unit, account);
        }
    }

    /** Takes a liaison's name back; what it signed for stays signed. */
    @Transactional
    public void remove(Actor by, String campaign, UnitKey unit, String account) {
        Rights.requireOf(by, unit, "Naming liaisons");
        int gone =
                jdbc.sql(
                                """
                                delete from liaison where campaign_key = :campaign and unit_key = :unit
                                    and person_id = (select id from person where account = :account)
                                """)
                        .param("campaign", campaign)
                        .param("unit", unit.value())
                        .param("account", account)
                        .update();
        if (gone > 0) {
            record(by, "liaison-removed", campaign, unit, account);
        }
    }

    /**
     * Lets pass who signs for the unit.
     *
     * @throws NotAllowed unless the actor is a liaison that can act
     */
    void require(Actor actor, String campaign, UnitKey unit) {
        if (!isLiaison(actor, campaign, unit)) {
            throw new NotAllowed(
                    "Only a liaison of the unit %s signs; %s is none"
                            .formatted(unit, actor.account()));
        }
    }

    /** Whether this person signs for the unit. */
    @Transactional(readOnly = true)
    public boolean isLiaison(Actor actor, String campaign, UnitKey unit) {
        return of(campaign).stream()
                .anyMatch(
                        one ->
                                one.active()
                                        && one.unit().equals(unit)
                                        && one.person().equals(actor.id()));
    }

    private void record(Actor by, String action, String campaign, UnitKey unit, String account) {
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                action,
                Map.of("campaign", campaign, "unit", unit.value(), "account", account));
    }
}
