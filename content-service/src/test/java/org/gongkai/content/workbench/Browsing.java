package org.gongkai.content.workbench;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.SignIn;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** People who have signed in to the workbench, and the pages that they read. */
abstract class Browsing extends WholeApplication {
    /** Of everybody who signs in. */
    static final String PASSWORD = "a-long-enough-one";

    @Autowired private SignIn signIn;

    final MockHttpSession session(Actor person) {
        SignIn.SignedIn signedIn = signIn.signIn(person.account(), PASSWORD, "192.0.2.9");
        MockHttpSession session = new MockHttpSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(
                        UsernamePasswordAuthenticationToken.authenticated(
                                signedIn, null, List.of())));
        return session;
    }

    final MvcTestResult get(MockHttpSession session, String address) {
        return http.get().uri(address).session(session).exchange();
    }

    static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
