package org.gongkai.search.query;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One page of hits, in the shape that {@code GET /api/search} answers.
 *
 * @param found in which way: {@code exact}, {@code corrected}, {@code pinyin} or {@code loosened}
 * @param correction the words that were looked for instead; null unless they were corrected
 * @param next what to give as {@code after} for the following page; null on the last
 */
record Answer(
        String query,
        long total,
        int page,
        int size,
        String sort,
        String found,
        @Nullable String correction,
        @Nullable String next,
        Counts counts,
        List<Hit> hits) {

    /**
     * A public document that fits.
     *
     * @param title plain text
     * @param titleHighlight the title as safe HTML, found words in {@code <em>}
     * @param highlight passages of the body, or else of attachments, as safe HTML
     */
    record Hit(
            String id,
            String url,
            String title,
            String titleHighlight,
            String highlight,
            String kind,
            String section,
            String sectionName,
            String unit,
            String unitName,
            List<String> tags,
            Instant publishedAt,
            @Nullable String documentNumber,
            @Nullable LocalDate documentDate) {}

    static Answer nothing(Question question) {
        return new Answer(
                question.text(),
                0,
                question.page(),
                question.size(),
                question.sort().key(),
                Found.EXACT.key(),
                null,
                null,
                Counts.NONE,
                List.of());
    }

    /** How many pages can be asked for by number; 0 without hits. */
    int pages() {
        long reachable = Math.min(total, Question.MOST_HITS);
        return (int) Math.min((reachable + size - 1) / size, Question.MOST_HITS / size);
    }
}
