package org.gongkai.content.security;

import org.gongkai.content.people.OidcSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The identity provider over the network. It is asked who it is (OpenID Connect Discovery 1.0) when
 * somebody first signs in, not at the start: while it is away, everything but signing in through it
 * goes on. Thread-safe.
 */
final class OidcProvider
        implements ClientRegistrationRepository, JwtDecoderFactory<ClientRegistration> {
    /** The name of the one registration, which stands in addresses. */
    static final String REGISTRATION = "oidc";

    static final String CALLBACK = "/workbench/sign-in/oidc/callback";

    private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};

    private final OidcSettings settings;
    private final JdkClientHttpRequestFactory network;
    private volatile @Nullable ClientRegistration registration;
    private volatile @Nullable JwtDecoder decoder;

    OidcProvider(OidcSettings settings) {
        this.settings = settings;
        this.network =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .connectTimeout(CONNECT)
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .build());
        this.network.setReadTimeout(ANSWER);
    }

    /**
     * @throws OidcProviderAway if it does not say who it is, or is another than the configured one
     */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(REGISTRATION)) {
            return null;
        }
        ClientRegistration known = registration;
        if (known == null) {
            known = discover();
            registration = known;
        }
        return known;
    }

    /** One for good, because it keeps the provider's keys. */
    @Override
    public JwtDecoder createDecoder(ClientRegistration registered) {
        JwtDecoder known = decoder;
        if (known == null) {
            NimbusJwtDecoder made =
                    NimbusJwtDecoder.withJwkSetUri(
                                    Objects.requireNonNull(
                                            registered.getProviderDetails().getJwkSetUri(),
                                            "discovery demands it"))
                            .restOperations(new RestTemplate(network))
                            .jwsAlgorithm(algorithm(registered))
                            .build();
            made.setJwtValidator(
                    new DelegatingOAuth2TokenValidator<>(
                            new JwtTimestampValidator(), new OidcIdTokenValidator(registered)));
            made.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
            decoder = made;
            known = made;
        }
        return known;
    }

    /** Exchanges codes for tokens. */
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
        RestClientAuthorizationCodeTokenResponseClient client =
                new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(
                RestClient.builder()
                        .requestFactory(network)
                        .configureMessageConverters(
                                converters ->
                                        converters
                                                .addCustomConverter(new FormHttpMessageConverter())
                                                .addCustomConverter(
                                                        new OAuth2AccessTokenResponseHttpMessageConverter()))
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        return client;
    }

    private ClientRegistration discover() {
        try {
            Map<String, Object> metadata =
                    Objects.requireNonNull(
                            RestClient.builder()
                                    .requestFactory(network)
                                    .build()
                                    .get()
                                    .uri(
                                            settings.issuer().replaceFirst("/$", "")
                                                    + "/.well-known/openid-configuration")
                                    .retrieve()
                                    .body(METADATA),
                            "it answered nothing");
            if (!settings.issuer().equals(metadata.get("issuer"))) {
                throw new IllegalStateException(
                        "it calls itself %s, gongkai.oidc.issuer is %s"
                                .formatted(metadata.get("issuer"), settings.issuer()));
            }
            return registration(ClientRegistrations.fromOidcConfiguration(metadata));
        } catch (RuntimeException e) {
            log.warn(
                    "The identity provider {} cannot be used: {}",
                    settings.issuer(),
                    e.getMessage());
            throw new OidcProviderAway(settings.issuer(), e);
        }
    }

    private ClientRegistration registration(ClientRegistration.Builder builder) {
        builder.registrationId(REGISTRATION)
                .clientId(Objects.requireNonNull(settings.clientId()))
                .scope(settings.scopes())
                .redirectUri("{baseUrl}" + CALLBACK)
                .clientSettings(
                        ClientRegistration.ClientSettings.builder().requireProofKey(true).build());
        String secret = settings.clientSecret();
        if (secret == null || secret.isBlank()) {
            builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else {
            builder.clientSecret(secret);
        }
        return builder.build();
    }

    /** What the provider signs with: RS256, which each must know, or else the first that we do. */
    private static SignatureAlgorithm algorithm(ClientRegistration registered) {
        Object offered =
                registered
                        .getProviderDetails()
                        .getConfigurationMetadata()
                        .get("id_token_signing_alg_values_supported");
        List<?> names = offered instanceof List<?> list ? list : List.of();
        return names.isEmpty() || names.contains(SignatureAlgorithm.RS256.getName())
                ? SignatureAlgorithm.RS256
                : names.stream()
                        .map(name -> SignatureAlgorithm.from(String.valueOf(name)))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(SignatureAlgorithm.RS256);
    }
}
