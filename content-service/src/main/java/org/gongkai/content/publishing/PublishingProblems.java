package org.gongkai.content.publishing;

import org.gongkai.content.web.ProblemType;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.released.ReleaseUnknown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What is refused around releases, as problem details; only this package knows its exceptions. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class PublishingProblems {
    private static final Logger log = LoggerFactory.getLogger(PublishingProblems.class);

    @ExceptionHandler(NothingToPublish.class)
    ProblemDetail nothingToPublish(NothingToPublish e) {
        return ProblemType.NOTHING_TO_PUBLISH.detail(String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(NoSuchRelease.class)
    ProblemDetail noSuchRelease(NoSuchRelease e) {
        return ProblemType.NOT_FOUND.detail(String.valueOf(e.getMessage()));
    }

    @ExceptionHandler(ReleaseUnknown.class)
    ResponseEntity<ProblemDetail> releaseUnknown(ReleaseUnknown e) {
        log.warn("What is public could not be delivered: {}", e.getMessage());
        return ResponseEntity.status(ProblemType.UNAVAILABLE.status())
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(
                        ProblemType.UNAVAILABLE.detail(
                                "What is public cannot be said just now; ask again in a moment"));
    }

    @ExceptionHandler(ReleaseFailed.class)
    ProblemDetail releaseFailed(ReleaseFailed e) {
        return ProblemType.RELEASE_FAILED.detail(String.valueOf(e.getMessage()));
    }
}
