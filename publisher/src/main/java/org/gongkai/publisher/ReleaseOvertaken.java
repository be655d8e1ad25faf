package org.gongkai.publisher;

/**
 * What a release was about to make public is not approved any more: someone took it back while the
 * release was being made. The next release reads anew.
 */
public class ReleaseOvertaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReleaseOvertaken(String message) {
        super(message);
    }
}
