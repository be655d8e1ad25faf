package org.gongkai.content.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.gongkai.content.people.Caller;
import org.gongkai.content.people.SignIn;
import org.gongkai.content.people.SignInLocked;
import org.gongkai.content.people.WrongCredentials;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.web.util.WebUtils;

import java.util.List;

/** Signs in with the workbench's form. */
final class PasswordProvider implements AuthenticationProvider {
    private final SignIn signIn;

    PasswordProvider(SignIn signIn) {
        this.signIn = signIn;
    }

    /** The details of a form that was sent. */
    static Caller caller(HttpServletRequest request) {
        Cookie device = WebUtils.getCookie(request, Caller.COOKIE);
        return new Caller(request.getRemoteAddr(), device == null ? null : device.getValue());
    }

    @Override
    public Authentication authenticate(Authentication form) {
        Caller caller = form.getDetails() instanceof Caller known ? known : Caller.at("unknown");
        try {
            SignIn.SignedIn signedIn =
                    signIn.signIn(form.getName(), String.valueOf(form.getCredentials()), caller);
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
