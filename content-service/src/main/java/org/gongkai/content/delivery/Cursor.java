package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a list goes on, as an opaque text. It says a place and not a count, so nothing that is
 * released meanwhile shifts what comes behind it.
 */
final class Cursor {
    private static final String NAME = "cursor";
    private static final int LONGEST = 1000;

    private Cursor() {}

    /**
     * A place among changes.
     *
     * @param release the release that the first part of the answer was of
     * @param id the last change that was answered
     */
    record Change(long release, UUID id) {}

    static String of(Position position) {
        return encoded("d", position.publishedAt().toString(), position.path());
    }

    static String of(Change change) {
        return encoded("c", Long.toString(change.release()), change.id().toString());
    }

    static @Nullable Position position(Parameters parameters) {
        String value = parameters.one(NAME);
        if (value == null) {
            return null;
        }
        try {
            String[] part = decoded(value, "d");
            return new Position(Instant.parse(part[1]), part[2]);
        } catch (DateTimeException e) {
            throw refused(value);
        }
    }

    static @Nullable Change change(Parameters parameters) {
        String value = parameters.one(NAME);
        if (value == null) {
            return null;
        }
        String[] part = decoded(value, "c");
        try {
            return new Change(Long.parseLong(part[1]), UUID.fromString(part[2]));
        } catch (IllegalArgumentException e) {
            throw refused(value);
        }
    }

    private static String encoded(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static String[] decoded(String value, String kind) {
        if (value.length() > LONGEST) {
            throw refused(value);
        }
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(value)))
                            .toString();
            String[] parts = text.split("\n", -1);
            if (parts.length != 3 || !parts[0].equals(kind)) {
                throw refused(value);
            }
            return parts;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw refused(value);
        }
    }

    private static IllegalArgumentException refused(String value) {
        return Parameters.refused(
                NAME,
                Parameters.quoted(value),
                "take it from the last answer of the same list, or leave it out to begin anew");
    }
}
