package org.gongkai.content.idempotency;

import org.gongkai.content.web.ProblemType;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What this package refuses, as problem details; only it knows its exceptions. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class IdempotencyProblems {

    @ExceptionHandler(KeyInUse.class)
    ResponseEntity<ProblemDetail> inUse(KeyInUse e) {
        return ResponseEntity.status(ProblemType.IDEMPOTENCY_KEY_IN_USE.status())
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(ProblemType.IDEMPOTENCY_KEY_IN_USE.detail(String.valueOf(e.getMessage())));
    }

    @ExceptionHandler(KeyReused.class)
    ProblemDetail reused(KeyReused e) {
        return ProblemType.IDEMPOTENCY_KEY_REUSED.detail(String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(BodyTooLarge.class)
    ProblemDetail tooLarge(BodyTooLarge e) {
        return ProblemType.TOO_LARGE.detail(String.valueOf(e.getMessage()));
    }
}
