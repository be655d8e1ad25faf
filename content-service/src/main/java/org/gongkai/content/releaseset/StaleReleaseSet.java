package org.gongkai.content.releaseset;

/**
 * Somebody else changed the release set since it was read. Nothing was changed; answered with 409.
 */
public class StaleReleaseSet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleReleaseSet(ReleaseSet current, long read) {
        super(
                "The release set “%s” is at version %d since %s changed it at %s; you have version %d. Read it again, then repeat your change."
                        .formatted(
                                current.name(),
                                current.version(),
                                current.changedBy(),
                                current.changedAt(),
                                read));
    }
}
