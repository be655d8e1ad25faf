package org.gongkai.content.security;

import org.gongkai.content.people.SignIn;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A person whom the identity provider has sent, as a session remembers it. The ID token is kept for
 * signing out there; what it claims counts for nothing here.
 */
record OidcPerson(SignIn.SignedIn signedIn, OidcIdToken idToken) implements OidcUser {
    private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
        return signedIn.account();
    }

    @Override
    public Map<String, Object> getClaims() {
        return idToken.getClaims();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return idToken.getClaims();
    }

    @Override
    public OidcUserInfo getUserInfo() {
        return new OidcUserInfo(Map.of("sub", idToken.getSubject()));
    }

    @Override
    public OidcIdToken getIdToken() {
        return idToken;
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }
}
