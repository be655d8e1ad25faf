package org.gongkai.content.idempotency;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

import java.io.IOException;

/**
 * The answer to a creation, to be given again.
 *
 * @param status 2xx: a failure is not kept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(
        int status,
        @Nullable String contentType,
        @Nullable String etag,
        @Nullable String location,
        byte[] body) {
    static final String REPLAYED = "Idempotency-Replayed";

    static Answer of(ContentCachingResponseWrapper response) {
        return new Answer(
                response.getStatus(),
                response.getContentType(),
                response.getHeader(HttpHeaders.ETAG),
                response.getHeader(HttpHeaders.LOCATION),
                response.getContentAsByteArray());
    }

    /** Gives it again, and says so. */
    void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader(REPLAYED, "true");
        if (etag != null) {
            response.setHeader(HttpHeaders.ETAG, etag);
        }
        if (location != null) {
            response.setHeader(HttpHeaders.LOCATION, location);
        }
        if (contentType != null) {
            response.setContentType(contentType);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
