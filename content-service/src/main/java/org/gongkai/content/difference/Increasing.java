package org.gongkai.content.difference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Of pairs of places, the heaviest choice that stands in the same order on both sides. */
final class Increasing {
    private Increasing() {}

    /** A place in the one sequence, a place in the other, and what it is worth to keep both. */
    record Pair(int a, int b, int weight) {}

    /**
     * Finds the choice in O(n log n).
     *
     * @param pairs in ascending order of {@code a}, no place twice
     */
    static List<Pair> heaviest(List<Pair> pairs) {
        int n = pairs.size();
        int[] places = pairs.stream().mapToInt(Pair::b).sorted().toArray();
        int[] before = new int[n];
        long[] total = new long[n];
        int[] best = new int[n + 1]; // a Fenwick tree of the heaviest end up to a rank, 0 for none
        int heaviest = 0;
        for (int i = 0; i < n; i++) {
            int rank = Arrays.binarySearch(places, pairs.get(i).b()) + 1;
            int previous = 0;
            for (int r = rank - 1; r > 0; r -= r & -r) {
                previous = heavier(total, best[r], previous);
            }
            before[i] = previous;
            total[i] = pairs.get(i).weight() + (previous == 0 ? 0 : total[previous - 1]);
            for (int r = rank; r <= n; r += r & -r) {
                best[r] = heavier(total, best[r], i + 1);
            }
            heaviest = heavier(total, heaviest, i + 1);
        }
        List<Pair> chosen = new ArrayList<>();
        for (int end = heaviest; end > 0; end = before[end - 1]) {
            chosen.add(pairs.get(end - 1));
        }
        Collections.reverse(chosen);
        return chosen;
    }

    /** Of two ends, counted from 1, the heavier; the first if they are equal. */
    private static int heavier(long[] total, int first, int second) {
        if (first == 0 || second == 0) {
            return first + second;
        }
        return total[second - 1] > total[first - 1] ? second : first;
    }
}
