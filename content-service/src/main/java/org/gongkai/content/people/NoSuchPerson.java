package org.gongkai.content.people;

/** Nobody has this id or account. Answered with 404. */
public class NoSuchPerson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchPerson(Object idOrAccount) {
        super("Nobody here has the id or account " + idOrAccount);
    }
}
