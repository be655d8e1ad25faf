package org.gongkai.content.campaign;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A section (栏目): which route its documents pass, and when they may appear at the earliest. Its
 * name and description stand in the site revision, because readers see them.
 *
 * @param campaign null for a section that belongs to no campaign
 * @param route the key of a review route; a document takes the newest version when it is submitted
 * @param continuing whether it goes on after the campaign (持续发布)
 * @param notBefore the default for new documents of this section
 */
public record Section(
        String key,
        @Nullable String campaign,
        String route,
        boolean continuing,
        @Nullable Instant notBefore) {
    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public Section {
        if (!SYNTAX.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "Not a section's key (lower-case letters, digits, hyphens, at most 32): "
                            + key);
        }
    }
}
