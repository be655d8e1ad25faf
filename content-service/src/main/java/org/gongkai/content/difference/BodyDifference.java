package org.gongkai.content.difference;

import org.gongkai.content.difference.Difference.Block;
import org.gongkai.content.difference.Difference.Change;
import org.gongkai.content.difference.Difference.Sides;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** How two bodies differ: block by block in the order of the later one, what is gone in between. */
final class BodyDifference {
    private final Blocks before;
    private final Blocks after;
    private final BlockMatching matching;
    private final Effort effort;
    private final List<Block> result = new ArrayList<>();

    private BodyDifference(Blocks before, Blocks after, Effort effort) {
        this.before = before;
        this.after = after;
        this.effort = effort;
        this.matching = BlockMatching.of(before.all(), after.all(), effort);
    }

    /** What stands in a difference of two bodies. */
    record Result(List<Block> blocks, @Nullable Sides end) {}

    static Result of(String before, String after, Effort effort) {
        if (before.equals(after)) {
            return new Result(List.of(), null);
        }
        BodyDifference difference = new BodyDifference(Blocks.of(before), Blocks.of(after), effort);
        return new Result(
                difference.blocks(), new Sides(difference.before.end(), difference.after.end()));
    }

    private List<Block> blocks() {
        int[] earlier = new int[after.all().size()];
        java.util.Arrays.fill(earlier, -1);
        for (int i = 0; i < before.all().size(); i++) {
            if (matching.later(i) >= 0) {
                earlier[matching.later(i)] = i;
            }
        }
        int next = 0;
        int written = 0;
        for (int i = 0; i <= before.all().size(); i++) {
            boolean end = i == before.all().size();
            if (!end && (matching.later(i) < 0 || matching.moved(i))) {
                continue;
            }
            for (; next < i; next++) {
                if (matching.later(next) < 0) {
                    deleted(next);
                }
            }
            int until = end ? after.all().size() : matching.later(i);
            for (; written < until; written++) {
                if (earlier[written] < 0) {
                    inserted(written);
                } else {
                    both(earlier[written], written);
                }
            }
            if (!end) {
                both(i, written++);
                next = i + 1;
            }
        }
        return result;
    }

    private void deleted(int i) {
        Blocks.Block block = before.all().get(i);
        result.add(
                new Block(
                        Change.DELETED,
                        block.name(),
                        i,
                        null,
                        new Sides(block.lead(), null),
                        null,
                        TextDifference.whole(Segment.Kind.DELETED, block.source())));
    }

    private void inserted(int j) {
        Blocks.Block block = after.all().get(j);
        result.add(
                new Block(
                        Change.INSERTED,
                        block.name(),
                        null,
                        j,
                        new Sides(null, block.lead()),
                        null,
                        TextDifference.whole(Segment.Kind.INSERTED, block.source())));
    }

    private void both(int i, int j) {
        Blocks.Block was = before.all().get(i);
        Blocks.Block is = after.all().get(j);
        boolean same = was.source().equals(is.source());
        Sides structure = structure(i, j);
        result.add(
                new Block(
                        matching.moved(i)
                                ? Change.MOVED
                                : same && structure == null ? Change.EQUAL : Change.CHANGED,
                        is.name(),
                        i,
                        j,
                        new Sides(was.lead(), is.lead()),
                        structure,
                        same
                                ? TextDifference.whole(Segment.Kind.EQUAL, is.source())
                                : TextDifference.ofMarkup(was.source(), is.source(), effort)));
    }

    /**
     * The elements around a block, if they are others than before; or the tags before it, if it was
     * parted from the block before it or joined with it: a list that was cut in two.
     */
    private @Nullable Sides structure(int i, int j) {
        Blocks.Block was = before.all().get(i);
        Blocks.Block is = after.all().get(j);
        if (!was.around().equals(is.around())) {
            return new Sides(String.join("", was.around()), String.join("", is.around()));
        }
        boolean follows =
                i > 0
                        && j > 0
                        && matching.later(i - 1) == j - 1
                        && before.all().get(i - 1).around().equals(after.all().get(j - 1).around());
        return follows && was.shared() != is.shared()
                ? new Sides(was.leadTags(), is.leadTags())
                : null;
    }
}
