package org.gongkai.content.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class SenderTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Receiver receiver = new Receiver();
    private final SigningSecret secret = SigningSecret.drawn();
    private final AddressGuard open = new AddressGuard(TestSettings.allowing(true, List.of()));

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void itPostsTheBodyAsItIsWithASignatureThatTheReceiverCanCheck() throws Exception {
        Claim claim = claim(receiver.url(), "{\"type\":\"ping\",\"text\":\"政务公开\"}", null);

        try (Sender sender = new Sender(open, LONG)) {
            assertThat(sender.send(claim)).isEqualTo(new Attempt(204, null, null));
        }

        Receiver.Received received = receiver.next();
        assertThat(received.body()).isEqualTo(claim.body());
        assertThat(received.header("Content-Type")).startsWith("application/json");
        assertThat(received.header("webhook-id")).isEqualTo(claim.event().toString());
        assertThat(received.header("webhook-timestamp")).isEqualTo("1589500800");
        assertThat(received.header("webhook-signature"))
                .isEqualTo("v1," + hmac(secret.bytes(), received));
    }

    @Test
    void afterARotationBothSecretsSign() throws Exception {
        SigningSecret before = SigningSecret.drawn();

        try (Sender sender = new Sender(open, LONG)) {
            sender.send(claim(receiver.url(), "{}", before));
        }

        Receiver.Received received = receiver.next();
        assertThat(received.header("webhook-signature").split(" "))
                .containsExactly(
                        "v1," + hmac(secret.bytes(), received),
                        "v1," + hmac(before.bytes(), received));
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() throws Exception {
        try (Receiver elsewhere = new Receiver();
                Sender sender = new Sender(open, LONG)) {
            receiver.answering(
                    exchange ->
                            Receiver.answer(exchange, 307, "Location", elsewhere.url().value()));

            Attempt attempt = sender.send(claim(receiver.url(), "{}", null));

            assertThat(attempt.received()).isFalse();
            assertThat(attempt.status()).isEqualTo(307);
            assertThat(attempt.error()).contains("redirects are not followed");
            assertThat(elsewhere.rest()).isEmpty();
        }
    }

    @Test
    void nothingIsSentToAnAddressThatIsNotPublic() throws Exception {
        try (Sender sender = new Sender(new AddressGuard(TestSettings.usual()), LONG)) {
            Attempt attempt = sender.send(claim(receiver.url(), "{}", null));

            assertThat(attempt.status()).isNull();
            assertThat(attempt.error()).startsWith("127.0.0.1, which is not a public address");
            assertThat(receiver.rest()).isEmpty();
        }
    }

    @Test
    void aReceiverThatDoesNotAnswerIsNotWaitedForLongerThanTheTimeout() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        receiver.answering(exchange -> over.await());

        try (Sender sender = new Sender(open, Duration.ofMillis(200))) {
            assertThat(sender.send(claim(receiver.url(), "{}", null)).error())
                    .isEqualTo("There was no answer within 0.2 s");
        } finally {
            over.countDown();
        }
    }

    /** Each byte comes in time, so only the limit of the whole ends it. */
    @Test
    void aReceiverThatAnswersByteByByteIsNotWaitedForEither() throws Exception {
        try (java.net.ServerSocket dripping =
                        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                Sender sender = new Sender(open, Duration.ofMillis(300))) {
            Thread drip = Thread.ofVirtual().start(() -> drip(dripping));
            WebhookUrl url = new WebhookUrl("http://127.0.0.1:" + dripping.getLocalPort() + "/");

            assertThat(sender.send(claim(url, "{}", null)).error())
                    .isEqualTo("There was no answer within 0.3 s");
            drip.join(LONG);
            assertThat(drip.isAlive()).as("its connection is closed").isFalse();
        }
    }

    @Test
    void ofAnEndlessAnswerOnlyTheStatusIsRead() throws Exception {
        receiver.answering(
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    OutputStream body = exchange.getResponseBody();
                    byte[] some = new byte[8192];
                    while (true) {
                        body.write(some);
                    }
                });

        try (Sender sender = new Sender(open, LONG)) {
            assertThat(sender.send(claim(receiver.url(), "{}", null)))
                    .isEqualTo(new Attempt(200, null, null));
        }
    }

    @Test
    void thePauseThatTheReceiverAsksForIsUnderstood() throws Exception {
        receiver.answering(exchange -> Receiver.answer(exchange, 503, "Retry-After", "120"));

        try (Sender sender = new Sender(open, LONG)) {
            assertThat(sender.send(claim(receiver.url(), "{}", null)))
                    .isEqualTo(new Attempt(503, "It answered 503", Duration.ofMinutes(2)));
        }
    }

    @Test
    void whereNobodyListensTheErrorSaysSo() throws Exception {
        WebhookUrl gone = receiver.url();
        receiver.close();

        try (Sender sender = new Sender(open, LONG)) {
            assertThat(sender.send(claim(gone, "{}", null)).error()).startsWith("No connection: ");
        }
    }

    private Claim claim(
            WebhookUrl url,
            String body,
            @org.jspecify.annotations.Nullable SigningSecret previous) {
        return new Claim(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                url,
                body,
                1,
                1_589_500_800L,
                secret,
                previous);
    }

    private static void drip(java.net.ServerSocket server) {
        try (java.net.Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException e) {
            // The sender has gone.
        }
    }

    static String hmac(byte[] key, Receiver.Received received) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String content =
                received.header("webhook-id")
                        + "."
                        + received.header("webhook-timestamp")
                        + "."
                        + received.body();
        return Base64.getEncoder()
                .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }
}
