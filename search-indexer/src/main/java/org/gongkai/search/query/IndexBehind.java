package org.gongkai.search.query;

/** The index may still hold what was withdrawn, so nothing of it is shown. */
final class IndexBehind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IndexBehind(String how) {
        super(how);
    }
}
