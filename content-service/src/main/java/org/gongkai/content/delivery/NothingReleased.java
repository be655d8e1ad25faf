package org.gongkai.content.delivery;

/** There has been no release yet, so nothing is public; it is worth asking again later. */
public class NothingReleased extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingReleased() {
        super("Nothing has been released yet; ask again after the first release");
    }
}
