package org.gongkai.content.assignment;

/**
 * There is no such assignment, circular, or evidence that the person who asked may see. Answered
 * with 404.
 */
public class NoSuchAssignment extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchAssignment(String what) {
        super("There is no " + what);
    }
}
