package org.gongkai.search.query;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;

import org.gongkai.search.text.Spelling;
import org.gongkai.search.text.Syllables;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pinyin as it is typed: {@code yangquan}, {@code yang quan}, first letters such as {@code yqgl},
 * or mixed with characters, 养quan. Thread-safe.
 */
final class PinyinWords {
    private static final int MOST_READINGS = 4;
    private static final Pattern PIECE =
            Pattern.compile("([0-9]+[a-z]+|[0-9]+|[^a-zü0-9\\s'’]+)|([a-zü]+)");
    private static final Pattern INITIALS = Pattern.compile("[a-z]{2,12}");

    private final Syllables syllables;

    PinyinWords(Syllables syllables) {
        this.syllables = syllables;
    }

    /** What is called so; none if the text has no letters, or letters that are no pinyin. */
    List<Query> queries(String text) {
        List<Query> queries = new ArrayList<>();
        for (String reading : readings(text)) {
            queries.add(Queries.beginning("titlePinyin", reading));
            queries.add(Queries.beginning("namePinyin", reading));
        }
        String letters = text.toLowerCase(Locale.ROOT);
        if (INITIALS.matcher(letters).matches()) {
            String initials = Syllables.initials(String.join(" ", letters.split("")));
            queries.add(Queries.phrase("titleInitials", initials));
        }
        return queries;
    }

    /** As it is read aloud. */
    String spelled(String text) {
        return String.join(" ", syllables.spelled(text).stream().limit(1).toList());
    }

    /** At most four, as words of syllables. */
    Set<String> readings(String text) {
        List<String> readings = List.of("");
        boolean letters = false;
        Matcher piece = PIECE.matcher(text.toLowerCase(Locale.ROOT));
        while (piece.find()) {
            List<String> next;
            if (piece.group(2) != null) {
                letters = true;
                next =
                        Spelling.read(piece.group(2)).stream()
                                .map(way -> String.join(" ", way))
                                .toList();
            } else {
                next = syllables.spelled(piece.group(1));
            }
            readings =
                    readings.stream()
                            .flatMap(before -> next.stream().map(each -> before + " " + each))
                            .map(String::strip)
                            .limit(MOST_READINGS)
                            .toList();
        }
        Set<String> all = new LinkedHashSet<>(letters ? readings : List.of());
        all.remove("");
        return all;
    }
}
