package org.gongkai.content.security;

import org.gongkai.content.people.Arrival;
import org.gongkai.content.people.Identities;
import org.gongkai.content.people.Identity;
import org.gongkai.content.people.OidcSettings;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import java.util.Objects;
import java.util.Optional;

/**
 * Finds the person of an ID token that was found good. Only issuer and subject count; the provider
 * is asked for nothing more.
 */
final class OidcPersons implements OAuth2UserService<OidcUserRequest, OidcUser> {
    private final Identities identities;
    private final OidcSettings settings;

    OidcPersons(Identities identities, OidcSettings settings) {
        this.identities = identities;
        this.settings = settings;
    }

    /**
     * @throws NotAdmitted if the identity opens no account now
     */
    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcIdToken token = request.getIdToken();
        Optional<String> account =
                settings.bindByAccount() && token.hasClaim(settings.accountClaim())
                        ? Optional.ofNullable(token.getClaimAsString(settings.accountClaim()))
                        : Optional.empty();
        Arrival arrival = identities.arrive(identity(token), account);
        if (arrival instanceof Arrival.Known known) {
            return new OidcPerson(known.session(), token);
        }
        throw new NotAdmitted(arrival);
    }

    private Identity identity(OidcIdToken token) {
        try {
            return new Identity(
                    settings.issuer(), Objects.requireNonNullElse(token.getSubject(), ""));
        } catch (IllegalArgumentException e) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("invalid_id_token", e.getMessage(), null), e);
        }
    }
}
