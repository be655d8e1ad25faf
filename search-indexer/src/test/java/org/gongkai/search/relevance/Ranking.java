package org.gongkai.search.relevance;

import java.util.List;

/** A way to search. */
@FunctionalInterface
interface Ranking {
    int MOST = 50;

    /** The ids of the first {@value #MOST} hits, best first. */
    List<String> hits(String question);
}
