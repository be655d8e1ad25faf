package org.gongkai.content.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "Tokens", description = "Bearer tokens of the API")
class TokensApi {
    private static final int DEFAULT_DAYS = 30;

    private final SignIn signIn;
    private final Tokens tokens;

    TokensApi(SignIn signIn, Tokens tokens) {
        this.signIn = signIn;
        this.tokens = tokens;
    }

    /**
     * @param scopes both if missing
     * @param expiresInDays 30 if missing, 90 at most
     */
    record TokenRequest(
            @NotNull String account,
            @NotNull String password,
            @NotNull String label,
            @Nullable Set<Token.Scope> scopes,
            @Nullable Integer expiresInDays) {
        @Override
        public String toString() {
            return "TokenRequest[" + account + "]";
        }
    }

    /**
     * @param token shown this once
     */
    record IssuedToken(
            UUID id, String token, String label, Set<Token.Scope> scopes, Instant expiresAt) {
        @Override
        public String toString() {
            return "IssuedToken[" + id + "]";
        }
    }

    record TokenJson(
            UUID id, String label, Set<Token.Scope> scopes, Instant createdAt, Instant expiresAt) {
        static TokenJson of(Token token) {
            return new TokenJson(
                    token.id(),
                    token.label(),
                    token.scopes(),
                    token.createdAt(),
                    token.expiresAt());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @SecurityRequirements
    @Operation(summary = "Issue a token for account and password; it is shown this once")
    IssuedToken issue(@Valid @RequestBody TokenRequest asked, HttpServletRequest request) {
        Actor actor =
                signIn.actor(
                                signIn.signIn(
                                        asked.account(), asked.password(), request.getRemoteAddr()))
                        .orElseThrow(WrongCredentials::new);
        Set<Token.Scope> scopes = asked.scopes();
        Integer days = asked.expiresInDays();
        Tokens.Issued issued =
                tokens.issue(
                        actor,
                        asked.label(),
                        scopes == null ? EnumSet.allOf(Token.Scope.class) : scopes,
                        Duration.ofDays(days == null ? DEFAULT_DAYS : days));
        Token token = issued.token();
        return new IssuedToken(
                token.id(), issued.secret(), token.label(), token.scopes(), token.expiresAt());
    }

    @GetMapping
    @Operation(summary = "My tokens that are good now, newest first")
    List<TokenJson> own(Actor actor) {
        return tokens.own(actor).stream().map(TokenJson::of).toList();
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Revoke one of my tokens at once")
    ResponseEntity<Void> revoke(Actor actor, @PathVariable UUID id) {
        return tokens.revoke(actor, id)
                ? ResponseEntity.noContent().build()
                : ResponseEntity.notFound().build();
    }
}
