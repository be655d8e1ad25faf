package org.gongkai.content.security;

import org.springframework.security.authentication.AuthenticationServiceException;

/** The identity provider does not answer, or not as itself. */
class OidcProviderAway extends AuthenticationServiceException {
    private static final long serialVersionUID = 1L;

    OidcProviderAway(String issuer, Throwable cause) {
        super("The identity provider " + issuer + " does not answer", cause);
    }
}
