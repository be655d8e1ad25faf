package org.gongkai.content.publishing;

/** There is no release with this number. Answered with 404. */
public class NoSuchRelease extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchRelease(long number) {
        super("There is no release %d; GET /api/v1/releases lists the last ones".formatted(number));
    }

    private NoSuchRelease(String message) {
        super(message);
    }

    static NoSuchRelease kept(long number) {
        return new NoSuchRelease(
                "No release %d became public and is still kept with what was asked for; GET /api/v1/releases lists the last ones"
                        .formatted(number));
    }
}
