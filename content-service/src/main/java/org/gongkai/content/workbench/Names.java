package org.gongkai.content.workbench;

import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.Units;
import org.gongkai.content.site.SiteRevisions;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What keys are called, for people: units, sections and accounts by name, instants by local time.
 */
@Component
class Names {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Units units;
    private final Sections sections;
    private final SiteRevisions site;
    private final People people;
    private final Clock clock;

    Names(Units units, Sections sections, SiteRevisions site, People people, Clock clock) {
        this.units = units;
        this.sections = sections;
        this.site = site;
        this.people = people;
        this.clock = clock;
    }

    /** Unit names by key, the office first. */
    Map<String, String> units() {
        Map<String, String> names = new LinkedHashMap<>();
        units.all().forEach(unit -> names.put(unit.key().value(), unit.name()));
        return names;
    }

    /**
     * Section names by key, as readers see them; a section that is not on the site yet has its key.
     */
    Map<String, String> sections() {
        Map<String, String> shown = new HashMap<>();
        site.current()
                .ifPresent(
                        revision ->
                                JSON.readTree(site.canonicalForm(revision.id()))
                                        .path("sections")
                                        .forEach(
                                                section ->
                                                        shown.put(
                                                                section.path("key").asString(),
                                                                section.path("name").asString())));
        Map<String, String> names = new LinkedHashMap<>();
        for (Section section : sections.all()) {
            names.put(section.key(), shown.getOrDefault(section.key(), section.key()));
        }
        return names;
    }

    /** People's names by account. */
    Map<String, String> people() {
        return people.all().stream().collect(Collectors.toMap(Person::account, Person::name));
    }

    /** An instant in the district's time, to the minute. */
    String time(Instant at) {
        return MINUTES.withZone(clock.getZone()).format(at);
    }
}
