package org.gongkai.content.idempotency;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a client calls one creation, after <a
 * href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">the IETF's
 * draft</a>: 1 to 255 printable ASCII characters. In double quotes, as the draft writes it, or
 * without is the same.
 */
record IdempotencyKey(String value) {
    private static final Pattern SYNTAX = Pattern.compile("[ -~]{1,255}");

    IdempotencyKey {
        if (!SYNTAX.matcher(value).matches()) {
            throw malformed();
        }
    }

    /**
     * @param headers every value of the header
     * @throws IllegalArgumentException unless there is one, and it is a key
     */
    static IdempotencyKey of(List<String> headers) {
        if (headers.size() != 1) {
            throw malformed();
        }
        String value = headers.getFirst().strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return new IdempotencyKey(quoted ? value.substring(1, value.length() - 1) : value);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "Idempotency-Key: one value of 1 to 255 printable ASCII characters, such as a UUID");
    }
}
