package org.gongkai.content.delivery;

/** It cannot be said completely what changed since a release. */
public class ChangesForgotten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChangesForgotten(long since, long active) {
        super(
                ("What changed from release %d to the active release %d is not known: it is not a release that is kept,"
                                + " or everything is shown otherwise since. Read /api/delivery/v1/documents anew")
                        .formatted(since, active));
    }
}
