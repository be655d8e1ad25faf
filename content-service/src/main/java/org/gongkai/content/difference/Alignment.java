package org.gongkai.content.difference;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which elements of two sequences are the same, in order: a longest common subsequence after Myers
 * ("An O(ND) Difference Algorithm and Its Variations", 1986), in memory that grows with the length
 * only. Elements that one side lacks do not enter the search, so that sequences without anything in
 * common cost nothing. If it exceeds the {@link Effort}, only what is unique on both sides is
 * matched, and what stands next to it.
 */
final class Alignment {
    private static final int NONE = -1;

    private final int[] a;
    private final int[] b;
    private final int[] match;

    private Alignment(int[] a, int[] b) {
        this.a = a;
        this.b = b;
        this.match = new int[a.length];
        Arrays.fill(match, NONE);
    }

    /** For each element of the first the place of its like in the second, or −1. */
    static int[] of(List<?> first, List<?> second, Effort effort) {
        Map<Object, Integer> numbers = new HashMap<>();
        Alignment alignment = new Alignment(numbered(first, numbers), numbered(second, numbers));
        alignment.search(numbers.size(), effort);
        return alignment.match;
    }

    private static int[] numbered(List<?> elements, Map<Object, Integer> numbers) {
        return elements.stream()
                .mapToInt(element -> numbers.computeIfAbsent(element, x -> numbers.size()))
                .toArray();
    }

    private void search(int numbers, Effort effort) {
        int start = 0;
        while (start < Math.min(a.length, b.length) && a[start] == b[start]) {
            match[start] = start;
            start++;
        }
        int endA = a.length;
        int endB = b.length;
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1]) {
            match[--endA] = --endB;
        }
        int[] inA = counted(a, start, endA, numbers);
        int[] inB = counted(b, start, endB, numbers);
        List<Integer> placesA = shared(a, start, endA, inB);
        List<Integer> placesB = shared(b, start, endB, inA);
        if (placesA.isEmpty()) {
            return;
        }
        try {
            effort.begin(placesA.size(), placesB.size());
            myers(placesA, placesB, effort);
        } catch (Effort.Exceeded e) {
            anchors(placesA, placesB, inA, inB);
            grow(start, endA, endB);
        }
    }

    private void myers(List<Integer> placesA, List<Integer> placesB, Effort effort) {
        List<Change> changes =
                new MyersDiffWithLinearSpace<Integer>(
                                (x, y) -> {
                                    effort.compare();
                                    return a[x] == b[y];
                                })
                        .computeDiff(placesA, placesB, null);
        int i = 0;
        int j = 0;
        for (Change change : changes) {
            while (i < change.startOriginal && j < change.startRevised) {
                match[placesA.get(i++)] = placesB.get(j++);
            }
            i = Math.max(i, change.endOriginal);
            j = Math.max(j, change.endRevised);
        }
        while (i < placesA.size() && j < placesB.size()) {
            match[placesA.get(i++)] = placesB.get(j++);
        }
    }

    /** Matches what is unique on both sides, the most that stands in the same order. */
    private void anchors(List<Integer> placesA, List<Integer> placesB, int[] inA, int[] inB) {
        Map<Integer, Integer> uniqueB = new HashMap<>();
        for (int place : placesB) {
            if (inB[b[place]] == 1) {
                uniqueB.put(b[place], place);
            }
        }
        List<Increasing.Pair> pairs = new ArrayList<>();
        for (int place : placesA) {
            Integer other = uniqueB.get(a[place]);
            if (other != null && inA[a[place]] == 1) {
                pairs.add(new Increasing.Pair(place, other, 1));
            }
        }
        for (Increasing.Pair pair : Increasing.heaviest(pairs)) {
            match[pair.a()] = pair.b();
        }
    }

    /** Lets the anchors between these places grow over equal neighbours, on both sides of each. */
    private void grow(int start, int endA, int endB) {
        int i = start - 1;
        int j = start - 1;
        for (int next = start; next <= endA; next++) {
            if (next < endA && match[next] == NONE) {
                continue;
            }
            int nextB = next < endA ? match[next] : endB;
            int afterA = i + 1;
            int afterB = j + 1;
            while (afterA < next && afterB < nextB && a[afterA] == b[afterB]) {
                match[afterA++] = afterB++;
            }
            int beforeA = next - 1;
            int beforeB = nextB - 1;
            while (beforeA >= afterA && beforeB >= afterB && a[beforeA] == b[beforeB]) {
                match[beforeA--] = beforeB--;
            }
            i = next;
            j = nextB;
        }
    }

    private static int[] counted(int[] sequence, int start, int end, int numbers) {
        int[] counts = new int[numbers];
        for (int i = start; i < end; i++) {
            counts[sequence[i]]++;
        }
        return counts;
    }

    private static List<Integer> shared(int[] sequence, int start, int end, int[] inOther) {
        List<Integer> places = new ArrayList<>();
        for (int i = start; i < end; i++) {
            if (inOther[sequence[i]] > 0) {
                places.add(i);
            }
        }
        return places;
    }
}
