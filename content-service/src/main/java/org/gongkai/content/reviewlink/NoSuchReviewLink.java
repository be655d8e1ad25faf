package org.gongkai.content.reviewlink;

import java.util.UUID;

/** There is no such review link, or none that this person may know of. Answered with 404. */
public class NoSuchReviewLink extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchReviewLink(UUID id) {
        super("You know no review link " + id);
    }
}
