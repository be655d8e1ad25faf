package org.gongkai.content.report;

import org.gongkai.content.figures.Facts;
import org.gongkai.content.summary.Summary;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A closing report as it is now. Its figures are those of the record and are stored nowhere.
 *
 * @param digest SHA-256 of the figures and of what they count, in hex
 * @param sentences the figures in words
 * @param summary what the unit, or for the district the office, submitted last; null if nothing
 * @param words of the office, the newest first; empty while it has written none
 */
public record Report(
        Facts facts,
        String digest,
        List<String> sentences,
        Summary.@Nullable Submission summary,
        List<Words> words) {

    /**
     * What the office said.
     *
     * @param number counts the versions, from 1
     */
    public record Words(int number, String text, String by, Instant at) {}

    /** The number of the newest words, 0 without any. */
    public int version() {
        return words.isEmpty() ? 0 : words.getFirst().number();
    }

    /** The newest words, empty without any. */
    public String text() {
        return words.isEmpty() ? "" : words.getFirst().text();
    }
}
