package org.gongkai.elasticsearch.node;

/**
 * What parent and child say to each other: the parent writes the password as the first line of the
 * child's standard input, keeps the pipe open, and writes {@link #STOP} at the end; the child
 * writes {@link #READY} or {@link #FAILED} on its standard output.
 *
 * <p>Compile-time constants, so that the parent needs no class of this package when it runs.
 */
public final class Protocol {
    public static final String USERNAME = "elastic";
    public static final String READY = "gongkai-node ready";
    public static final String FAILED = "gongkai-node failed: ";
    public static final String STOP = "stop";

    /** A system property of the child: the archive of classes to write before it ends. */
    public static final String CLASS_ARCHIVE = "gongkai.classes";

    public static final String LOCKED = "another node is using ";
    public static final String LOCK_FILE = "node.lock";

    private Protocol() {}
}
