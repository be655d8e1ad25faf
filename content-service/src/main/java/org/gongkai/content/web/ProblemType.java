package org.gongkai.content.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

import java.net.URI;
import java.util.Locale;

/**
 * The kinds of problem (RFC 9457) that the API answers with. Their URIs never change: {@code
 * urn:gongkai:problem:} and the name in lower case with hyphens.
 */
public enum ProblemType {
    MALFORMED(HttpStatus.BAD_REQUEST),
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED),
    WRONG_CREDENTIALS(HttpStatus.UNAUTHORIZED),
    NOT_ALLOWED(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    /** It was public and has been withdrawn. */
    WITHDRAWN(HttpStatus.GONE),
    /** What changed since a release is not known any more. */
    CHANGES_FORGOTTEN(HttpStatus.GONE),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    /** The key or name belongs to something else already. */
    TAKEN(HttpStatus.CONFLICT),
    /** The state of the edition or release set does not allow it. */
    ILLEGAL_TRANSITION(HttpStatus.CONFLICT),
    /** Something else needs it; the detail names what. */
    IN_USE(HttpStatus.CONFLICT),
    /** Somebody changed it in the meantime. */
    STALE_VERSION(HttpStatus.CONFLICT),
    /** Another request with the same idempotency key is running. */
    IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT),
    /** No site text is approved yet, so there is no site to release. */
    NOTHING_TO_PUBLISH(HttpStatus.CONFLICT),
    /** A change names no version that it starts from. */
    PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED),
    /** The content is gone for good. */
    ERASED(HttpStatus.GONE),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    /** Well-formed, but against a rule. */
    RULE_BROKEN(HttpStatus.UNPROCESSABLE_CONTENT),
    /** The idempotency key was used for another request. */
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    SIGN_IN_LOCKED(HttpStatus.TOO_MANY_REQUESTS),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    /** The site stays as it was, or the next release finishes this one; the detail says which. */
    RELEASE_FAILED(HttpStatus.INTERNAL_SERVER_ERROR),
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR);

    private final HttpStatus status;

    ProblemType(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    public URI uri() {
        return URI.create(
                "urn:gongkai:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** A problem of this kind. */
    public ProblemDetail detail(String message) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, message);
        problem.setType(uri());
        return problem;
    }

    /** The kind that fits a status which Spring chose. */
    static ProblemType of(int status) {
        for (ProblemType type : values()) {
            if (type.status.value() == status) {
                return type;
            }
        }
        return status < 500 ? MALFORMED : FAILED;
    }
}
