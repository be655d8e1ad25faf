package org.gongkai.publisher.render.view;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What every page of a release shares.
 *
 * @param opening the opening of the campaign as ISO 8601 with offset, for the countdown
 * @param window the days of the campaign in words
 * @param phase the state of the campaign at the release
 * @param sections the sections that have content, in the order of the navigation
 * @param standing pages that stand beside the sections, such as 关于本专栏
 * @param findError the address of 我为政府网站找错, null if none is configured
 * @param stylesheet the address of the style sheet, with its fingerprint
 * @param assets the addresses of all assets of the theme
 */
public record Site(
        Words words,
        String name,
        String column,
        String theme,
        String opening,
        String window,
        Phase phase,
        List<SectionLink> sections,
        List<Link> standing,
        String organizer,
        String contact,
        String idCode,
        String icp,
        String policeRecord,
        @Nullable String findError,
        boolean demonstration,
        String stylesheet,
        String script,
        String icon,
        Assets assets) {

    /** The address of an asset of the theme, such as {@code seal.svg}. */
    public String asset(String name) {
        return assets.of(name);
    }

    /** Where the campaign stands; a scheduled release changes it. */
    public enum Phase {
        BEFORE,
        OPEN,
        CLOSED
    }

    /** A section in the navigation. */
    public record SectionLink(String key, String name, String href, String description) {}
}
