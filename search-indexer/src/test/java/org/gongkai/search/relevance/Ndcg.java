package org.gongkai.search.relevance;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002) with the gain 2^grade - 1
 * and the discount log2(rank + 1), and recall of what helps.
 */
final class Ndcg {
    private static final int HELPS = 2;

    private Ndcg() {}

    /**
     * How near hits come to the best order that there is.
     *
     * @param ranked the grades of the hits, best hit first, 0 for what nobody judged
     * @param judged the grades of all that was judged, in any order; one of them positive at least
     * @return 1 for that order, 0 if nothing relevant is among the first
     */
    static double at(int first, List<Integer> ranked, Collection<Integer> judged) {
        List<Integer> best = judged.stream().sorted(Comparator.reverseOrder()).toList();
        double ideal = gain(first, best);
        if (ideal == 0) {
            throw new IllegalArgumentException("nothing was judged to be relevant");
        }
        return gain(first, ranked) / ideal;
    }

    /** Which share of what helps (grade 2 or 3) is among the first hits; 1 if nothing does. */
    static double recall(int first, List<Integer> ranked, Collection<Integer> judged) {
        long there = judged.stream().filter(grade -> grade >= HELPS).count();
        long found = ranked.stream().limit(first).filter(grade -> grade >= HELPS).count();
        return there == 0 ? 1 : (double) found / there;
    }

    private static double gain(int first, List<Integer> grades) {
        double gain = 0;
        for (int rank = 1; rank <= Math.min(first, grades.size()); rank++) {
            gain += ((1 << grades.get(rank - 1)) - 1) / (Math.log(rank + 1) / Math.log(2));
        }
        return gain;
    }
}
