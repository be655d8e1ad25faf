package org.gongkai.content.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

import org.gongkai.content.engine.Secrets;
import org.gongkai.content.people.Operator;
import org.gongkai.content.people.SignIn;
import org.gongkai.content.people.SignInSettings;
import org.gongkai.content.people.Tokens;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Five rooms with a door each: between our own processes, the API with a token, the workbench (and
 * the API) with a session, review links, and the public. What a person may do inside is decided by
 * the model.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /**
     * Everything the workbench shows comes from here; nothing may frame it or send its forms away.
     */
    private static final String WORKBENCH_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self';"
                    + " script-src 'self'; connect-src 'self'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'";

    private static final PathPatternRequestMatcher.Builder PATH =
            PathPatternRequestMatcher.withDefaults();
    private static final RequestMatcher API = PATH.matcher("/api/v1/**");
    private static final RequestMatcher ISSUE_TOKEN =
            PATH.matcher(HttpMethod.POST, "/api/v1/tokens");

    /** Problem details come from one place, for what filters refuse too. */
    private final HandlerExceptionResolver problems;

    SecurityConfiguration(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Bean
    AuthenticationManager passwords(SignIn signIn) {
        return new ProviderManager(new PasswordProvider(signIn));
    }

    @Bean
    @Order(1)
    SecurityFilterChain betweenProcesses(HttpSecurity http, Secrets secrets) throws Exception {
        SharedSecret shared = new SharedSecret(secrets.value(Secrets.Secret.INTERNAL_TOKEN));
        return stateless(http.securityMatcher("/internal/**"))
                .authorizeHttpRequests(
                        requests ->
                                requests.anyRequest()
                                        .access(
                                                (who, where) ->
                                                        new AuthorizationDecision(
                                                                presents(
                                                                        where.getRequest(),
                                                                        shared))))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain apiWithToken(
            HttpSecurity http, Tokens tokens, Operator operator, Secrets secrets) throws Exception {
        return stateless(
                        http.securityMatcher(
                                request ->
                                        API.matches(request)
                                                && request.getHeader(HttpHeaders.AUTHORIZATION)
                                                        != null))
                .addFilterBefore(
                        new BearerFilter(tokens, operator, secrets),
                        AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers(ISSUE_TOKEN)
                                        .permitAll()
                                        .requestMatchers(HttpMethod.GET)
                                        .authenticated()
                                        .requestMatchers(HttpMethod.HEAD)
                                        .authenticated()
                                        .anyRequest()
                                        .hasAuthority(ActorAuthentication.MAY_WRITE))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain workbench(
            HttpSecurity http,
            SignIn signIn,
            SignInSettings settings,
            SignInAnswers answers,
            ObjectProvider<OidcSignIn> identityProvider)
            throws Exception {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        // Pages only: after signing in, nobody wants to be led to what a script asked for.
        cache.setRequestMatcher(
                new AndRequestMatcher(
                        PATH.matcher(HttpMethod.GET, "/workbench/**"),
                        new NegatedRequestMatcher(PATH.matcher("/workbench/session"))));
        answers.setRequestCache(cache);
        http.securityMatcher("/workbench", "/workbench/**", "/api/v1/**")
                .addFilterBefore(
                        new SessionActorFilter(signIn), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(
                                                DispatcherType.ERROR, DispatcherType.FORWARD)
                                        .permitAll()
                                        .requestMatchers(
                                                SignInAnswers.SIGN_IN, "/workbench/assets/**")
                                        .permitAll()
                                        .requestMatchers(ISSUE_TOKEN)
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers(ISSUE_TOKEN))
                .requestCache(requests -> requests.requestCache(cache))
                .logout(
                        out ->
                                out.logoutUrl("/workbench/sign-out")
                                        .logoutSuccessUrl(SignInAnswers.SIGN_IN + "?out"))
                .exceptionHandling(
                        refusals ->
                                refusals.defaultAuthenticationEntryPointFor(notSignedIn(), API)
                                        .defaultAuthenticationEntryPointFor(
                                                loadAgain(),
                                                new RequestHeaderRequestMatcher("HX-Request"))
                                        .defaultAuthenticationEntryPointFor(
                                                new LoginUrlAuthenticationEntryPoint(
                                                        SignInAnswers.SIGN_IN),
                                                PATH.matcher("/workbench/**"))
                                        .defaultAccessDeniedHandlerFor(refused(), API))
                .headers(SecurityConfiguration::workbenchHeaders);
        if (settings.password()) {
            http.formLogin(
                    form ->
                            form.loginPage(SignInAnswers.SIGN_IN)
                                    .usernameParameter("account")
                                    .passwordParameter("password")
                                    .authenticationDetailsSource(PasswordProvider::caller)
                                    .successHandler(answers)
                                    .failureHandler(answers));
        }
        OidcSignIn oidc = identityProvider.getIfAvailable();
        settings.requireAWayIn(oidc != null);
        if (oidc != null) {
            oidc.offer(http, answers);
        }
        return http.build();
    }

    /**
     * Review links: the address is the key, so nothing of it may leave by a referrer or a cache.
     */
    @Bean
    @Order(4)
    SecurityFilterChain guests(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher("/review/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy -> policy.policyDirectives(WORKBENCH_POLICY))
                                        .referrerPolicy(
                                                policy ->
                                                        policy.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    /** The released site, search, delivery and the API's description: for everyone. */
    @Bean
    @Order(5)
    SecurityFilterChain everyone(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityConfiguration::thisHostOnly)
                .headers(
                        headers ->
                                headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                                        .frameOptions(
                                                HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                                        .referrerPolicy(
                                                policy ->
                                                        policy.policy(
                                                                ReferrerPolicy
                                                                        .STRICT_ORIGIN_WHEN_CROSS_ORIGIN)))
                .build();
    }

    private HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        refusals ->
                                refusals.authenticationEntryPoint(notSignedIn())
                                        .accessDeniedHandler(refused()))
                .headers(SecurityConfiguration::thisHostOnly);
    }

    /** The column is one host of a portal: nothing is said of its neighbours. */
    private static void thisHostOnly(HeadersConfigurer<HttpSecurity> headers) {
        headers.httpStrictTransportSecurity(https -> https.includeSubDomains(false));
    }

    private static void workbenchHeaders(HeadersConfigurer<HttpSecurity> headers) {
        thisHostOnly(headers);
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(WORKBENCH_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    private static boolean presents(HttpServletRequest request, SharedSecret secret) {
        return SharedSecret.presented(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(secret::is)
                .isPresent();
    }

    /** A page that asks for a part of itself is loaded again, and so comes to the sign-in page. */
    private static AuthenticationEntryPoint loadAgain() {
        return (request, response, expired) -> {
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        };
    }

    private AuthenticationEntryPoint notSignedIn() {
        return (request, response, e) -> problems.resolveException(request, response, null, e);
    }

    private AccessDeniedHandler refused() {
        return (request, response, e) -> problems.resolveException(request, response, null, e);
    }
}
