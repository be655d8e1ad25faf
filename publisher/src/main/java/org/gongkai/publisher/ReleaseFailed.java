package org.gongkai.publisher;

/** A release did not become public. The site stays as it was. */
public class ReleaseFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReleaseFailed(long number, ReleaseStep step, Throwable cause) {
        super(
                "Release %d failed at %s and nothing changed on the site: %s"
                        .formatted(number, step, cause.getMessage()),
                cause);
    }
}
