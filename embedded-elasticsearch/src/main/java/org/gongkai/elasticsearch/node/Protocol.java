package org.gongkai.elasticsearch.node;

/**
 * What parent and child say to each other: the parent writes the password as the first line of the
 * child's standard input and then keeps the pipe open; the child writes one of these lines on its
 * standard output.
 *
 * <p>Compile-time constants, so that the parent needs no class of this package when it runs.
 */
public final class Protocol {
    public static final String USERNAME = "elastic";
    public static final String READY = "gongkai-node ready";
    public static final String FAILED = "gongkai-node failed: ";
    public static final String LOCKED = "another node is using ";
    public static final String LOCK_FILE = "node.lock";

    private Protocol() {}
}
