package org.gongkai.publisher.approved;

import org.gongkai.publisher.PublishableSite;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The canonical form {@code gongkai-site/1}, read: all words on the site that belong to no
 * document.
 *
 * @param name the name of the government portal
 * @param column the name of the special column
 * @param theme the campaign's theme line
 * @param opening when the column opens
 * @param closing when the campaign is over
 * @param sections in the order of the navigation
 * @param lead the lead story of the home page, null to take the newest
 */
public record SiteText(
        String form,
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

    /** The form that this version of the publisher understands. */
    public static final String FORM = "gongkai-site/1";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public SiteText {
        if (!form.equals(FORM)) {
            throw new IllegalArgumentException(
                    "The canonical form is " + form + ", but this publisher reads " + FORM);
        }
        milestones = List.copyOf(milestones);
        sections = List.copyOf(sections);
        units = List.copyOf(units);
    }

    /** Parses exactly the bytes whose digest the site revision has proved. */
    public static SiteText of(PublishableSite site) {
        return JSON.readValue(site.canonicalForm(), SiteText.class);
    }

    public Optional<Section> section(String key) {
        return sections.stream().filter(section -> section.key().equals(key)).findFirst();
    }

    public Optional<Unit> unit(String key) {
        return units.stream().filter(unit -> unit.key().equals(key)).findFirst();
    }

    /** A date of the campaign, as the public timeline shows it. */
    public record Milestone(Instant at, String label) {}

    /**
     * A section (栏目).
     *
     * @param columnType the value of the ColumnType tag, such as 政策解读
     * @param block whether it is one of the campaign's blocks on the home page
     * @param continuing whether it goes on after the campaign (持续发布)
     */
    public record Section(
            String key,
            String name,
            String description,
            String keywords,
            String columnType,
            boolean block,
            boolean continuing) {}

    /** A unit (单位), as readers see it. */
    public record Unit(String key, String name) {}

    /** Who runs the site and how to reach them. */
    public record Footer(String organizer, String contact) {}
}
