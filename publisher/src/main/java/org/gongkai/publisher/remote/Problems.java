package org.gongkai.publisher.remote;

import jakarta.servlet.ServletException;

import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.NothingToPublish;
import org.gongkai.publisher.ReleaseFailed;
import org.gongkai.publisher.ReleaseOvertaken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Objects;

/**
 * The failures that cross the wire: each goes out as a problem (RFC 9457) and comes in as the
 * exception that it was.
 */
enum Problems {
    NOTHING_TO_PUBLISH(HttpStatus.CONFLICT) {
        @Override
        RuntimeException exception(String message) {
            return new NothingToPublish(message);
        }
    },
    RELEASE_OVERTAKEN(HttpStatus.CONFLICT) {
        @Override
        RuntimeException exception(String message) {
            return new ReleaseOvertaken(message);
        }
    },
    /** What the state of the release does not allow. */
    REFUSED(HttpStatus.CONFLICT),
    MALFORMED(HttpStatus.BAD_REQUEST) {
        @Override
        RuntimeException exception(String message) {
            return new IllegalArgumentException(message);
        }
    },
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED),
    /** An asset that is missing or unreadable. */
    NO_ASSET(HttpStatus.NOT_FOUND),
    DIGEST_MISMATCH(HttpStatus.INTERNAL_SERVER_ERROR) {
        @Override
        RuntimeException exception(String message) {
            return new DigestMismatch(message);
        }
    },
    RELEASE_FAILED(HttpStatus.INTERNAL_SERVER_ERROR) {
        @Override
        RuntimeException exception(String message) {
            return new ReleaseFailed(message);
        }
    },
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR);

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String TYPES = "urn:gongkai:problem:";

    private final HttpStatus status;

    Problems(HttpStatus status) {
        this.status = status;
    }

    /** The exception on the side that asked. */
    RuntimeException exception(String message) {
        return new IllegalStateException(message);
    }

    String type() {
        return TYPES + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Problems of(Throwable failure) {
        return switch (failure) {
            case NothingToPublish e -> NOTHING_TO_PUBLISH;
            case ReleaseOvertaken e -> RELEASE_OVERTAKEN;
            case DigestMismatch e -> DIGEST_MISMATCH;
            case ReleaseFailed e -> RELEASE_FAILED;
            case JacksonException e -> MALFORMED;
            case IllegalArgumentException e -> MALFORMED;
            case DateTimeException e -> MALFORMED;
            case IllegalStateException e -> REFUSED;
            case IOException e -> NO_ASSET;
            default -> FAILED;
        };
    }

    /** The problem with this type; {@link #FAILED} if it is none of ours. */
    static Problems ofType(String type) {
        for (Problems problem : values()) {
            if (problem.type().equals(type)) {
                return problem;
            }
        }
        return FAILED;
    }

    static ServerResponse answer(Throwable failure) {
        Problems problem = of(failure);
        if (problem.status.is5xxServerError()) {
            LOG.error("A request from the other process failed", failure);
        }
        return problem.answer(
                Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName()));
    }

    ServerResponse answer(String message) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .build(
                        (request, response) -> {
                            if (response.isCommitted()) {
                                // Half an answer must break off, or it would be taken for a whole.
                                throw new ServletException("The answer broke off: " + message);
                            }
                            Wire.JSON.writeValue(
                                    response.getOutputStream(),
                                    new Sent(type(), status.value(), message));
                            return null;
                        });
    }

    /** The members of a problem that we send. */
    private record Sent(String type, int status, String detail) {}
}
