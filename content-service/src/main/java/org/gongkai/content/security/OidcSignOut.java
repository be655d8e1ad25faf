package org.gongkai.content.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.DefaultRedirectStrategy;

import java.io.IOException;

/**
 * Signs out at the provider too (OpenID Connect RP-Initiated Logout 1.0), where it has that. The
 * way there is a page of our own that leads on: browsers hold a redirect after a form to the
 * policy's {@code form-action}, which is and stays this workbench.
 */
final class OidcSignOut extends OidcClientInitiatedLogoutSuccessHandler {
    private static final String PAGE = "/workbench/signing-out";
    private static final DefaultRedirectStrategy HERE = new DefaultRedirectStrategy();

    OidcSignOut(ClientRegistrationRepository registrations, String signedOut) {
        super(registrations);
        setDefaultTargetUrl(signedOut);
        setPostLogoutRedirectUri("{baseUrl}/workbench/sign-in");
        setRedirectStrategy(OidcSignOut::lead);
    }

    @Override
    protected String determineTargetUrl(
            HttpServletRequest request,
            HttpServletResponse response,
            @org.jspecify.annotations.Nullable Authentication authentication) {
        try {
            return super.determineTargetUrl(request, response, authentication);
        } catch (OidcProviderAway e) {
            return getDefaultTargetUrl(); // signed out here, which is what was asked of us
        }
    }

    private static void lead(HttpServletRequest request, HttpServletResponse response, String url)
            throws IOException {
        if (url.startsWith("/")) {
            HERE.sendRedirect(request, response, url);
            return;
        }
        request.setAttribute("provider", url);
        response.setHeader("Refresh", "0;url=" + url);
        try {
            request.getRequestDispatcher(PAGE).forward(request, response);
        } catch (ServletException e) {
            throw new IOException("The page that leads to the provider failed", e);
        }
    }
}
