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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "People", description = "Accounts and roles. Administrators change them.")
class PeopleApi {
    private final People people;

    PeopleApi(People people) {
        this.people = people;
    }

    record GrantJson(@NotNull Role role, @Nullable String unit) {
        static List<GrantJson> of(Set<Actor.Grant> grants) {
            return grants.stream()
                    .map(
                            grant -> {
                                UnitKey unit = grant.unit();
                                return new GrantJson(
                                        grant.role(), unit == null ? null : unit.value());
                            })
                    .sorted(
                            Comparator.comparing(GrantJson::role)
                                    .thenComparing(
                                            grant -> grant.unit() == null ? "" : grant.unit()))
                    .toList();
        }

        Actor.Grant grant() {
            return new Actor.Grant(role, unit == null ? null : new UnitKey(unit));
        }
    }

    record PersonJson(
            UUID id,
            String account,
            String name,
            boolean active,
            @Nullable UUID sameAs,
            List<GrantJson> grants) {
        static PersonJson of(Person person) {
            return new PersonJson(
                    person.id().value(),
                    person.account(),
                    person.name(),
                    person.active(),
                    person.sameAs() == null ? null : person.sameAs().value(),
                    GrantJson.of(person.grants()));
        }
    }

    record PersonToAdd(@NotNull String account, @NotNull String name, @Nullable String password) {}

    record PersonChange(@NotNull String name, boolean active) {}

    record NewPassword(@NotNull String password) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    @GetMapping("/me")
    @Operation(summary = "Who I am, and the roles that I hold now")
    PersonJson me(Actor actor) {
        return person(actor.id());
    }

    @PutMapping("/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Set my password; it ends my other sessions and revokes my tokens")
    void setMyPassword(Actor actor, @Valid @RequestBody NewPassword body) {
        people.setPassword(actor, actor.id(), body.password());
    }

    @GetMapping("/people")
    @Operation(summary = "Everyone, by account")
    List<PersonJson> all() {
        return people.all().stream().map(PersonJson::of).toList();
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a person without any role")
    PersonJson add(Actor actor, @Valid @RequestBody PersonToAdd person) {
        return person(
                people.add(
                        actor, new NewPerson(person.account(), person.name(), person.password())));
    }

    @PutMapping("/people/{id}")
    @Operation(summary = "Change a person's name, or whether the person is active")
    PersonJson change(Actor actor, @PathVariable UUID id, @Valid @RequestBody PersonChange change) {
        PersonId person = new PersonId(id);
        people.change(actor, person, change.name(), change.active());
        return person(person);
    }

    @PutMapping("/people/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Set a person's password; it ends sessions and revokes tokens")
    void setPassword(Actor actor, @PathVariable UUID id, @Valid @RequestBody NewPassword body) {
        people.setPassword(actor, new PersonId(id), body.password());
    }

    @PostMapping("/people/{id}/grants")
    @Operation(summary = "Give a person a role")
    PersonJson grant(Actor actor, @PathVariable UUID id, @Valid @RequestBody GrantJson grant) {
        people.grant(actor, new PersonId(id), grant.grant());
        return person(new PersonId(id));
    }

    @PostMapping("/people/{id}/revocations")
    @Operation(summary = "Take a role away")
    PersonJson revoke(Actor actor, @PathVariable UUID id, @Valid @RequestBody GrantJson grant) {
        people.revoke(actor, new PersonId(id), grant.grant());
        return person(new PersonId(id));
    }

    @PutMapping("/people/{id}/same-as/{main}")
    @Operation(summary = "Say that an account belongs to the same real person as a main account")
    PersonJson sameAs(Actor actor, @PathVariable UUID id, @PathVariable UUID main) {
        people.sameAs(actor, new PersonId(id), new PersonId(main));
        return person(new PersonId(id));
    }

    @DeleteMapping("/people/{id}/same-as")
    @Operation(summary = "Say that an account belongs to a person of its own")
    PersonJson ofItsOwn(Actor actor, @PathVariable UUID id) {
        people.sameAs(actor, new PersonId(id), null);
        return person(new PersonId(id));
    }

    private PersonJson person(PersonId id) {
        return people.find(id).map(PersonJson::of).orElseThrow(() -> new NoSuchPerson(id));
    }
}
