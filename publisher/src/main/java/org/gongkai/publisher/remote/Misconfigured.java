package org.gongkai.publisher.remote;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The two processes are not set up for each other; waiting does not mend it. */
class Misconfigured extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misconfigured(String message) {
        super(message);
    }

    /** Says it in one paragraph, without a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<Misconfigured> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable root, Misconfigured refused) {
            return new FailureAnalysis(String.valueOf(refused.getMessage()), null, refused);
        }
    }
}
