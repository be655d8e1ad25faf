package org.gongkai.content.releaseset;

/**
 * The members of a release set cannot be changed now: a release makes them public at this moment,
 * or the set is dissolved. Answered with 409.
 */
public class ReleaseSetSettled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ReleaseSetSettled(String message) {
        super(message);
    }

    static ReleaseSetSettled releasing(String name) {
        return new ReleaseSetSettled(
                "A release makes documents of the release set “"
                        + name
                        + "” public right now; try again when it is done.");
    }

    static ReleaseSetSettled dissolved(ReleaseSet set) {
        return new ReleaseSetSettled(
                "The release set “" + set.name() + "” is dissolved; make a new one.");
    }
}
