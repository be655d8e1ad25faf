package org.gongkai.content.difference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which block of the earlier text is which of the later one. Equal blocks are matched in order
 * first; of the rest each is matched with the one most like it, found through the pairs of words
 * that few blocks share, so that the cost grows with the length of the texts and not with its
 * square. What matches across others has moved, if it is long and like enough.
 */
final class BlockMatching {
    private static final double LIKE = 0.3;
    private static final double LIKE_ELSEWHERE = 0.6;
    private static final int LONG_ENOUGH_ELSEWHERE = 4;

    /** A pair of words that more blocks have says too little to look at all of them. */
    private static final int SHARED_BY_MOST = 48;

    private static final int CANDIDATES = 6;

    private final List<Blocks.Block> before;
    private final List<Blocks.Block> after;
    private final int[] match;
    private final Set<Integer> moved = new HashSet<>();

    private BlockMatching(List<Blocks.Block> before, List<Blocks.Block> after, Effort effort) {
        this.before = before;
        this.after = after;
        this.match =
                Alignment.of(
                        before.stream().map(Blocks.Block::source).toList(),
                        after.stream().map(Blocks.Block::source).toList(),
                        effort);
    }

    static BlockMatching of(List<Blocks.Block> before, List<Blocks.Block> after, Effort effort) {
        BlockMatching matching = new BlockMatching(before, after, effort);
        matching.matchTheRest();
        return matching;
    }

    /** The place of the same block in the later text, or −1. */
    int later(int earlier) {
        return match[earlier];
    }

    /** Whether it stands elsewhere among its neighbours. */
    boolean moved(int earlier) {
        return moved.contains(earlier);
    }

    /** Two blocks, and how like they are. */
    private record Edge(int a, int b, double likeness) {}

    private void matchTheRest() {
        Map<Integer, Likeness> earlier = new HashMap<>();
        Map<Integer, Likeness> later = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < before.size(); i++) {
            if (match[i] < 0) {
                earlier.put(i, Likeness.of(before.get(i)));
            } else {
                taken.add(match[i]);
            }
        }
        for (int j = 0; j < after.size(); j++) {
            if (!taken.contains(j)) {
                later.put(j, Likeness.of(after.get(j)));
            }
        }
        if (earlier.isEmpty() || later.isEmpty()) {
            return;
        }
        Map<Integer, Edge> chosen = new HashMap<>();
        for (Edge edge : edges(earlier, later)) {
            if (!chosen.containsKey(edge.a()) && taken.add(edge.b())) {
                chosen.put(edge.a(), edge);
            }
        }
        keep(chosen, earlier);
    }

    /** Keeps the pairs that stand in order, and those across them that are sure enough. */
    private void keep(Map<Integer, Edge> chosen, Map<Integer, Likeness> earlier) {
        List<Increasing.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            Edge edge = chosen.get(i);
            if (match[i] >= 0) {
                pairs.add(new Increasing.Pair(i, match[i], before.get(i).source().length() + 1));
            } else if (edge != null) {
                int weight = (int) (edge.likeness() * before.get(i).source().length()) + 1;
                pairs.add(new Increasing.Pair(i, edge.b(), weight));
            }
        }
        Set<Increasing.Pair> inOrder = new HashSet<>(Increasing.heaviest(pairs));
        for (Increasing.Pair pair : pairs) {
            Edge edge = chosen.get(pair.a());
            boolean stays = inOrder.contains(pair);
            boolean sure =
                    edge == null
                            ? worthFollowing(Likeness.of(before.get(pair.a())))
                            : edge.likeness() >= LIKE_ELSEWHERE
                                    && worthFollowing(
                                            earlier.getOrDefault(
                                                    pair.a(), Likeness.of(before.get(pair.a()))));
            match[pair.a()] = stays || sure ? pair.b() : -1;
            if (!stays && sure) {
                moved.add(pair.a());
            }
        }
    }

    private static boolean worthFollowing(Likeness block) {
        return block.words() >= LONG_ENOUGH_ELSEWHERE;
    }

    /** What may be the same, the most alike first, and of those what stands nearest. */
    private List<Edge> edges(Map<Integer, Likeness> earlier, Map<Integer, Likeness> later) {
        long[] index = index(later);
        List<Edge> edges = new ArrayList<>();
        int[] shared = new int[after.size()];
        earlier.forEach(
                (a, likeness) -> {
                    for (int b : candidates(likeness, index, shared)) {
                        double like = likeness.to(later.get(b));
                        if (like >= LIKE && comparable(before.get(a), after.get(b))) {
                            edges.add(new Edge(a, b, like));
                        }
                    }
                });
        edges.sort(
                Comparator.comparingDouble((Edge edge) -> -edge.likeness())
                        .thenComparingDouble(this::apart)
                        .thenComparingInt(Edge::a)
                        .thenComparingInt(Edge::b));
        return edges;
    }

    /** A paragraph may become a heading or an item, a table row only another row. */
    private static boolean comparable(Blocks.Block a, Blocks.Block b) {
        return a.name().equals(b.name())
                || (!Blocks.WHOLE.contains(a.name()) && !Blocks.WHOLE.contains(b.name()));
    }

    private double apart(Edge edge) {
        return Math.abs((double) edge.a() / before.size() - (double) edge.b() / after.size());
    }

    /** Every pair of words with the block that has it: the hash code above, the place below. */
    private static long[] index(Map<Integer, Likeness> later) {
        long[] index =
                new long[later.values().stream().mapToInt(like -> like.pairs().length).sum()];
        int size = 0;
        for (Map.Entry<Integer, Likeness> block : later.entrySet()) {
            for (int pair : block.getValue().pairs()) {
                index[size++] = ((long) pair << 32) | block.getKey();
            }
        }
        Arrays.sort(index);
        return index;
    }

    /** The blocks that share the most pairs with this one. */
    private static List<Integer> candidates(Likeness likeness, long[] index, int[] shared) {
        Set<Integer> found = new HashSet<>();
        int previous = 0;
        boolean first = true;
        for (int pair : likeness.pairs()) {
            if (!first && pair == previous) {
                continue;
            }
            first = false;
            previous = pair;
            int start = Arrays.binarySearch(index, (long) pair << 32);
            start = start < 0 ? -start - 1 : start;
            int end = start;
            while (end < index.length
                    && (int) (index[end] >> 32) == pair
                    && end - start <= SHARED_BY_MOST) {
                end++;
            }
            if (end - start <= SHARED_BY_MOST) {
                for (int i = start; i < end; i++) {
                    int block = (int) index[i];
                    shared[block]++;
                    found.add(block);
                }
            }
        }
        List<Integer> best =
                found.stream()
                        .sorted(
                                Comparator.comparingInt((Integer block) -> -shared[block])
                                        .thenComparingInt(block -> block))
                        .limit(CANDIDATES)
                        .toList();
        found.forEach(block -> shared[block] = 0);
        return best;
    }
}
