package org.gongkai.content.webhook;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How one try went.
 *
 * @param status of the answer; null if there was none
 * @param error why it counts as failed; null if it was received
 * @param wanted the pause that the receiver asked for with {@code Retry-After}
 */
record Attempt(@Nullable Integer status, @Nullable String error, @Nullable Duration wanted) {
    private static final int LONGEST_ERROR = 500;
    private static final int GONE = 410;

    Attempt {
        if (error != null && error.length() > LONGEST_ERROR) {
            error = error.substring(0, LONGEST_ERROR);
        }
    }

    /** The receiver answered; 2xx says that it has the event. */
    static Attempt answered(int status, @Nullable Duration wanted) {
        boolean received = status >= 200 && status < 300;
        return new Attempt(
                status,
                received
                        ? null
                        : status >= 300 && status < 400
                                ? "It answered " + status + "; redirects are not followed"
                                : "It answered " + status,
                received ? null : wanted);
    }

    static Attempt failed(String error) {
        return new Attempt(null, error, null);
    }

    boolean received() {
        return error == null;
    }

    /** The receiver never wants it again, so it is not tried again. */
    boolean gone() {
        return status != null && status == GONE;
    }
}
