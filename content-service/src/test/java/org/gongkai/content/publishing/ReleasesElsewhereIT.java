package org.gongkai.content.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.gongkai.content.WholeApplication;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.released.ReleaseSource.Shown;
import org.gongkai.publisher.released.ReleaseUnknown;
import org.gongkai.publisher.remote.RemoteManifests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Which release readers see, as the ledger tells it of a publisher that is another process. */
@Transactional
class ReleasesElsewhereIT extends WholeApplication {
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    @Autowired private JdbcClient jdbc;
    private HttpServer publisher = publisher();
    private String answer = "";

    @BeforeEach
    void onlyOurReleases() {
        jdbc.sql("update release set state = 'FAILED' where state in ('ACTIVE', 'ACTIVATING')")
                .update();
        publisher.start();
    }

    @AfterEach
    void stop() {
        publisher.stop(0);
    }

    @Test
    void beforeTheFirstReleaseNobodyHasToBeAsked() {
        assertThat(elsewhere(NOBODY).shown()).isEmpty();
    }

    @Test
    void whileNoReleaseIsBeingActivatedTheLedgerKnowsWithoutThePublisher() {
        record(900_001, "RETIRED");
        record(900_002, "ACTIVE");
        record(900_003, "FAILED");

        assertThat(elsewhere(NOBODY).shown()).contains(new Shown(900_002, root(900_002)));
    }

    @Test
    void whileAReleaseIsBeingActivatedOnlyThePublisherKnowsWhetherItHasSwitched() {
        record(900_001, "ACTIVE");
        record(900_002, "ACTIVATING");
        ReleasesElsewhere elsewhere = elsewhere(here());

        answer = shown(900_001);
        assertThat(elsewhere.shown()).contains(new Shown(900_001, root(900_001)));
        answer = shown(900_002);
        assertThat(elsewhere.shown()).contains(new Shown(900_002, root(900_002)));
        assertThatThrownBy(() -> elsewhere(NOBODY).shown())
                .as("better no answer than one that may have been withdrawn")
                .isInstanceOf(ReleaseUnknown.class);
    }

    @Test
    void theFirstReleaseOfAllMayNotHaveSwitchedYet() {
        record(900_001, "ACTIVATING");

        assertThat(elsewhere(here()).shown()).isEmpty();
    }

    @Test
    void aReleaseThatNeverBecamePublicHasNoManifestHere() {
        record(900_001, "FAILED");

        assertThat(elsewhere(NOBODY).manifest(900_001)).isEmpty();
        assertThat(elsewhere(NOBODY).manifest(900_002)).isEmpty();
    }

    @Test
    void canonicalFormsComeFromTheDatabaseByTheirDigests() {
        byte[] form = "{\"form\":\"gongkai-site/1\"}".getBytes(StandardCharsets.UTF_8);
        Sha256 digest = Sha256.of(form);
        jdbc.sql(
                        "insert into revision (digest, canonical, created_at) values (:digest, :form, now())")
                .param("digest", HexFormat.of().parseHex(digest.hex()))
                .param("form", form)
                .update();

        var found =
                elsewhere(NOBODY).forms(List.of(digest, digest, Sha256.of(new byte[] {1, 2, 3})));

        assertThat(found).containsOnlyKeys(digest);
        assertThat(found.get(digest)).isEqualTo(form);
        assertThat(elsewhere(NOBODY).forms(List.of())).isEmpty();
    }

    private ReleasesElsewhere elsewhere(URI where) {
        return new ReleasesElsewhere(jdbc, new RemoteManifests(where, "secret"));
    }

    private URI here() {
        return URI.create("http://127.0.0.1:" + publisher.getAddress().getPort());
    }

    private void record(long number, String state) {
        jdbc.sql(
                        """
                        insert into release (number, state, instant, requested_by, opened_at, sequence, manifest_root, outcome)
                        values (:number, :state, now(), 'test', now(), 1, :root, '{}')
                        """)
                .param("number", number)
                .param("state", state)
                .param("root", HexFormat.of().parseHex(root(number).hex()))
                .update();
    }

    private static Sha256 root(long number) {
        return Sha256.of(Long.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(long number) {
        return "{\"number\":%d,\"root\":\"%s\"}".formatted(number, root(number));
    }

    private HttpServer publisher() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/internal/releases/shown",
                    exchange -> {
                        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(
                                bytes.length == 0 ? 204 : 200,
                                bytes.length == 0 ? -1 : bytes.length);
                        exchange.getResponseBody().write(bytes);
                        exchange.close();
                    });
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
