package org.gongkai.content.delivery;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The parameters of a question. Each complaint names the parameter and says what it wants; one that
 * is not known is refused, because a misspelt filter would deliver what nobody asked for.
 */
final class Parameters {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int LONGEST = 200;
    private static final int MOST = 50;
    private static final int SHOWN = 60;

    private final Map<String, String[]> given;

    /**
     * @param known the names of the parameters that there are
     */
    Parameters(HttpServletRequest request, String... known) {
        this.given = request.getParameterMap();
        Set<String> names = Set.of(known);
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        known.length == 0
                                ? "%s is no parameter here; there are none".formatted(shown(name))
                                : "%s is no parameter here; there are %s"
                                        .formatted(shown(name), String.join(", ", known)));
            }
        }
    }

    /** The different values of a parameter that may be repeated. */
    Set<String> all(String name) {
        List<String> values = values(name);
        if (values.size() > MOST) {
            throw refused(name, values.size() + " values", "give at most " + MOST);
        }
        Set<String> all = new LinkedHashSet<>();
        for (String value : values) {
            if (value.isBlank() || value.length() > LONGEST) {
                throw refused(
                        name,
                        quoted(value),
                        "give a value of 1 to %d characters, or leave it out".formatted(LONGEST));
            }
            all.add(value);
        }
        return all;
    }

    /** The value of a parameter, null if it is not given. */
    @Nullable String one(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw refused(name, "given " + values.size() + " times", "give it once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    int limit(int usual, int most) {
        String value = one("limit");
        if (value == null) {
            return usual;
        }
        if (value.matches("[0-9]{1,6}")) {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= most) {
                return limit;
            }
        }
        throw refused("limit", quoted(value), "give a whole number from 1 to " + most);
    }

    /** An instant, or a day, which means its beginning in Asia/Shanghai. */
    @Nullable Instant instant(String name) {
        String value = one(name);
        if (value == null) {
            return null;
        }
        try {
            return value.contains("T")
                    ? OffsetDateTime.parse(value).toInstant()
                    : LocalDate.parse(value).atStartOfDay(ZONE).toInstant();
        } catch (DateTimeException e) {
            throw refused(
                    name,
                    quoted(value),
                    "give a day such as 2020-05-15 or an instant such as 2020-05-15T00:00:00Z");
        }
    }

    long release(String name) {
        String value = one(name);
        if (value != null && value.matches("[0-9]{1,18}")) {
            return Long.parseLong(value);
        }
        throw refused(
                name,
                value == null ? "missing" : quoted(value),
                "give the number of the release at which your copy was right, as X-Gongkai-Release or an"
                        + " earlier answer named it");
    }

    /** One of two words; the first of them if it is not given. */
    boolean isSecond(String name, String first, String second) {
        String value = one(name);
        if (value == null || value.equals(first)) {
            return false;
        }
        if (value.equals(second)) {
            return true;
        }
        throw refused(name, quoted(value), "give %s or %s".formatted(first, second));
    }

    /** An id in a path. */
    static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw refused("id", quoted(value), "give the id of a document, a UUID");
        }
    }

    static IllegalArgumentException refused(String name, String found, String remedy) {
        return new IllegalArgumentException("%s is %s: %s".formatted(name, found, remedy));
    }

    static String quoted(String value) {
        return "'" + shown(value) + "'";
    }

    private List<String> values(String name) {
        String[] values = given.get(name);
        return values == null ? List.of() : List.of(values);
    }

    private static String shown(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
    }
}
