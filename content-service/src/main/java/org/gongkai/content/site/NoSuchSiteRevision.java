package org.gongkai.content.site;

import java.util.UUID;

/** No site revision has this id. Answered with 404. */
public class NoSuchSiteRevision extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchSiteRevision(UUID id) {
        super("There is no site revision " + id);
    }
}
