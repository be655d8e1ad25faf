package org.gongkai.content.media;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** The problem detail (RFC 9457) for a file that is not taken. */
public final class FileProblem {
    private FileProblem() {}

    /**
     * 413 for its size, 415 for its kind, 422 for everything else; the member {@code reason} says
     * which, and {@code inChinese} is there if the file has words of its own in Chinese.
     */
    public static ProblemDetail of(FileRefused refused) {
        HttpStatus status =
                switch (refused.reason()) {
                    case TOO_LARGE, QUOTA -> HttpStatus.CONTENT_TOO_LARGE;
                    case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
                    default -> HttpStatus.UNPROCESSABLE_CONTENT;
                };
        return of(refused, status);
    }

    /** The same with a status of the caller's choice. */
    public static ProblemDetail of(FileRefused refused, HttpStatus status) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(
                        status, Objects.requireNonNullElse(refused.getMessage(), ""));
        problem.setType(URI.create("urn:gongkai:problem:file-refused"));
        problem.setTitle("The file is not taken");
        problem.setProperty(
                "reason", refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (!refused.inChinese().isEmpty()) {
            problem.setProperty("inChinese", refused.inChinese());
        }
        return problem;
    }
}
