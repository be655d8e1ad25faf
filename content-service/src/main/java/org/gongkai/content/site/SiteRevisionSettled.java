package org.gongkai.content.site;

/** The site revision has the approvals it needs, or this person's already. Answered with 409. */
public class SiteRevisionSettled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SiteRevisionSettled(String message) {
        super(message);
    }
}
