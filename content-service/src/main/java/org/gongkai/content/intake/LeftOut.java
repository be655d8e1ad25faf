package org.gongkai.content.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what of a document is not taken over, and says it in sentences. */
final class LeftOut {
    /** What a reader of the page would not have seen, or cannot be shown. */
    enum What {
        COMMENTS("%d × a comment in it was left out."),
        DELETIONS("%d × a tracked deletion in it was left out."),
        INSERTIONS("%d × a tracked insertion in it was taken as accepted."),
        HIDDEN("%d × hidden text in it was left out."),
        AUTHORS("%d × a person's name in its properties was left out."),
        CONTENTS("Its table of contents was left out."),
        FORMULAS("%d × a formula in it was taken over as plain text; compare it."),
        FILES("%d × another file inside it was left out."),
        PICTURES("%d × a picture in it that no browser shows (EMF, WMF, TIFF, BMP) was left out."),
        LINKED_PICTURES("%d × a picture that lies elsewhere was left out."),
        HEADERS("Its headers and footers were left out.");

        private final String sentence;

        What(String sentence) {
            this.sentence = sentence;
        }
    }

    private final Map<What, Integer> counts = new EnumMap<>(What.class);

    void add(What what) {
        counts.merge(what, 1, Integer::sum);
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        counts.forEach((what, count) -> sentences.add(what.sentence.formatted(count)));
        return sentences;
    }
}
