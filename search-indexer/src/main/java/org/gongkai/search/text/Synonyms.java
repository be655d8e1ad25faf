package org.gongkai.search.text;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Words of the trade that mean the same, such as 社保 and 社会保险. The question is rewritten, not the
 * index: both engines then behave alike, and a new list counts at once.
 *
 * <p>Immutable and thread-safe.
 */
public final class Synonyms {
    private static final int MOST = 4;

    private final Map<String, List<String>> others = new TreeMap<>();
    private final int longest;

    /**
     * @param file further groups, such as {@code 社保=社会保险} a line; null if there are none
     */
    public Synonyms(@Nullable Path file) {
        for (List<String> group : WordLists.read("synonyms.txt", file)) {
            for (String word : group) {
                Set<String> rest = new LinkedHashSet<>(others.getOrDefault(word, List.of()));
                rest.addAll(group);
                rest.remove(word);
                others.put(word, List.copyOf(rest));
            }
        }
        longest = others.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** At most four other ways to say the whole text; the longest words are replaced first. */
    public List<String> variants(String text) {
        List<String> variants = List.of("");
        int from = 0;
        while (from < text.length()) {
            String word = wordAt(text, from);
            List<String> choices = new ArrayList<>(List.of(word));
            choices.addAll(others.getOrDefault(word, List.of()));
            variants =
                    variants.stream()
                            .flatMap(before -> choices.stream().map(choice -> before + choice))
                            .limit(MOST + 1L)
                            .toList();
            from += word.length();
        }
        return variants.stream().filter(variant -> !variant.equals(text)).limit(MOST).toList();
    }

    /** The longest known word that begins here, or one character. */
    private String wordAt(String text, int from) {
        for (int length = Math.min(longest, text.length() - from); length > 1; length--) {
            String word = text.substring(from, from + length);
            if (others.containsKey(word)) {
                return word;
            }
        }
        return text.substring(from, from + 1);
    }
}
