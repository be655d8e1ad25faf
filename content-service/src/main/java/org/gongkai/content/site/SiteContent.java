package org.gongkai.content.site;

import org.gongkai.content.canonical.CanonicalJson;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * All words on the site that belong to no document; docs/model.md has the members of its canonical
 * form {@code gongkai-site/1}. Instants are kept in whole seconds.
 *
 * @param sections in the order of the navigation
 * @param units every unit that readers see
 * @param lead the lead story of the home page, null to take the newest
 */
public record SiteContent(
        String name,
        String column,
        String description,
        String keywords,
        String theme,
        Instant opening,
        Instant closing,
        List<Milestone> milestones,
        List<Section> sections,
        List<Unit> units,
        @Nullable UUID lead,
        Footer footer) {

    /** The canonical form's name. */
    public static final String FORM = "gongkai-site/1";

    public SiteContent {
        line("name", name, 60);
        line("column", column, 60);
        line("description", description, 300);
        line("keywords", keywords, 300);
        line("theme", theme, 120);
        wholeSeconds("opening", opening);
        wholeSeconds("closing", closing);
        if (!opening.isBefore(closing)) {
            throw new IllegalArgumentException("The site's closing must come after its opening");
        }
        milestones = List.copyOf(milestones);
        sections = List.copyOf(sections);
        units = List.copyOf(units);
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("The site has at least one section");
        }
        distinct("section", sections, Section::key);
        distinct("section's name", sections, Section::name);
        distinct("unit", units, unit -> unit.key().value());
    }

    /** A date of the public timeline. */
    public record Milestone(Instant at, String label) {
        public Milestone {
            wholeSeconds("milestone", at);
            line("milestone's label", label, 60);
        }
    }

    /**
     * A section as readers see it.
     *
     * @param columnType the value of the ColumnType tag, such as 政策解读
     * @param block whether it is one of the campaign's blocks on the home page
     */
    public record Section(
            String key,
            String name,
            String description,
            String keywords,
            String columnType,
            boolean block,
            boolean continuing) {
        public Section {
            line("section's name", name, 30);
            line("section's description", description, 300);
            line("section's keywords", keywords, 300);
            line("section's column type", columnType, 30);
        }
    }

    /** A unit as readers see it. */
    public record Unit(UnitKey key, String name) {
        public Unit {
            line("unit's name", name, 60);
        }
    }

    /** Who runs the site and how to reach them. */
    public record Footer(String organizer, String contact) {
        public Footer {
            line("organizer", organizer, 120);
            line("contact", contact, 200);
        }
    }

    /** The bytes that people approve. */
    public byte[] canonicalForm() {
        Map<String, @Nullable Object> form = new TreeMap<>();
        form.put("form", FORM);
        form.put("name", name);
        form.put("column", column);
        form.put("description", description);
        form.put("keywords", keywords);
        form.put("theme", theme);
        form.put("opening", opening.toString());
        form.put("closing", closing.toString());
        form.put("milestones", milestones.stream().map(SiteContent::json).toList());
        form.put("sections", sections.stream().map(SiteContent::json).toList());
        form.put("units", units.stream().map(SiteContent::json).toList());
        form.put("lead", lead == null ? null : lead.toString());
        form.put("footer", Map.of("organizer", footer.organizer(), "contact", footer.contact()));
        return CanonicalJson.bytes(form);
    }

    private static Map<String, ?> json(Milestone milestone) {
        return Map.of("at", milestone.at().toString(), "label", milestone.label());
    }

    private static Map<String, ?> json(Section section) {
        return Map.of(
                "key", section.key(),
                "name", section.name(),
                "description", section.description(),
                "keywords", section.keywords(),
                "columnType", section.columnType(),
                "block", section.block(),
                "continuing", section.continuing());
    }

    private static Map<String, ?> json(Unit unit) {
        return Map.of("key", unit.key().value(), "name", unit.name());
    }

    private static void line(String what, String text, int longest) {
        if (text.isBlank()
                || text.length() > longest
                || !text.equals(text.strip())
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The site's %s is one line of 1 to %d characters".formatted(what, longest));
        }
    }

    private static void wholeSeconds(String what, Instant at) {
        if (at.getNano() != 0) {
            throw new IllegalArgumentException(
                    "The site's %s is given in whole seconds".formatted(what));
        }
    }

    private static <T> void distinct(String what, List<T> values, Function<T, String> key) {
        Set<String> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(key.apply(value))) {
                throw new IllegalArgumentException(
                        "The site names the %s %s twice".formatted(what, key.apply(value)));
            }
        }
    }
}
