package org.gongkai.content.document;

/**
 * There is no such document, or the person who asks may not know that there is. Answered with 404.
 */
public class NoSuchDocument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchDocument(Object id) {
        super("There is no document " + id + " that you may see.");
    }
}
