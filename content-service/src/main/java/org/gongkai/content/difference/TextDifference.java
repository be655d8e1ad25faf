package org.gongkai.content.difference;

import java.util.List;
import java.util.function.Function;

/** How two texts differ, in segments. */
final class TextDifference {
    /** Longer texts, both together, are compared by sentences. */
    private static final int LONGEST_FOR_WORDS = 200_000;

    private TextDifference() {}

    /** The segments of two pieces of HTML. */
    static List<Segment> ofMarkup(String before, String after, Effort effort) {
        return of(
                before,
                after,
                before.length() + after.length() > LONGEST_FOR_WORDS
                        ? Markup::sentences
                        : Markup::tokens,
                effort);
    }

    /** The segments of two plain texts. */
    static List<Segment> ofPlain(String before, String after, Effort effort) {
        return of(before, after, Words::of, effort);
    }

    private static List<Segment> of(
            String before, String after, Function<String, List<Token>> pieces, Effort effort) {
        List<Token> earlier = pieces.apply(before);
        List<Token> later = pieces.apply(after);
        int[] match = Alignment.of(earlier, later, effort);
        return Cleanup.of(Run.of(earlier, later, match)).stream().map(Run::segment).toList();
    }

    /** All of it as one kind; nothing of nothing. */
    static List<Segment> whole(Segment.Kind kind, String html) {
        return html.isEmpty() ? List.of() : List.of(new Run(kind, Markup.tokens(html)).segment());
    }

    /** The same of plain text. */
    static List<Segment> wholePlain(Segment.Kind kind, String text) {
        return text.isEmpty() ? List.of() : List.of(Segment.of(kind, text));
    }
}
