package org.gongkai.publisher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.gongkai.publisher.ContentSource;
import org.gongkai.publisher.DigestMismatch;
import org.gongkai.publisher.InMemoryContent;
import org.gongkai.publisher.InMemoryLedger;
import org.gongkai.publisher.PublishableContent;
import org.gongkai.publisher.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class HttpContentSourceTest extends ContentSourceContract {
    private static final String SECRET = "only-in-tests";

    private final ContentSource source = new HttpContentSource(PublishingServer.peer());

    @BeforeEach
    void serve() {
        PublishingServer.serve(content, new InMemoryLedger(content, Clock.systemUTC()));
    }

    @Override
    ContentSource source() {
        return source;
    }

    @Test
    void anAssetThatBreaksOffIsNotTakenForAWholeOne() {
        PublishingServer.serve(new Breaking(), new InMemoryLedger(content, Clock.systemUTC()));

        assertThatThrownBy(
                        () -> {
                            try (InputStream in = source.asset(Sha256.of(new byte[0]))) {
                                in.readAllBytes();
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    @Test
    void bytesThatChangedOnTheWayAreRefused() throws IOException {
        content.approve(InMemoryContent.draft("公交"));
        String sent = Wire.JSON.writeValueAsString(content.read(0, NOW));
        String form =
                Base64.getEncoder().encodeToString(content.read(0, NOW).site().canonicalForm());
        String other =
                Base64.getEncoder()
                        .encodeToString("{\"title\":\"别的\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(sent).contains(form);

        assertThatThrownBy(() -> answering(200, sent.replace(form, other)))
                .isInstanceOf(DigestMismatch.class)
                .hasMessageContaining("is not published");
    }

    @Test
    void halfAnAnswerIsNotTakenForAWholeOne() {
        content.approve(InMemoryContent.draft("公交"));
        String sent = Wire.JSON.writeValueAsString(content.read(0, NOW));

        assertThatThrownBy(() -> answering(200, sent.substring(0, sent.length() - 1)))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> answering(200, sent + "{\"type\":\"about:blank\"}"))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void anotherSecretIsRefusedAndTheMessageSaysWhatToSet() {
        assertThatThrownBy(() -> answering(401, "{}"))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("gongkai.publisher.internal-token");
    }

    @Test
    void aContentServiceThatPublishesByItselfSaysWhatToSet() {
        assertThatThrownBy(() -> answering(404, "{}"))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("gongkai.publisher.url");
    }

    @Test
    void anUnknownFailureKeepsItsWords() {
        assertThatThrownBy(
                        () ->
                                answering(
                                        500,
                                        "{\"type\":\"urn:gongkai:problem:new\",\"detail\":\"磁盘已满\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("磁盘已满");
    }

    @Test
    void whoDoesNotAnswerIsNamed() {
        ContentSource nobody = new HttpContentSource(peer(URI.create("http://127.0.0.1:9")));

        assertThatThrownBy(() -> nobody.read(0, NOW))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("The content service at http://127.0.0.1:9 does not answer");
        assertThatThrownBy(() -> nobody.asset(Sha256.of(new byte[0])).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void withoutAnAddressOrASecretItIsNotEvenTried() {
        assertThatThrownBy(
                        () ->
                                new Peer(
                                        "publisher",
                                        "gongkai.publisher.url",
                                        null,
                                        "x",
                                        Duration.ZERO))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("gongkai.publisher.url is not set");
        assertThatThrownBy(
                        () ->
                                new Peer(
                                        "publisher",
                                        "gongkai.publisher.url",
                                        URI.create("http://publisher:8080"),
                                        " ",
                                        Duration.ZERO))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("gongkai.publisher.internal-token is not set");
    }

    /** Reads from a server that answers everything alike. */
    private static PublishableContent answering(int status, String body) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        try {
            return new HttpContentSource(
                            peer(URI.create("http://127.0.0.1:" + server.getAddress().getPort())))
                    .read(0, NOW);
        } finally {
            server.stop(0);
        }
    }

    private static Peer peer(URI base) {
        return new Peer(
                "content service",
                "gongkai.publisher.content-service",
                base,
                SECRET,
                Duration.ofSeconds(30));
    }

    /** Its disk fails in the middle of a file. */
    private static final class Breaking implements ContentSource {
        @Override
        public PublishableContent read(long since, Instant at) {
            throw new IllegalStateException("Not asked for here");
        }

        @Override
        public Set<UUID> reversible(Collection<UUID> editions) {
            throw new IllegalStateException("Not asked for here");
        }

        @Override
        public Map<Sha256, byte[]> forms(Collection<Sha256> digests) {
            throw new IllegalStateException("Not asked for here");
        }

        @Override
        public InputStream asset(Sha256 digest) {
            InputStream broken =
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("读取失败");
                        }
                    };
            return new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), broken);
        }
    }
}
