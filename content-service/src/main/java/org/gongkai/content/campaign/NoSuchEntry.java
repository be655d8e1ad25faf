package org.gongkai.content.campaign;

/** No campaign or section has this key. Answered with 404. */
public class NoSuchEntry extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchEntry(String what, String key) {
        super("There is no %s %s".formatted(what, key));
    }
}
