package org.gongkai.content.difference;

import java.util.ArrayList;
import java.util.List;

/** Neighbouring tokens of one kind. */
record Run(Segment.Kind kind, List<Token> tokens) {
    Run {
        tokens = List.copyOf(tokens);
    }

    boolean equal() {
        return kind == Segment.Kind.EQUAL;
    }

    /** How many characters people see of it. */
    int length() {
        return tokens.stream()
                .mapToInt(token -> token.text().codePointCount(0, token.text().length()))
                .sum();
    }

    Segment segment() {
        StringBuilder text = new StringBuilder();
        StringBuilder source = new StringBuilder();
        for (Token token : tokens) {
            text.append(token.text());
            source.append(token.source());
        }
        return Segment.of(kind, text.toString(), source.toString());
    }

    /** The runs of two token sequences of which this many match. */
    static List<Run> of(List<Token> before, List<Token> after, int[] match) {
        List<Run> runs = new ArrayList<>();
        List<Token> equal = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            int startA = i;
            while (i < before.size() && match[i] < 0) {
                i++;
            }
            int next = i < before.size() ? match[i] : after.size();
            add(runs, Segment.Kind.DELETED, before.subList(startA, i));
            add(runs, Segment.Kind.INSERTED, after.subList(j, next));
            j = next;
            equal.clear();
            while (i < before.size() && match[i] == j) {
                equal.add(before.get(i++));
                j++;
            }
            add(runs, Segment.Kind.EQUAL, equal);
        }
        return runs;
    }

    private static void add(List<Run> runs, Segment.Kind kind, List<Token> tokens) {
        if (!tokens.isEmpty()) {
            runs.add(new Run(kind, tokens));
        }
    }
}
