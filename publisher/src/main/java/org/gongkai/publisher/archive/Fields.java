package org.gongkai.publisher.archive;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The lines of a record of the type {@code application/warc-fields}: a name, a value, in UTF-8. */
final class Fields {
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    private final StringBuilder lines = new StringBuilder();

    /** Adds a line; nothing if there is no value. */
    Fields add(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            lines.append(name)
                    .append(": ")
                    .append(BREAKS.matcher(value).replaceAll(" ").strip())
                    .append("\r\n");
        }
        return this;
    }

    byte[] bytes() {
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
