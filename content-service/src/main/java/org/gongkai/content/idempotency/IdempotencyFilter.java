package org.gongkai.content.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.gongkai.content.people.Actor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

import java.io.IOException;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets a creation with a key happen once. It opens a transaction around the whole handling of the
 * request, which the creation's own joins; the answer is written into that transaction, and sent
 * when it is committed. So there is no moment at which a crash leaves a creation without its key.
 *
 * <p>It stands behind the doors of Spring Security, so it sees only who may write.
 */
@Component
class IdempotencyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";

    /** A document's text has at most 2 million characters, of up to six bytes each in JSON. */
    private static final int MOST_BYTES = 16 << 20;

    private final IdempotencyKeys keys;
    private final Fingerprints fingerprints;
    private final TransactionTemplate transactions;
    private final HandlerExceptionResolver problems;

    IdempotencyFilter(
            IdempotencyKeys keys,
            Fingerprints fingerprints,
            TransactionTemplate transactions,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.keys = keys;
        this.fingerprints = fingerprints;
        this.transactions = transactions;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HEADER) == null || !Creations.contain(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof Actor actor)) {
            chain.doFilter(request, response);
            return;
        }
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        try {
            IdempotencyKey key = IdempotencyKey.of(Collections.list(request.getHeaders(HEADER)));
            BufferedRequest buffered = new BufferedRequest(request, MOST_BYTES);
            Optional<Answer> earlier =
                    Objects.requireNonNull(
                            transactions.execute(
                                    status -> once(actor, key, buffered, answer, chain, status)));
            if (earlier.isPresent()) {
                earlier.get().writeTo(response);
            } else {
                answer.copyBodyToResponse();
            }
        } catch (HandlingFailed e) {
            e.rethrow();
        } catch (RuntimeException e) {
            response.reset(); // of what the answer set before it was undone
            problems.resolveException(request, response, null, e);
        }
    }

    private Optional<Answer> once(
            Actor actor,
            IdempotencyKey key,
            BufferedRequest request,
            ContentCachingResponseWrapper answer,
            FilterChain chain,
            TransactionStatus transaction) {
        byte[] fingerprint = fingerprints.of(request);
        Optional<Answer> earlier = keys.take(actor.id(), key, fingerprint);
        if (earlier.isPresent()) {
            return earlier;
        }
        try {
            chain.doFilter(request, answer);
        } catch (IOException | ServletException | RuntimeException e) {
            throw new HandlingFailed(e);
        }
        if (HttpStatusCode.valueOf(answer.getStatus()).is2xxSuccessful()) {
            keys.keep(actor.id(), key, fingerprint, Answer.of(answer));
        } else {
            transaction.setRollbackOnly();
        }
        return Optional.empty();
    }

    /** Carries what went wrong behind the filter out of the transaction, which it rolls back. */
    private static final class HandlingFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HandlingFailed(Exception cause) {
            super(cause);
        }

        void rethrow() throws IOException, ServletException {
            switch (getCause()) {
                case IOException e -> throw e;
                case ServletException e -> throw e;
                case RuntimeException e -> throw e;
                case null, default -> throw this;
            }
        }
    }
}
