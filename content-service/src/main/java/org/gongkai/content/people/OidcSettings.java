package org.gongkai.content.people;

import org.gongkai.content.engine.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The identity provider (OpenID Connect), as the operator configures it.
 *
 * @param issuer its issuer, at which {@code /.well-known/openid-configuration} stands
 * @param clientId what it calls us
 * @param clientSecret what it knows us by; neither this nor the file for a public client
 * @param clientSecretFile a file that holds the secret
 * @param scopes what is asked for; {@code openid} always is
 * @param label what the sign-in page calls it; null for the page's own word
 * @param accountClaim the claim of the ID token that may name an account here
 * @param bindByAccount whether that claim binds whoever signs in first to the account of that name
 */
@ConfigurationProperties("gongkai.oidc")
public record OidcSettings(
        String issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable Path clientSecretFile,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @Nullable String label,
        @DefaultValue("preferred_username") String accountClaim,
        @DefaultValue("false") boolean bindByAccount) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * @throws StartRefused naming the setting that cannot be used
     */
    public OidcSettings {
        issuer = issuer.strip();
        requireSafe(issuer);
        if (clientId == null || clientId.isBlank()) {
            throw new StartRefused(
                    "gongkai.oidc.issuer is set, so gongkai.oidc.client-id is needed: the id under which"
                            + " the identity provider knows this workbench");
        }
        if (clientSecretFile != null && !clientSecretFile.toString().isBlank()) {
            clientSecret = read(clientSecretFile);
        }
        Set<String> asked = new LinkedHashSet<>(List.of("openid"));
        asked.addAll(scopes);
        scopes = List.copyOf(asked);
        label = label == null || label.isBlank() ? null : label.strip();
    }

    private static void requireSafe(String issuer) {
        URI uri;
        try {
            uri = URI.create(issuer);
        } catch (IllegalArgumentException e) {
            throw new StartRefused("gongkai.oidc.issuer is no address: " + issuer, e);
        }
        boolean loopback = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
        if (!("https".equals(uri.getScheme()) && uri.getHost() != null) && !loopback) {
            throw new StartRefused(
                    "gongkai.oidc.issuer must be https, or http on this machine: " + issuer);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartRefused(
                    "cannot read gongkai.oidc.client-secret-file %s: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }
}
