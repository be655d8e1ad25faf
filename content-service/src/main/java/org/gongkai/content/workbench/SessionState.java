package org.gongkai.content.workbench;

import org.gongkai.content.people.Actor;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a page that has been open for long who is signed in now, and with which token it can go on
 * writing. Whoever is not signed in is redirected, as everywhere.
 */
@RestController
class SessionState {
    /** Who is signed in, and the token for their next request. */
    record State(String account, String token) {}

    @GetMapping("/workbench/session")
    State session(Actor actor, CsrfToken token) {
        return new State(actor.account(), token.getToken());
    }
}
