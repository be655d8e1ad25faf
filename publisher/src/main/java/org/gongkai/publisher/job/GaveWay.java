package org.gongkai.publisher.job;

/** A release was broken off, so that something can be taken down at once. */
final class GaveWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GaveWay() {
        super("It gave way to a withdrawal and is made after it");
    }
}
