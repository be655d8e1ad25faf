package org.gongkai.publisher.remote;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The process at the other end, with the secret that both share. What it refuses comes back as the
 * exception that it was there. Thread-safe.
 */
final class Peer {
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final String name;
    private final URI base;
    private final RestClient http;

    /**
     * @param name what the messages call it
     * @param setting the configuration key that says where it is
     * @param reading how long one answer may take, from the request to its last byte
     */
    Peer(String name, String setting, @Nullable URI base, String token, Duration reading) {
        if (base == null || base.getHost() == null) {
            throw new Misconfigured(
                    "%s is %s: set it to where the %s is, such as http://%s:8080"
                            .formatted(
                                    setting,
                                    base == null ? "not set" : "'" + base + "'",
                                    name,
                                    name.replace(' ', '-')));
        }
        if (token.isBlank()) {
            throw new Misconfigured(
                    "gongkai.publisher.internal-token is not set: give publisher and content service the same secret");
        }
        this.name = name;
        this.base = base;
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(CONNECTING)
                                .build());
        requests.setReadTimeout(reading);
        this.http =
                RestClient.builder()
                        .baseUrl(base.toString().replaceFirst("/+$", ""))
                        .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .requestFactory(requests)
                        .build();
    }

    /** An answer that has to have a body. */
    <T> T get(String path, Map<String, ?> variables, Class<T> type) {
        return find(path, variables, type)
                .orElseThrow(
                        () ->
                                new Unreachable(
                                        name,
                                        base,
                                        "it answered " + path + " without a body",
                                        null));
    }

    /** Empty if the answer is 204. */
    <T> Optional<T> find(String path, Map<String, ?> variables, Class<T> type) {
        return exchange(http.get().uri(path, variables), body -> read(body, type));
    }

    /** The body as it is; empty if the answer is 204. */
    Optional<byte[]> bytes(String path, Map<String, ?> variables) {
        return exchange(http.get().uri(path, variables), InputStream::readAllBytes);
    }

    <T> Optional<T> send(
            HttpMethod method,
            String path,
            Map<String, ?> variables,
            @Nullable Object body,
            Class<T> type) {
        RestClient.RequestBodySpec request = http.method(method).uri(path, variables);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(Wire.JSON.writeValueAsBytes(body));
        }
        return exchange(request, answered -> read(answered, type));
    }

    /**
     * A body to read while it comes; whoever closes it ends the request.
     *
     * @throws IOException if the peer does not have it
     */
    InputStream open(String path, Map<String, ?> variables) throws IOException {
        try {
            ClientHttpResponse answer =
                    Objects.requireNonNull(
                            http.get()
                                    .uri(path, variables)
                                    .exchange((request, response) -> response, false));
            try {
                if (answer.getStatusCode().value() == 404) {
                    throw new IOException(problem(answer).detail());
                }
                refuseFailures(answer);
                return new Closing(answer);
            } catch (IOException | RuntimeException e) {
                answer.close();
                throw e;
            }
        } catch (ResourceAccessException e) {
            throw new IOException(new Unreachable(name, base, reason(e), e).getMessage(), e);
        }
    }

    /** How the body of an answer is read. */
    private interface Reading<T> {
        T of(InputStream body) throws IOException;
    }

    private <T> Optional<T> exchange(RestClient.RequestHeadersSpec<?> request, Reading<T> reading) {
        try {
            return Objects.requireNonNull(
                    request.exchange(
                            (sent, answer) -> {
                                refuseFailures(answer);
                                return answer.getStatusCode().value() == 204
                                        ? Optional.<T>empty()
                                        : Optional.of(reading.of(answer.getBody()));
                            }));
        } catch (ResourceAccessException e) {
            throw new Unreachable(name, base, reason(e), e);
        }
    }

    private <T> T read(InputStream body, Class<T> type) {
        try {
            return Wire.JSON.readValue(body, type);
        } catch (JacksonException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (Problems.of(cause) == Problems.DIGEST_MISMATCH) {
                    throw (RuntimeException) cause;
                }
            }
            throw new Unreachable(name, base, "its answer cannot be read: " + e.getMessage(), e);
        }
    }

    private void refuseFailures(ClientHttpResponse answer) throws IOException {
        int status = answer.getStatusCode().value();
        if (status < 300) {
            return;
        }
        if (status == 401) {
            throw new Misconfigured(
                    "The %s at %s refuses the secret: gongkai.publisher.internal-token must be the same on both sides"
                            .formatted(name, base));
        }
        Wire.Problem problem = problem(answer);
        if (status == 404 || status < 400) {
            throw new Misconfigured(
                    "There is no %s for this process at %s (it answered %d). A content service lets a publisher in once gongkai.publisher.url is set there"
                            .formatted(name, base, status));
        }
        if (status == 502 || status == 503 || status == 504) {
            throw new Unreachable(name, base, String.valueOf(problem.detail()), null);
        }
        throw Problems.ofType(String.valueOf(problem.type()))
                .exception(String.valueOf(problem.detail()));
    }

    private static Wire.Problem problem(ClientHttpResponse answer) throws IOException {
        try {
            return Wire.JSON.readValue(answer.getBody(), Wire.Problem.class);
        } catch (JacksonException e) {
            return new Wire.Problem(null, "it answered " + answer.getStatusCode());
        }
    }

    private static String reason(ResourceAccessException e) {
        Throwable cause = e.getMostSpecificCause();
        return cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** A body that lets its connection go when it is closed. */
    private static final class Closing extends java.io.FilterInputStream {
        private final ClientHttpResponse answer;

        Closing(ClientHttpResponse answer) throws IOException {
            super(answer.getBody());
            this.answer = answer;
        }

        @Override
        public void close() {
            answer.close();
        }
    }
}
