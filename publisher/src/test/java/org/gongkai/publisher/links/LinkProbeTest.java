package org.gongkai.publisher.links;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Links to other sites, asked of a server on this machine under names that only the test knows. */
class LinkProbeTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server = server();

    @BeforeEach
    void listen() {
        answer("/there", 200, null);
        answer("/gone", 404, null);
        answer("/secret", 403, null);
        answer("/moved", 302, "/there");
        answer("/loop", 301, "/loop");
        answer("/inside", 302, "http://inside.example:" + port() + "/there");
        answer("/file", 302, "file:///etc/passwd");
        answer("/metadata", 302, "http://169.254.169.254:" + port() + "/latest");
        server.createContext(
                "/get-only",
                exchange -> {
                    asked.add(exchange.getRequestMethod());
                    exchange.sendResponseHeaders(
                            exchange.getRequestMethod().equals("GET") ? 200 : 501, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void whatAnswersLeadsSomewhere() throws InterruptedException {
        assertThat(problem("/there")).isEmpty();
        assertThat(problem("/secret")).as("it exists").isEmpty();
        assertThat(problem("/moved")).isEmpty();
        assertThat(problem("/get-only")).isEmpty();
        assertThat(asked).containsSubsequence("HEAD", "GET");
    }

    @Test
    void whatIsGoneLoopsOrHasNoNameDoesNot() throws InterruptedException {
        assertThat(problem("/gone")).contains("is answered with 404");
        assertThat(problem("/loop")).contains("redirects more than 5 times");
        assertThat(probe().problem(URI.create("http://nobody.example/")))
                .contains("names a host that is not known");
    }

    @Test
    void noHopLeadsToWhatIsNotPublic() throws InterruptedException {
        assertThat(problem("/inside")).contains("leads to an address that is not public");
        assertThat(problem("/metadata")).contains("leads to an address that is not public");
        assertThat(problem("/file"))
                .contains("leads to an address that is not asked: file:///etc/passwd");
        assertThat(asked).doesNotContain("/latest");
        assertThat(probe().problem(URI.create("http://a@other.example/"))).isPresent();
        assertThat(probe().problem(URI.create("http://other.example:22/")))
                .contains("leads to port 22, which is not asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void noPrivateOrReservedAddressIsReached(String address) throws UnknownHostException {
        assertThat(PublicNetwork.reaches(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "223.255.255.255",
                "2400:3200::1",
                "2001:4860:4860::8888"
            })
    void whatAnyoneReachesIsReached(String address) throws UnknownHostException {
        assertThat(PublicNetwork.reaches(InetAddress.getByName(address))).isTrue();
    }

    private Optional<String> problem(String path) throws InterruptedException {
        return probe().problem(URI.create("http://other.example:" + port() + path));
    }

    /** Here other.example is this machine and counts as public, and inside.example is not. */
    private LinkProbe probe() {
        InetAddress here = InetAddress.getLoopbackAddress();
        return new LinkProbe(
                host ->
                        switch (host) {
                            case "other.example" -> new InetAddress[] {here};
                            case "inside.example" ->
                                    new InetAddress[] {here, InetAddress.getByName("10.0.0.1")};
                            case "169.254.169.254" -> InetAddress.getAllByName(host);
                            default -> throw new UnknownHostException(host);
                        },
                address -> address.equals(here) || PublicNetwork.reaches(address),
                port -> port == 80 || port == port(),
                Duration.ofSeconds(30),
                host -> {});
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(String path, int status, @Nullable String location) {
        server.createContext(
                path,
                exchange -> {
                    asked.add(exchange.getRequestURI().getPath());
                    if (location != null) {
                        exchange.getResponseHeaders().set("Location", location);
                    }
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
