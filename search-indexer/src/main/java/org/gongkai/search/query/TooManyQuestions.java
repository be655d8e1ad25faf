package org.gongkai.search.query;

/** One address asks more often than it may. */
final class TooManyQuestions extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyQuestions() {
        super("Too many questions from one address", null, false, false);
    }
}
