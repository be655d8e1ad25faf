package org.gongkai.search.elasticsearch;

import org.gongkai.search.SearchUnavailable;

import java.util.OptionalInt;

/** Answers that ask for patience: the engine is there, and will take the same request later. */
final class Overload {
    private Overload() {}

    static boolean is(int status) {
        return status == 429 || status == 503;
    }

    static boolean causes(SearchUnavailable unavailable) {
        OptionalInt status = Engine.status(unavailable);
        return status.isPresent() && is(status.getAsInt());
    }
}
