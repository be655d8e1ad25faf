package org.gongkai.content.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.people.ConditionalOnIdentityProvider;
import org.gongkai.content.people.Identities;
import org.gongkai.content.people.OidcSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/**
 * Signing in to the workbench through an identity provider: authorization code with PKCE (RFC
 * 7636), state and nonce. The tokens of the provider are used for this and thrown away.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnIdentityProvider
class OidcSignIn {
    private final OidcSettings settings;
    private final Identities identities;
    private final OidcProvider provider;

    OidcSignIn(OidcSettings settings, Identities identities) {
        this.settings = settings;
        this.identities = identities;
        this.provider = new OidcProvider(settings);
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens() {
        return provider;
    }

    void offer(HttpSecurity http, SignInAnswers answers) throws Exception {
        http.oauth2Login(
                        login ->
                                login.loginPage(SignInAnswers.SIGN_IN)
                                        .clientRegistrationRepository(provider)
                                        .authorizedClientRepository(new NothingKept())
                                        .loginProcessingUrl(OidcProvider.CALLBACK)
                                        .authorizationEndpoint(
                                                to -> to.baseUri(SignInAnswers.SIGN_IN))
                                        .tokenEndpoint(
                                                tokens ->
                                                        tokens.accessTokenResponseClient(
                                                                provider.tokens()))
                                        .userInfoEndpoint(
                                                person ->
                                                        person.oidcUserService(
                                                                new OidcPersons(
                                                                        identities, settings)))
                                        .successHandler(answers)
                                        .failureHandler(answers)
                                        .withObjectPostProcessor(failingTo(answers)))
                .logout(
                        out ->
                                out.logoutSuccessHandler(
                                        new OidcSignOut(provider, SignInAnswers.SIGN_IN + "?out")));
    }

    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failingTo(
            SignInAnswers answers) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(answers);
                return filter;
            }
        };
    }

    /** Nothing is asked of the provider once a person is known, so no access token is kept. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
