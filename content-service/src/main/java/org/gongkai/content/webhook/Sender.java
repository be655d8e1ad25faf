package org.gongkai.content.webhook;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/**
 * Posts an event to its receiver: one connection for each try, to an address that the guard let
 * pass; no proxy, no redirect, no cookie, and of the answer nothing but its status and {@code
 * Retry-After} is read. A try ends with the timeout, however slowly the receiver goes on.
 * Thread-safe.
 */
final class Sender implements AutoCloseable {
    private static final String RETRY_AFTER_SECONDS = "[0-9]{1,9}";

    private final Duration timeout;
    private final CloseableHttpClient client;
    private final ExecutorService tries = Executors.newVirtualThreadPerTaskExecutor();

    Sender(AddressGuard guard, Duration timeout) {
        this.timeout = timeout;
        Timeout limit = Timeout.of(timeout);
        this.client =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(guard)
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(limit)
                                                        .setSocketTimeout(limit)
                                                        .build())
                                        .setMaxConnTotal(Integer.MAX_VALUE)
                                        .setMaxConnPerRoute(Integer.MAX_VALUE)
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setResponseTimeout(limit)
                                        .setProtocolUpgradeEnabled(false)
                                        .build())
                        .setConnectionReuseStrategy((request, response, context) -> false)
                        .setUserAgent("gongkai")
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableAutomaticRetries()
                        .disableContentCompression()
                        .build();
    }

    /**
     * Tries once.
     *
     * @throws InterruptedException if the process ends meanwhile; then nothing is known of the try
     */
    Attempt send(Claim claim) throws InterruptedException {
        Future<Attempt> running = tries.submit(() -> post(claim));
        try {
            return running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Attempt.failed(
                    "There was no answer within %.1f s".formatted(timeout.toMillis() / 1000.0));
        } catch (ExecutionException e) {
            return Attempt.failed(reason(Objects.requireNonNull(e.getCause())));
        } finally {
            running.cancel(true); // closes the socket of a try that goes on
        }
    }

    private Attempt post(Claim claim) throws IOException {
        HttpPost request = new HttpPost(claim.url().uri());
        request.setEntity(new StringEntity(claim.body(), ContentType.APPLICATION_JSON));
        request.setHeader("webhook-id", claim.event().toString());
        request.setHeader("webhook-timestamp", Long.toString(claim.timestamp()));
        request.setHeader("webhook-signature", claim.signatures());
        try {
            ClassicHttpResponse answer = client.executeOpen(null, request, null);
            return Attempt.answered(answer.getCode(), wanted(answer));
        } finally {
            request.cancel(); // closing the answer would first read its body to the end
        }
    }

    /** Only the number of seconds is understood; a date is as good as nothing. */
    private static @Nullable Duration wanted(ClassicHttpResponse answer) {
        Header header = answer.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return header != null && header.getValue().matches(RETRY_AFTER_SECONDS)
                ? Duration.ofSeconds(Long.parseLong(header.getValue()))
                : null;
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case AddressGuard.AddressRefused refused -> refused.detail();
            case UnknownHostException unknown -> "There is no host " + unknown.getMessage();
            case ConnectException refused -> "No connection: " + refused.getMessage();
            case SSLException insecure -> "No secure connection: " + insecure.getMessage();
            default -> cause.getClass().getSimpleName() + ": " + cause.getMessage();
        };
    }

    @Override
    public void close() throws IOException {
        tries.shutdownNow();
        client.close();
    }
}
