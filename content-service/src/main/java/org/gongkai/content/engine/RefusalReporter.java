package org.gongkai.content.engine;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import java.util.Optional;

/** Tells why the application did not start in one line instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> refusal = refusal(failure);
        refusal.ifPresent(line -> System.err.println("gongkai: " + line));
        return refusal.isPresent();
    }

    static Optional<String> refusal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused) {
                return Optional.ofNullable(cause.getMessage());
            }
            if (cause instanceof PortInUseException taken) {
                return Optional.of(PortCheck.taken(taken.getPort()));
            }
        }
        return Optional.empty();
    }
}
