package org.gongkai.content.kind;

import java.util.List;

/**
 * A kind of document (稿件类型): one bean each. Its key stands in the canonical form, its fields are
 * what its readers expect, and {@link #shortcomings} is what keeps it from being submitted.
 */
public interface Kind {
    /** The key, as in docs/model.md. */
    String key();

    /** The fields of this kind, in the order of the form. */
    List<Field> fields();

    /** What this kind asks for beyond its required fields. */
    default List<Shortcoming> shortcomings(Written written) {
        return List.of();
    }
}
