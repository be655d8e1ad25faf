package org.gongkai.content.people;

import java.util.UUID;

/** The person has no such identity now. Answered with 404. */
public class NoSuchIdentity extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchIdentity(UUID id) {
        super("The person has no identity " + id);
    }
}
