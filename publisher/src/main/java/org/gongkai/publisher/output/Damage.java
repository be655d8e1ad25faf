package org.gongkai.publisher.output;

/**
 * A file of a tree that is not what the manifest says.
 *
 * @param file its place in the tree, such as {@code /news/2020/0515-1/index.html.gz}
 */
public record Damage(Kind kind, String file, String expected, String found) {

    /** What is wrong with it. */
    public enum Kind {
        TAMPERED,
        MISSING,
        EXTRA
    }
}
