package org.gongkai.content.security;

import org.gongkai.content.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import java.util.Set;

/** The person of this one request, with the roles held now. Never kept in a session. */
final class ActorAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;
    static final String MAY_WRITE = "MAY_WRITE";

    private final transient Actor actor;

    ActorAuthentication(Actor actor, boolean mayWrite) {
        super(AuthorityUtils.createAuthorityList(mayWrite ? Set.of(MAY_WRITE) : Set.of()));
        this.actor = actor;
        setAuthenticated(true);
    }

    @Override
    public Actor getPrincipal() {
        return actor;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return actor.account();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActorAuthentication that
                && actor.equals(that.actor)
                && super.equals(other);
    }

    @Override
    public int hashCode() {
        return actor.hashCode();
    }
}
