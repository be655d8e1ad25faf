package org.gongkai.content.demo;

import org.gongkai.content.assignment.Assignment;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Circular;
import org.gongkai.content.assignment.Circulars;
import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Liaisons;
import org.gongkai.content.assignment.Shares;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plays what the office assigns, and how the units sign for it and do it. */
@Component
@Profile("demo")
class Assigning {
    private final Assignments assignments;
    private final Circulars circulars;
    private final Liaisons liaisons;
    private final Shares shares;
    private final Drafting drafting;

    Assigning(
            Assignments assignments,
            Circulars circulars,
            Liaisons liaisons,
            Shares shares,
            Drafting drafting) {
        this.assignments = assignments;
        this.circulars = circulars;
        this.liaisons = liaisons;
        this.shares = shares;
        this.drafting = drafting;
    }

    /** The office issues its notice and the breakdown, and names each unit's editor as liaison. */
    void assign(DemoFiles files, Actor by, Map<String, Object> detail) {
        String campaign = campaign(files);
        Circular circular =
                circulars.put(
                        by,
                        campaign,
                        null,
                        DemoFiles.text(detail, "title"),
                        DemoFiles.text(detail, "words"));
        circulars.issue(by, campaign, circular.version());
        assignments.save(
                by, campaign, 0, files.list("assignments").stream().map(Assigning::row).toList());
        assignments.issueAll(by, campaign);
        files.list("units").stream()
                .filter(unit -> !Founding.isCity(unit))
                .map(unit -> DemoFiles.text(unit, "key"))
                .forEach(key -> liaisons.name(by, campaign, new UnitKey(key), "editor." + key));
    }

    /** A liaison signs for all that is issued to the unit. */
    void sign(DemoFiles files, Actor by, Map<String, Object> detail) {
        String campaign = campaign(files);
        UnitKey unit = new UnitKey(DemoFiles.text(detail, "unit"));
        circulars.sign(by, campaign, unit);
        for (Assignment one : assignments.breakdown(by, campaign).assignments()) {
            shares.sign(by, campaign, one.number(), unit);
        }
    }

    /** An editor records by what the unit's share is done. */
    void prove(DemoFiles files, Actor by, Map<String, Object> detail) {
        String campaign = campaign(files);
        int number = Integer.parseInt(DemoFiles.text(detail, "number"));
        UnitKey unit = new UnitKey(DemoFiles.text(detail, "unit"));
        if (detail.containsKey("document")) {
            String slug = DemoFiles.text(detail, "document");
            shares.prove(
                    by,
                    campaign,
                    number,
                    unit,
                    drafting.find(slug)
                            .orElseThrow(
                                    () -> new IllegalStateException(slug + " is not written yet")));
        } else {
            shares.prove(
                    by,
                    campaign,
                    number,
                    unit,
                    new Evidence.Elsewhere(
                            Channel.valueOf(DemoFiles.text(detail, "channel")),
                            DemoFiles.text(detail, "link"),
                            null,
                            OffsetDateTime.parse(DemoFiles.text(detail, "at")).toInstant(),
                            ""));
        }
    }

    private static String campaign(DemoFiles files) {
        return DemoFiles.text(files.campaign(), "campaign");
    }

    private static Breakdown.Row row(Map<String, Object> entry) {
        return new Breakdown.Row(
                Integer.parseInt(DemoFiles.text(entry, "number")),
                new Task(
                        DemoFiles.text(entry, "block"),
                        DemoFiles.text(entry, "text"),
                        entry.containsKey("every"),
                        DemoFiles.texts(entry, "units").stream()
                                .map(UnitKey::new)
                                .collect(Collectors.toSet()),
                        day(entry, "start"),
                        day(entry, "end"),
                        entry.containsKey("continuing"),
                        DemoFiles.texts(entry, "channels").stream()
                                .map(Channel::valueOf)
                                .collect(Collectors.toSet()),
                        java.util.Set.of(),
                        List.of()));
    }

    private static @Nullable LocalDate day(Map<String, Object> entry, String key) {
        return entry.containsKey(key) ? LocalDate.parse(DemoFiles.text(entry, key)) : null;
    }
}
