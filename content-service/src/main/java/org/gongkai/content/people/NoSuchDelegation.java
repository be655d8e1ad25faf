package org.gongkai.content.people;

import java.util.UUID;

/** There is no such delegation, or none that this person may end. Answered with 404. */
public class NoSuchDelegation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchDelegation(UUID id) {
        super("You know no delegation " + id);
    }
}
