package org.gongkai.elasticsearch.node;

import java.util.LinkedHashSet;
import java.util.Set;

/** A failure with all its causes in one line. */
final class Causes {

    private Causes() {}

    static String of(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.add(cause.toString().replaceAll("\\s+", " "));
        }
        return String.join("; caused by ", messages);
    }
}
