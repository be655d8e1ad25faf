package org.gongkai.search.elasticsearch;

/** Answers that ask for patience: the engine is there, and will take the same request later. */
final class Overload {
    private Overload() {}

    static boolean is(int status) {
        return status == 429 || status == 503;
    }
}
