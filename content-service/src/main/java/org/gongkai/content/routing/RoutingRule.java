package org.gongkai.content.routing;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Sends what it matches to a route. What is null matches everything.
 *
 * @param continuing whether the section goes on after the campaign (持续发布), by the site revision in
 *     force
 */
public record RoutingRule(
        @Nullable String section,
        @Nullable String kind,
        @Nullable Boolean continuing,
        String route) {

    /** Whether it matches whatever the other one matches. */
    boolean covers(RoutingRule other) {
        return covers(section, other.section)
                && covers(kind, other.kind)
                && covers(continuing, other.continuing);
    }

    boolean matchesEverything() {
        return section == null && kind == null && continuing == null;
    }

    Map<String, ?> json() {
        Map<String, @Nullable Object> json = new HashMap<>();
        json.put("section", section);
        json.put("kind", kind);
        json.put("continuing", continuing);
        json.put("route", route);
        return json;
    }

    private static boolean covers(@Nullable Object mine, @Nullable Object other) {
        return mine == null || Objects.equals(mine, other);
    }
}
