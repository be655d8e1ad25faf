package org.gongkai.content.pack;

import org.gongkai.content.web.ProblemType;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What is refused around packs, as problem details; the pages of the workbench come first. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class PackProblems {
    @ExceptionHandler(NoSuchPack.class)
    ProblemDetail noSuchPack(NoSuchPack e) {
        return ProblemType.NOT_FOUND.detail(String.valueOf(e.getMessage()));
    }

    @ExceptionHandler({PackRefused.class, SheetRefused.class})
    ProblemDetail refused(RuntimeException e) {
        return ProblemType.RULE_BROKEN.detail(String.valueOf(e.getMessage()));
    }
}
