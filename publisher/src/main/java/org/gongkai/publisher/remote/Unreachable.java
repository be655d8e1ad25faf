package org.gongkai.publisher.remote;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/** The other process does not answer, or not in a way that could be understood. */
class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreachable(String name, URI where, String reason, @Nullable Throwable cause) {
        super(
                "The %s at %s does not answer (%s); see that it runs and can be reached"
                        .formatted(name, where, reason),
                cause);
    }
}
