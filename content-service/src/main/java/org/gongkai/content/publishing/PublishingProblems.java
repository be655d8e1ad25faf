package org.gongkai.content.publishing;

import org.gongkai.content.web.ProblemType;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ReleaseFailed;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What the publisher refuses, as problem details; only this package knows its exceptions. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class PublishingProblems {

    @ExceptionHandler(NothingToPublish.class)
    ProblemDetail nothingToPublish(NothingToPublish e) {
        return ProblemType.NOTHING_TO_PUBLISH.detail(String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(ReleaseFailed.class)
    ProblemDetail releaseFailed(ReleaseFailed e) {
        return ProblemType.RELEASE_FAILED.detail(String.valueOf(e.getMessage()));
    }
}
