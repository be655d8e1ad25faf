package org.gongkai.search.load;

import org.gongkai.search.SearchDocument;
import org.gongkai.search.text.Syllables;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What readers ask of the API, one after the other; the same ones each time. */
final class Questions {
    private final URI site;
    private final List<String> words;
    private final List<String> sections;
    private final Syllables syllables = new Syllables(null);

    Questions(URI site, Articles articles) {
        this.site = site;
        this.words = articles.words();
        this.sections =
                articles.documents().stream()
                        .map(SearchDocument::section)
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** Words, alone and in pairs, every other time filtered; always with highlights and counts. */
    URI search(int i) {
        String text = word(i) + (i % 3 == 0 ? " " + word(i + 7) : "");
        String filter =
                switch (i % 4) {
                    case 1 -> "&section=" + encoded(sections.get(i % sections.size()));
                    case 3 -> "&kind=policy&from=2015-01-01";
                    default -> "";
                };
        return site.resolve("/api/search?q=" + encoded(text) + filter);
    }

    /** The beginning of a word, in characters or in pinyin. */
    URI suggestion(int i) {
        String word = word(i);
        String typed =
                i % 2 == 0
                        ? word.substring(0, Math.min(2, word.length()))
                        : String.join("", syllables.of(word));
        return site.resolve("/api/search/suggestions?q=" + encoded(typed));
    }

    /** Each word in turn, in an order that has nothing to do with that of the list. */
    private String word(int i) {
        return words.get(Math.floorMod(i * 7_919, words.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
