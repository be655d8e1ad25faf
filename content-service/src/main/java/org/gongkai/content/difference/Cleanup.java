package org.gongkai.content.difference;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a shortest difference one that reads well: what is left equal between two changes, but
 * shorter than either, becomes part of them, and a change slides to where people see words begin.
 * After Fraser, "Diff Strategies" (2006), with Chinese in mind: no more than three characters are
 * given up, and never a tag, so that no link or cell seems changed that is not.
 */
final class Cleanup {
    private static final int MOST_GIVEN_UP = 3;
    private static final String ENDS_SENTENCE = "。！？；!?;";
    private static final String OPENS = "（《〈“‘【「『〔([{\"";

    private Cleanup() {}

    static List<Run> of(List<Run> runs) {
        return slide(join(runs));
    }

    /** Gives up short equal runs between changes. */
    private static List<Run> join(List<Run> runs) {
        List<Run> joined = new ArrayList<>();
        List<Token> deleted = new ArrayList<>();
        List<Token> inserted = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            switch (run.kind()) {
                case DELETED -> deleted.addAll(run.tokens());
                case INSERTED -> inserted.addAll(run.tokens());
                case EQUAL -> {
                    int changed = Math.max(length(deleted), length(inserted));
                    if (givenUp(run, changed, following(runs, i + 1))) {
                        deleted.addAll(run.tokens());
                        inserted.addAll(run.tokens());
                    } else {
                        flush(joined, deleted, inserted);
                        joined.add(run);
                    }
                }
            }
        }
        flush(joined, deleted, inserted);
        return joined;
    }

    private static boolean givenUp(Run equal, int changedBefore, int changedAfter) {
        int length = equal.length();
        return equal.tokens().stream().noneMatch(Token::tag)
                && length <= MOST_GIVEN_UP
                && length <= changedBefore
                && length <= changedAfter;
    }

    /** How much is changed between here and the next equal run. */
    private static int following(List<Run> runs, int start) {
        int deleted = 0;
        int inserted = 0;
        for (int i = start; i < runs.size() && !runs.get(i).equal(); i++) {
            Run run = runs.get(i);
            deleted += run.kind() == Segment.Kind.DELETED ? run.length() : 0;
            inserted += run.kind() == Segment.Kind.INSERTED ? run.length() : 0;
        }
        return Math.max(deleted, inserted);
    }

    private static void flush(List<Run> runs, List<Token> deleted, List<Token> inserted) {
        if (!deleted.isEmpty()) {
            runs.add(new Run(Segment.Kind.DELETED, deleted));
        }
        if (!inserted.isEmpty()) {
            runs.add(new Run(Segment.Kind.INSERTED, inserted));
        }
        deleted.clear();
        inserted.clear();
    }

    private static int length(List<Token> tokens) {
        return new Run(Segment.Kind.EQUAL, tokens).length();
    }

    /** Moves each change that stands alone between equal runs to the best of its equal places. */
    private static List<Run> slide(List<Run> runs) {
        List<Run> slid = new ArrayList<>(runs);
        for (int i = 1; i < slid.size() - 1; i++) {
            if (!slid.get(i).equal() && slid.get(i - 1).equal() && slid.get(i + 1).equal()) {
                place(slid, i);
            }
        }
        slid.removeIf(run -> run.tokens().isEmpty());
        return slid;
    }

    private static void place(List<Run> runs, int at) {
        List<Token> line = new ArrayList<>(runs.get(at - 1).tokens());
        int now = line.size();
        line.addAll(runs.get(at).tokens());
        int length = line.size() - now;
        line.addAll(runs.get(at + 1).tokens());
        int start = now;
        while (start > 0 && same(line, start - 1, start + length - 1)) {
            start--;
        }
        int best = now;
        int bestScore = score(line, now) + score(line, now + length);
        for (int here = start;
                here + length <= line.size()
                        && (here <= now || same(line, here - 1, here + length - 1));
                here++) {
            int score = score(line, here) + score(line, here + length);
            if (score > bestScore) {
                best = here;
                bestScore = score;
            }
        }
        runs.set(at - 1, new Run(Segment.Kind.EQUAL, line.subList(0, best)));
        runs.set(at, new Run(runs.get(at).kind(), line.subList(best, best + length)));
        runs.set(at + 1, new Run(Segment.Kind.EQUAL, line.subList(best + length, line.size())));
    }

    private static boolean same(List<Token> line, int one, int other) {
        return line.get(one).equals(line.get(other));
    }

    /** How well a cut before this token reads. */
    private static int score(List<Token> line, int at) {
        if (at == 0 || at == line.size()) {
            return 5;
        }
        Token before = line.get(at - 1);
        Token after = line.get(at);
        if (before.tag() || after.tag()) {
            return 3;
        }
        if (ENDS_SENTENCE.contains(before.text())) {
            return 4;
        }
        if (OPENS.contains(after.text())) {
            return 3;
        }
        return before.blankOrMark() && !OPENS.contains(before.text()) ? 2 : 0;
    }
}
