package org.gongkai.content.people;

import java.io.Serializable;
import java.util.UUID;

/** Whom the identity provider has sent, and what that means here. */
public sealed interface Arrival extends Serializable {
    /** Where a session keeps, for the sign-in page, who has arrived and may not come in yet. */
    String IN_SESSION = "gongkai.arrival";

    /** A person who may act; the session is theirs. */
    record Known(SignIn.SignedIn session) implements Arrival {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The identity was proposed for an account, and neither its person nor a second administrator
     * has confirmed that yet.
     *
     * @param identity the id of the binding
     * @param byPassword whether the person can confirm it with the account's password
     */
    record Unconfirmed(UUID identity, String account, boolean byPassword) implements Arrival {
        private static final long serialVersionUID = 1L;
    }

    /** The identity belongs to an account that may not act. */
    record Inactive(String account) implements Arrival {
        private static final long serialVersionUID = 1L;
    }

    /** Nobody here has this identity. */
    record Stranger(String issuer, String subject) implements Arrival {
        private static final long serialVersionUID = 1L;
    }
}
