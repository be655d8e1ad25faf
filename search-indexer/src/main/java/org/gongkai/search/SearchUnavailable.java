package org.gongkai.search;

/**
 * The search engine did not answer. Nothing was lost: the change log still knows what the index
 * lacks.
 */
public class SearchUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SearchUnavailable(String attempted, Throwable cause) {
        super(
                "The search engine did not answer while " + attempted + ": " + cause.getMessage(),
                cause);
    }
}
