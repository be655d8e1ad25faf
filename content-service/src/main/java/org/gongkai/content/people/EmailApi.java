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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.UUID;

@RestController
@RequestMapping("/api/v1/people/{id}/email")
@Tag(name = "People")
class EmailApi {
    private final EmailAddresses addresses;

    EmailApi(EmailAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * @param address null without one
     */
    record EmailJson(@Nullable String address) {}

    record EmailToSet(@NotNull String address) {}

    @GetMapping
    @Operation(summary = "Where a person gets mail; for administrators and the person")
    EmailJson get(Actor actor, @PathVariable UUID id) {
        return new EmailJson(
                addresses.of(actor, new PersonId(id)).map(EmailAddress::value).orElse(null));
    }

    @PutMapping
    @Operation(summary = "Set where a person gets mail")
    EmailJson set(Actor actor, @PathVariable UUID id, @Valid @RequestBody EmailToSet email) {
        addresses.set(actor, new PersonId(id), new EmailAddress(email.address().strip()));
        return get(actor, id);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a person's e-mail address")
    void remove(Actor actor, @PathVariable UUID id) {
        addresses.set(actor, new PersonId(id), null);
    }
}
