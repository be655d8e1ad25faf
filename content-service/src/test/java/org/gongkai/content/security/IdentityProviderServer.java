package org.gongkai.content.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.DispatcherServlet;

import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A real identity provider, Spring's Authorization Server, on a free port of this machine and in a
 * context of its own. Everybody has the password {@value #PASSWORD}; the subject is the name with
 * {@code sub-} before it.
 */
final class IdentityProviderServer implements AutoCloseable {
    static final String PASSWORD = "of-the-provider";
    static final String CLIENT = "gongkai";
    static final String SECRET = "known-to-both";

    private static final Map<String, Object> FORGED = new ConcurrentHashMap<>();

    private final AnnotationConfigServletWebServerApplicationContext context =
            new AnnotationConfigServletWebServerApplicationContext(Provider.class);

    /** Its issuer. */
    String issuer() {
        return "http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer(), "not started").getPort();
    }

    /** Registers the workbench, as docs/operations.md says. */
    void register(URI workbench) {
        context.getBean(InMemoryRegisteredClientRepository.class)
                .save(
                        RegisteredClient.withId(CLIENT)
                                .clientId(CLIENT)
                                .clientSecret("{noop}" + SECRET)
                                .clientAuthenticationMethod(
                                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                                .redirectUri(workbench + "/workbench/sign-in/oidc/callback")
                                .postLogoutRedirectUri(workbench + "/workbench/sign-in")
                                .scope("openid")
                                .scope("profile")
                                .clientSettings(
                                        ClientSettings.builder().requireProofKey(true).build())
                                .build());
    }

    /** ID tokens say this instead of the truth, until {@link #honest}. */
    void forge(String claim, Object value) {
        FORGED.put(claim, value);
    }

    void honest() {
        FORGED.clear();
    }

    @Override
    public void close() {
        context.close();
    }

    @TestConfiguration(proxyBeanMethods = false)
    @EnableWebSecurity
    static class Provider {
        @Bean
        TomcatServletWebServerFactory webServer() {
            return new TomcatServletWebServerFactory("", 0);
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }

        @Bean
        SecurityFilterChain all(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService everybody() {
            return name -> User.withUsername(name).password("{noop}" + PASSWORD).build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(
                    RegisteredClient.withId("other")
                            .clientId("another-application")
                            .clientSecret("{noop}another-secret")
                            .clientAuthenticationMethod(
                                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                            .build());
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return token -> {
                if (token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                    String name =
                            Objects.requireNonNull(token.<Authentication>getPrincipal(), "nobody")
                                    .getName();
                    token.getClaims()
                            .subject("sub-" + name)
                            .claim("preferred_username", name)
                            .claims(claims -> claims.putAll(FORGED));
                }
            };
        }

        @Bean
        JwtDecoder ownTokens(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        JWKSource<SecurityContext> keys() throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            java.security.KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(
                    new JWKSet(
                            List.of(
                                    new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                                            .privateKey((RSAPrivateKey) pair.getPrivate())
                                            .keyID("test")
                                            .build())));
        }
    }
}
