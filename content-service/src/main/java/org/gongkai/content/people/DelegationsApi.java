package org.gongkai.content.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Delegations over HTTP. */
@Tag(name = "delegations")
@RestController
@RequestMapping("/api/v1/delegations")
class DelegationsApi {
    private final Delegations delegations;
    private final Clock clock;

    DelegationsApi(Delegations delegations, Clock clock) {
        this.delegations = delegations;
        this.clock = clock;
    }

    /** A role to hand over; without a start, at once. */
    record NewDelegation(
            @NotNull String to,
            @NotNull Role role,
            @Nullable String unit,
            @NotNull String reason,
            @Nullable Instant startsAt,
            @NotNull Instant endsAt) {}

    @GetMapping
    @Operation(summary = "What I handed over or was handed; everybody's for administrators")
    List<Delegation> known(Actor actor) {
        return delegations.known(actor);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Hand a role of mine to a colleague for a time")
    Delegation delegate(Actor actor, @Valid @RequestBody NewDelegation body) {
        return delegations.delegate(
                actor,
                body.to(),
                new Actor.Grant(body.role(), body.unit() == null ? null : new UnitKey(body.unit())),
                body.reason(),
                body.startsAt() == null ? clock.instant() : body.startsAt(),
                body.endsAt());
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "End a delegation at once")
    Delegation revoke(Actor actor, @PathVariable UUID id) {
        return delegations.revoke(actor, id);
    }
}
