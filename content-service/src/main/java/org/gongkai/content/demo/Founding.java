package org.gongkai.content.demo;

import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.campaign.WorkingDays;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NewPerson;
import org.gongkai.content.people.People;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What an administrator sets up before anybody writes: units, persons, the campaign with its dates,
 * sections and calendar; and the first words of the site. Each part is done once, whatever ends the
 * process in between.
 */
@Component
@Profile("demo")
class Founding {
    /** Of every account of the demonstration; it says so on the terminal. */
    static final String PASSWORD = "demo-gongkai-2020";

    private static final String ADMINISTRATOR = "administrator";
    private static final Map<String, Milestone> MILESTONES =
            Map.of(
                    "preparation", Milestone.PREPARATION,
                    "pre-review", Milestone.PRE_REVIEW_DUE,
                    "opening", Milestone.OPENING,
                    "summary", Milestone.SUMMARIES_DUE,
                    "district-summary", Milestone.DISTRICT_SUMMARY_DUE,
                    "closing", Milestone.CLOSING);

    private final People people;
    private final Units units;
    private final Campaigns campaigns;
    private final Sections sections;
    private final WorkingDays days;
    private final QuickRoutes routes;
    private final SiteWords words;
    private final Drafting drafting;
    private final Played played;
    private final TransactionOperations transactions;

    Founding(
            People people,
            Units units,
            Campaigns campaigns,
            Sections sections,
            WorkingDays days,
            QuickRoutes routes,
            SiteWords words,
            Drafting drafting,
            Played played,
            TransactionOperations transactions) {
        this.people = people;
        this.units = units;
        this.campaigns = campaigns;
        this.sections = sections;
        this.days = days;
        this.routes = routes;
        this.words = words;
        this.drafting = drafting;
        this.played = played;
        this.transactions = transactions;
    }

    /** Does what is not done yet. */
    void found(DemoFiles files) {
        Set<String> before = played.keys();
        people.addFirstAdministrator(new NewPerson(ADMINISTRATOR, "系统管理员", PASSWORD));
        once(before, "founded", () -> setUp(files, administrator()));
        // bcrypt is slow on purpose; the accounts do not depend on each other.
        files.list("people").parallelStream()
                .filter(entry -> !DemoFiles.text(entry, "account").equals(ADMINISTRATOR))
                .forEach(
                        entry ->
                                once(
                                        before,
                                        "person " + DemoFiles.text(entry, "account"),
                                        () -> add(entry)));
        once(before, "routes", routes::putInForce);
        once(before, "site", () -> words.putInForce(files, drafting.takenOn(files, files.lead())));
    }

    /** Whether these are the people of the city, who are no unit of the district. */
    static boolean isCity(Map<String, Object> unit) {
        return DemoFiles.text(unit, "type").equals("municipal");
    }

    private void once(Set<String> before, String key, Runnable work) {
        if (!before.contains(key)) {
            transactions.executeWithoutResult(
                    status -> {
                        work.run();
                        played.note(key, null);
                    });
        }
    }

    private void setUp(DemoFiles files, Actor by) {
        files.list("units").stream()
                .filter(unit -> !isCity(unit))
                .forEach(unit -> units.add(by, unit(unit)));
        Map<String, Object> site = files.part("site");
        String campaign = DemoFiles.text(files.campaign(), "campaign");
        campaigns.put(
                by,
                new Campaign(
                        campaign,
                        DemoFiles.text(site, "column"),
                        DemoFiles.text(site, "theme"),
                        milestones(files)));
        for (Map<String, Object> section : files.list("sections")) {
            sections.put(
                    by,
                    new Section(
                            DemoFiles.text(section, "key"),
                            campaign,
                            instant(section, "notBefore")));
        }
        calendar(files.part("calendar"), by);
    }

    private void calendar(Map<String, Object> calendar, Actor by) {
        String name = DemoFiles.text(calendar, "name");
        for (String day : DemoFiles.texts(calendar, "holidays")) {
            days.put(by, new WorkingDays.ExceptionalDay(LocalDate.parse(day), false, name));
        }
        for (String day : DemoFiles.texts(calendar, "workingDays")) {
            days.put(by, new WorkingDays.ExceptionalDay(LocalDate.parse(day), true, name + "调休"));
        }
    }

    private void add(Map<String, Object> entry) {
        Actor by = administrator();
        PersonId id =
                people.add(
                        by,
                        new NewPerson(
                                DemoFiles.text(entry, "account"),
                                DemoFiles.text(entry, "name"),
                                PASSWORD));
        for (String name : DemoFiles.texts(entry, "roles")) {
            Role role = Role.valueOf(name);
            UnitKey unit = role.perUnit() ? new UnitKey(DemoFiles.text(entry, "unit")) : null;
            people.grant(by, id, new Actor.Grant(role, unit));
        }
    }

    private Actor administrator() {
        return people.actor(ADMINISTRATOR)
                .orElseThrow(() -> new IllegalStateException("The administrator is not active"));
    }

    private static Unit unit(Map<String, Object> entry) {
        String key = DemoFiles.text(entry, "key");
        Unit.Kind kind =
                switch (DemoFiles.text(entry, "type")) {
                    case "street" -> Unit.Kind.STREET;
                    case "office" -> Unit.Kind.OFFICE;
                    default -> Unit.Kind.DEPARTMENT;
                };
        return new Unit(new UnitKey(key), DemoFiles.text(entry, "name"), kind);
    }

    private static Map<Milestone, Instant> milestones(DemoFiles files) {
        Map<Milestone, Instant> milestones = new EnumMap<>(Milestone.class);
        for (Map<String, Object> entry : files.list("milestones")) {
            Milestone milestone = MILESTONES.get(DemoFiles.text(entry, "key"));
            if (milestone == null) {
                throw new IllegalStateException("The model has no milestone such as " + entry);
            }
            milestones.put(milestone, instant(entry, "at"));
        }
        return milestones;
    }

    private static Instant instant(Map<String, Object> entry, String key) {
        return OffsetDateTime.parse(DemoFiles.text(entry, key)).toInstant();
    }
}
