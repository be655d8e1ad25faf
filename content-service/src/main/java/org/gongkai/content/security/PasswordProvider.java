package org.gongkai.content.security;

import org.gongkai.content.people.SignIn;
import org.gongkai.content.people.SignInLocked;
import org.gongkai.content.people.WrongCredentials;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

import java.util.List;

/** Signs in with the workbench's form. */
final class PasswordProvider implements AuthenticationProvider {
    private final SignIn signIn;

    PasswordProvider(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Authentication authenticate(Authentication form) {
        String address =
                form.getDetails() instanceof WebAuthenticationDetails details
                        ? String.valueOf(details.getRemoteAddress())
                        : "unknown";
        try {
            SignIn.SignedIn signedIn =
                    signIn.signIn(form.getName(), String.valueOf(form.getCredentials()), address);
            return UsernamePasswordAuthenticationToken.authenticated(signedIn, null, List.of());
        } catch (WrongCredentials e) {
            throw new BadCredentialsException(String.valueOf(e.getMessage()), e);
        } catch (SignInLocked e) {
            throw new LockedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
