package org.gongkai.content.campaign;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A section (栏目) and when its documents may appear at the earliest. Its name, and whether it goes
 * on after the campaign, stand in the site revision; which route its documents pass, in the
 * routing.
 *
 * @param campaign null for a section that belongs to no campaign
 * @param notBefore the default for new documents of this section
 * @param publishAtOnce whether its documents become public right after their last approval (随审随发);
 *     otherwise they wait for a publisher or their not-before
 */
public record Section(
        String key, @Nullable String campaign, @Nullable Instant notBefore, boolean publishAtOnce) {
    private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public Section {
        if (!SYNTAX.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "Not a section's key (lower-case letters, digits, hyphens, at most 32): "
                            + key);
        }
    }

    /** A section whose documents wait. */
    public Section(String key, @Nullable String campaign, @Nullable Instant notBefore) {
        this(key, campaign, notBefore, false);
    }
}
