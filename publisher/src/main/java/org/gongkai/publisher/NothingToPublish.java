package org.gongkai.publisher;

/** There is no approved site revision yet, so there is no site to release. */
public class NothingToPublish extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NothingToPublish(String message) {
        super(message);
    }
}
