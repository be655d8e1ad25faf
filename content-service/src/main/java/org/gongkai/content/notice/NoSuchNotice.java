package org.gongkai.content.notice;

import java.util.UUID;

/** There is no notice with this id that the person who asked may see. Answered with 404. */
public class NoSuchNotice extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchNotice(UUID id) {
        super("There is no notice " + id);
    }
}
