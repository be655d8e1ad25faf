package org.gongkai.content.webhook;

import org.gongkai.content.kind.Shortcoming;
import org.gongkai.content.web.ProblemType;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import java.util.List;

/** What this package refuses, as problem details; only it knows its exceptions. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class WebhookProblems {

    @ExceptionHandler(NoSuchWebhook.class)
    ProblemDetail noSuchWebhook(NoSuchWebhook e) {
        return ProblemType.NOT_FOUND.detail(message(e));
    }

    @ExceptionHandler(WebhookTaken.class)
    ProblemDetail taken(WebhookTaken e) {
        return ProblemType.TAKEN.detail(message(e));
    }

    @ExceptionHandler(WebhookInactive.class)
    ProblemDetail inactive(WebhookInactive e) {
        return ProblemType.ILLEGAL_TRANSITION.detail(message(e));
    }

    @ExceptionHandler(ReceiverRefused.class)
    ProblemDetail refused(ReceiverRefused e) {
        ProblemDetail problem = ProblemType.RULE_BROKEN.detail(message(e));
        problem.setProperty(
                "rules", List.of(new Shortcoming(ReceiverRefused.RULE, "url", message(e))));
        return problem;
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
