package org.gongkai.content.security;

import org.gongkai.content.people.Arrival;
import org.springframework.security.core.AuthenticationException;

/** The identity provider vouches for somebody who may not come in, or not yet. */
class NotAdmitted extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Arrival arrival;

    NotAdmitted(Arrival arrival) {
        super("Not admitted: " + arrival);
        this.arrival = arrival;
    }

    Arrival arrival() {
        return arrival;
    }
}
