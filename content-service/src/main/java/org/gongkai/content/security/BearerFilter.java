package org.gongkai.content.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.engine.Secrets;
import org.gongkai.content.people.Operator;
import org.gongkai.content.people.Token;
import org.gongkai.content.people.Tokens;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Optional;

/**
 * Takes the person from {@code Authorization: Bearer}: a token of the API (RFC 6750), or the
 * command line's, which is the operator's. Anything else stays unknown; a session is never looked
 * at.
 */
final class BearerFilter extends OncePerRequestFilter {
    private final Tokens tokens;
    private final Operator operator;
    private final SharedSecret commandLine;

    BearerFilter(Tokens tokens, Operator operator, Secrets secrets) {
        this.tokens = tokens;
        this.operator = operator;
        this.commandLine = new SharedSecret(secrets.value(Secrets.Secret.CLI_TOKEN));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SharedSecret.presented(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(this::authentication)
                .ifPresent(
                        found -> {
                            SecurityContext context = SecurityContextHolder.createEmptyContext();
                            context.setAuthentication(found);
                            SecurityContextHolder.setContext(context);
                        });
        chain.doFilter(request, response);
    }

    private Optional<Authentication> authentication(String secret) {
        if (commandLine.is(secret)) {
            return operator.acting().map(actor -> new ActorAuthentication(actor, true));
        }
        return tokens.bearer(secret)
                .map(
                        bearer ->
                                new ActorAuthentication(
                                        bearer.actor(),
                                        bearer.scopes().contains(Token.Scope.WRITE)));
    }
}
