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

import java.time.Instant;
import java.util.List;
import java.util.UUID;

@RestController
@ConditionalOnIdentityProvider
@RequestMapping("/api/v1/people/{id}/identities")
@Tag(
        name = "Identities",
        description =
                "Who people are at the identity provider. An administrator proposes; the person or"
                        + " another administrator confirms.")
class IdentitiesApi {
    private final Identities identities;
    private final OidcSettings provider;

    IdentitiesApi(Identities identities, OidcSettings provider) {
        this.identities = identities;
        this.provider = provider;
    }

    /**
     * @param proposedBy null if the provider named the account itself
     * @param confirmedAt null while it waits, and opens nothing
     */
    record IdentityJson(
            UUID id,
            String issuer,
            String subject,
            boolean confirmed,
            @Nullable String proposedBy,
            Instant proposedAt,
            @Nullable Instant confirmedAt) {
        static IdentityJson of(BoundIdentity bound) {
            return new IdentityJson(
                    bound.id(),
                    bound.identity().issuer(),
                    bound.identity().subject(),
                    bound.confirmed(),
                    bound.proposedBy(),
                    bound.proposedAt(),
                    bound.confirmedAt());
        }
    }

    /**
     * @param subject the provider's {@code sub}, which the page for strangers shows to who signs in
     */
    record IdentityToBind(@NotNull String subject) {}

    @GetMapping
    @Operation(summary = "The identities of a person; administrators see all, others their own")
    List<IdentityJson> all(Actor actor, @PathVariable UUID id) {
        return identities.of(actor, new PersonId(id)).stream().map(IdentityJson::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Propose that an identity opens this account; it counts when it is confirmed")
    IdentityJson propose(
            Actor actor, @PathVariable UUID id, @Valid @RequestBody IdentityToBind body) {
        PersonId person = new PersonId(id);
        return one(
                actor,
                person,
                identities.propose(
                        actor, person, new Identity(provider.issuer(), body.subject().strip())));
    }

    @PostMapping("/{identity}/confirmations")
    @Operation(summary = "Confirm what another administrator has proposed")
    IdentityJson confirm(Actor actor, @PathVariable UUID id, @PathVariable UUID identity) {
        PersonId person = new PersonId(id);
        identities.confirm(actor, person, identity);
        return one(actor, person, identity);
    }

    @DeleteMapping("/{identity}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an identity from a person; its sessions end at once")
    void unbind(Actor actor, @PathVariable UUID id, @PathVariable UUID identity) {
        identities.unbind(actor, new PersonId(id), identity);
    }

    private IdentityJson one(Actor actor, PersonId person, UUID identity) {
        return identities.of(actor, person).stream()
                .filter(bound -> bound.id().equals(identity))
                .findFirst()
                .map(IdentityJson::of)
                .orElseThrow(() -> new NoSuchIdentity(identity));
    }
}
