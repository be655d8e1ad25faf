package org.gongkai.content.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.gongkai.content.people.Actor;
import org.gongkai.content.people.SignIn;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the roles of a session's person anew for each request, so that a revoked role, an inactive
 * person, a changed password or an unbound identity takes effect at once.
 */
final class SessionActorFilter extends OncePerRequestFilter {
    private final SignIn signIn;

    SessionActorFilter(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication kept = SecurityContextHolder.getContext().getAuthentication();
        if (kept != null) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            Optional<Actor> actor = session(kept).flatMap(signIn::actor);
            if (actor.isPresent()) {
                context.setAuthentication(new ActorAuthentication(actor.get(), true));
            } else {
                HttpSession over = request.getSession(false);
                if (over != null) {
                    over.invalidate();
                }
            }
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private static Optional<SignIn.SignedIn> session(Authentication kept) {
        return switch (kept.getPrincipal()) {
            case SignIn.SignedIn withPassword -> Optional.of(withPassword);
            case OidcPerson sent -> Optional.of(sent.signedIn());
            case null, default -> Optional.empty();
        };
    }
}
