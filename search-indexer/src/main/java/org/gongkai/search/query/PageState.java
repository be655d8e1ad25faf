package org.gongkai.search.query;

import org.springframework.http.HttpStatus;

/**
 * What the search page has to say. Each but {@link #FOUND} names the attribute of the notice that
 * holds its words (docs/search.md, "Places").
 */
enum PageState {
    FOUND(HttpStatus.OK),
    EMPTY(HttpStatus.OK),
    NONE(HttpStatus.OK),
    TOO_LONG(HttpStatus.BAD_REQUEST),
    TOO_DEEP(HttpStatus.BAD_REQUEST),
    INVALID(HttpStatus.BAD_REQUEST),
    TOO_MANY(HttpStatus.TOO_MANY_REQUESTS),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    UPDATING(HttpStatus.SERVICE_UNAVAILABLE);

    private final HttpStatus status;

    PageState(HttpStatus status) {
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    String key() {
        return switch (this) {
            case FOUND -> "found";
            case EMPTY -> "empty";
            case NONE -> "none";
            case TOO_LONG -> "too-long";
            case TOO_DEEP -> "too-deep";
            case INVALID -> "invalid";
            case TOO_MANY -> "too-many";
            case UNAVAILABLE -> "unavailable";
            case UPDATING -> "updating";
        };
    }

    static PageState of(Unanswerable.Reason reason) {
        return switch (reason) {
            case TOO_LONG -> TOO_LONG;
            case TOO_DEEP -> TOO_DEEP;
            case INVALID -> INVALID;
        };
    }
}
