package org.gongkai.content.workbench;

import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.kind.Field;
import org.gongkai.content.kind.Kind;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.people.People;
import org.gongkai.content.people.Person;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.gongkai.content.publishing.ReleaseHistory;
import org.gongkai.content.site.SiteRevisions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What keys are called, for people: units, sections and accounts by name, instants by local time.
 */
@Component
class Names {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** As the record of releases begins them. */
    private static final Map<String, String> REASONS =
            Map.of(
                    "withdrawal by ", "release.by.withdrawal",
                    "withdrawal before ", "release.by.withdrawalBefore",
                    "schedule: opening", "release.by.opening",
                    "schedule: closing", "release.by.closing",
                    "schedule: not before ", "release.by.notBefore",
                    "at once: ", "release.by.atOnce");

    private final Units units;
    private final Sections sections;
    private final SiteRevisions site;
    private final People people;
    private final Kinds kinds;
    private final MessageSource messages;
    private final Clock clock;

    Names(
            Units units,
            Sections sections,
            SiteRevisions site,
            People people,
            Kinds kinds,
            MessageSource messages,
            Clock clock) {
        this.kinds = kinds;
        this.units = units;
        this.sections = sections;
        this.site = site;
        this.people = people;
        this.messages = messages;
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
        Map<String, String> shown = site.sectionNames();
        Map<String, String> names = new LinkedHashMap<>();
        for (Section section : sections.all()) {
            names.put(section.key(), shown.getOrDefault(section.key(), section.key()));
        }
        return names;
    }

    /** The names of the sections whose documents become public right after the last approval. */
    List<String> sectionsAtOnce() {
        Map<String, String> names = sections();
        return sections.all().stream()
                .filter(Section::publishAtOnce)
                .map(section -> names.getOrDefault(section.key(), section.key()))
                .toList();
    }

    /** The kind of this key, if there is one. */
    Optional<Kind> found(String kind) {
        return kinds.find(kind);
    }

    /** What a kind is called in the reader's language. */
    String kind(String key) {
        return kinds.label(key).in(LocaleContextHolder.getLocale());
    }

    /** The fields of a kind by what they are called, choices too, in the order of the form. */
    Map<String, String> fields(String kind, Map<String, String> values) {
        Locale language = LocaleContextHolder.getLocale();
        Map<String, String> named = new LinkedHashMap<>();
        for (Field field : kinds.find(kind).map(Kind::fields).orElse(List.of())) {
            String value = values.get(field.key());
            if (value != null) {
                named.put(field.label().in(language), field.shown(value).in(language));
            }
        }
        return named;
    }

    /** Who asked for a release: accounts, and the system's own reasons in words. */
    String requestedBy(ReleaseHistory.Entry release) {
        String asked =
                Arrays.stream(release.requestedBy().split(", "))
                        .map(this::reason)
                        .collect(Collectors.joining("，"));
        return release.repeats() == null
                ? asked
                : messages.getMessage(
                        "release.repeats",
                        new Object[] {asked, release.repeats().toString()},
                        LocaleContextHolder.getLocale());
    }

    private String reason(String recorded) {
        for (Map.Entry<String, String> reason : REASONS.entrySet()) {
            if (recorded.startsWith(reason.getKey())) {
                String about = recorded.substring(reason.getKey().length());
                return messages.getMessage(
                        reason.getValue(),
                        new Object[] {sections().getOrDefault(about, about)},
                        LocaleContextHolder.getLocale());
            }
        }
        return recorded;
    }

    /** People's names by account. */
    Map<String, String> people() {
        return people.all().stream().collect(Collectors.toMap(Person::account, Person::name));
    }

    /** An instant in the district's time, to the minute. */
    String time(Instant at) {
        return MINUTES.withZone(clock.getZone()).format(at);
    }

    /** An end, to the minute; midnight is the end of the day before it. */
    String until(Instant end) {
        ZonedDateTime local = end.atZone(clock.getZone());
        return local.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? local.toLocalDate().minusDays(1) + " 24:00"
                : MINUTES.format(local);
    }

    /** A role, and for which unit if it is held for one. */
    String role(Role role, @Nullable UnitKey unit, Map<String, String> units) {
        String words =
                messages.getMessage("people." + role.name(), null, LocaleContextHolder.getLocale());
        return unit == null
                ? words
                : words + "（" + units.getOrDefault(unit.value(), unit.value()) + "）";
    }
}
