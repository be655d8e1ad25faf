package org.gongkai.search.query;

import java.util.List;

/**
 * How many hits there are of each kind, section, unit and year: of those that fit what was chosen
 * of the other three, most first, years newest first.
 */
record Counts(List<Count> kind, List<Count> section, List<Count> unit, List<Count> year) {
    static final Counts NONE = new Counts(List.of(), List.of(), List.of(), List.of());

    /**
     * @param name as shown; the key where the index knows no name
     * @param chosen whether the question asks for it
     */
    record Count(String key, String name, long count, boolean chosen) {}
}
