package org.gongkai.content.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import org.gongkai.content.engine.StartRefused;
import org.gongkai.content.people.OidcSettings;
import org.gongkai.content.people.SignInSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class OidcProviderTest {
    @Test
    void aProviderThatIsAwayIsAskedAgainTheNextTime() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        OidcProvider provider = new OidcProvider(settings(issuer, "gongkai", null));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });
        server.start();
        try {
            assertThatThrownBy(() -> provider.findByRegistrationId("oidc"))
                    .isInstanceOf(OidcProviderAway.class);
            server.removeContext("/");
            server.createContext("/", exchange -> answer(exchange, issuer));

            assertThat(provider.findByRegistrationId("oidc")).isNotNull();
            assertThat(provider.findByRegistrationId("another")).isNull();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aProviderThatCallsItselfOtherwiseIsNotTheConfiguredOne() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, "https://id.example.gov.cn"));
        server.start();
        try {
            OidcProvider provider =
                    new OidcProvider(
                            settings(
                                    "http://127.0.0.1:" + server.getAddress().getPort(),
                                    "gongkai",
                                    null));

            assertThatThrownBy(() -> provider.findByRegistrationId("oidc"))
                    .isInstanceOf(OidcProviderAway.class)
                    .hasStackTraceContaining("it calls itself https://id.example.gov.cn");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://id.example.gov.cn", "ftp://id.example.gov.cn", "id", "https:///x"})
    void anIssuerThatCouldBeReadOnTheWayIsRefusedAtTheStart(String issuer) {
        assertThatThrownBy(() -> settings(issuer, "gongkai", null))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("gongkai.oidc.issuer");
    }

    @Test
    void theStartSaysWhichSettingIsMissing() {
        assertThatThrownBy(() -> settings("https://id.example.gov.cn", " ", null))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("gongkai.oidc.client-id");
        assertThatThrownBy(
                        () ->
                                settings(
                                        "https://id.example.gov.cn",
                                        "gongkai",
                                        Path.of("/nowhere/secret")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("gongkai.oidc.client-secret-file /nowhere/secret");
    }

    @Test
    void withoutPasswordsThereMustBeAnIdentityProvider() {
        SignInSettings withoutPasswords = new SignInSettings(false);

        assertThatThrownBy(() -> withoutPasswords.requireAWayIn(false))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("gongkai.oidc.issuer");
        withoutPasswords.requireAWayIn(true);
        new SignInSettings(true).requireAWayIn(false);
    }

    @Test
    void theSecretComesFromItsFileAndIsNotPrinted(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "hidden\n");
        OidcSettings settings = settings("https://id.example.gov.cn", "gongkai", file);

        assertThat(settings.clientSecret()).isEqualTo("hidden");
        assertThat(settings.toString()).doesNotContain("hidden");
        assertThat(settings.scopes()).containsExactly("openid", "email");
    }

    private static OidcSettings settings(String issuer, String client, @Nullable Path secretFile) {
        return new OidcSettings(
                issuer,
                client,
                null,
                secretFile,
                List.of("email"),
                null,
                "preferred_username",
                false);
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, String issuer)
            throws IOException {
        byte[] body =
                """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/a", "token_endpoint": "%1$s/t", "jwks_uri": "%1$s/k",
                 "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}
                """
                        .formatted(issuer)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
