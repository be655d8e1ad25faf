package org.gongkai.content.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.gongkai.content.people.Arrival;
import org.gongkai.content.people.Caller;
import org.gongkai.content.people.Identities;
import org.gongkai.content.people.KnownDevices;
import org.gongkai.content.people.NoSuchIdentity;
import org.gongkai.content.people.SignIn;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.time.Duration;

/**
 * Where a person is led after an attempt to sign in, with a password or through the provider. What
 * the sign-in page has to tell somebody whom the provider has sent stands in the session under
 * {@link Arrival#IN_SESSION}.
 */
@Component
class SignInAnswers extends SavedRequestAwareAuthenticationSuccessHandler
        implements AuthenticationFailureHandler {
    static final String SIGN_IN = "/workbench/sign-in";

    private static final Duration DEVICE_IS_KNOWN_FOR = Duration.ofDays(180);

    private final KnownDevices devices;
    private final ObjectProvider<Identities> identities;

    SignInAnswers(KnownDevices devices, ObjectProvider<Identities> identities) {
        this.devices = devices;
        this.identities = identities;
        setDefaultTargetUrl("/workbench");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication signedIn)
            throws ServletException, IOException {
        if (signedIn.getPrincipal() instanceof SignIn.SignedIn session) {
            confirm(request, session);
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(Caller.COOKIE, devices.remember(session.account()))
                            .path("/")
                            .httpOnly(true)
                            .secure(request.isSecure())
                            .sameSite("Lax")
                            .maxAge(DEVICE_IS_KNOWN_FOR)
                            .build()
                            .toString());
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(Arrival.IN_SESSION);
        }
        super.onAuthenticationSuccess(request, response, signedIn);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof NotAdmitted not) {
            request.getSession().setAttribute(Arrival.IN_SESSION, not.arrival());
            response.sendRedirect(SIGN_IN + "?arrived");
            return;
        }
        String asked = request.getParameter("identity") == null ? "?" : "?arrived&";
        response.sendRedirect(SIGN_IN + asked + reason(e));
    }

    private static String reason(AuthenticationException e) {
        if (e instanceof AuthenticationServiceException
                || e.getCause() instanceof OidcProviderAway) {
            return "away";
        }
        return e instanceof LockedException
                ? "locked"
                : e
                                instanceof
                                org.springframework.security.oauth2.core
                                        .OAuth2AuthenticationException
                        ? "incomplete"
                        : "failed";
    }

    /** The form that asks whether the identity is the person's names it; no other confirms it. */
    private void confirm(HttpServletRequest request, SignIn.SignedIn signedIn) {
        HttpSession session = request.getSession(false);
        if (session != null
                && session.getAttribute(Arrival.IN_SESSION) instanceof Arrival.Unconfirmed arrived
                && arrived.identity().toString().equals(request.getParameter("identity"))
                && arrived.account().equals(signedIn.account())) {
            try {
                identities.getObject().confirmOwn(signedIn, arrived.identity());
            } catch (NoSuchIdentity e) {
                logger.info("The identity was unbound before its person confirmed it");
            }
        }
    }
}
