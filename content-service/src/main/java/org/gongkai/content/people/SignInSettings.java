package org.gongkai.content.people;

import org.gongkai.content.engine.StartRefused;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param password whether with account and password; without, there must be an identity provider
 */
@ConfigurationProperties("gongkai.sign-in")
public record SignInSettings(@DefaultValue("true") boolean password) {
    /**
     * @throws StartRefused if nobody could sign in at all
     */
    public void requireAWayIn(boolean identityProvider) {
        if (!password && !identityProvider) {
            throw new StartRefused(
                    "gongkai.sign-in.password=false needs an identity provider, or nobody could sign in;"
                            + " set gongkai.oidc.issuer (docs/operations.md), or allow passwords");
        }
    }
}
