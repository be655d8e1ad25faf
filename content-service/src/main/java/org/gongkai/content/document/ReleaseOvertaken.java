package org.gongkai.content.document;

/**
 * An edition was recalled while the release that would publish it was being made; the next release
 * reads anew.
 */
public class ReleaseOvertaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReleaseOvertaken(int editions) {
        super(
                editions
                        + " edition(s) of this release are not approved any more; make the release again");
    }
}
