package org.gongkai.content.document;

import com.fasterxml.jackson.annotation.JsonValue;

import java.time.LocalDate;
import java.util.regex.Pattern;

/** A public path such as {@code /policy/2020/0512-3/}: absolute, lower-case, ends with a slash. */
public record PublicPath(@JsonValue String value) {
    private static final Pattern SYNTAX = Pattern.compile("/([a-z0-9][a-z0-9-]*/)+");

    public PublicPath {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not a public path (lower-case, starts and ends with a slash): " + value);
        }
    }

    /** The path of the n-th document that was created in a section on a day. */
    static PublicPath of(String section, LocalDate day, int n) {
        return new PublicPath(
                "/%s/%d/%02d%02d-%d/"
                        .formatted(
                                section,
                                day.getYear(),
                                day.getMonthValue(),
                                day.getDayOfMonth(),
                                n));
    }

    @Override
    public String toString() {
        return value;
    }
}
