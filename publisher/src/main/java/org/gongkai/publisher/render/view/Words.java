package org.gongkai.publisher.render.view;

import java.util.Map;

/**
 * The theme's own words by key, such as {@code article.published}. Words of the site come from the
 * approved site text instead.
 */
public final class Words {
    private final Map<String, String> words;

    public Words(Map<String, String> words) {
        this.words = Map.copyOf(words);
    }

    /**
     * The word for a key.
     *
     * @throws IllegalArgumentException if the theme has no such word
     */
    public String of(String key) {
        String word = words.get(key);
        if (word == null) {
            throw new IllegalArgumentException(
                    "The theme has no word '" + key + "': add it to theme/words.properties");
        }
        return word;
    }

    /** The phrase for a key with {@code {}} replaced by the values, one after the other. */
    public String of(String key, Object... values) {
        String phrase = of(key);
        StringBuilder filled = new StringBuilder(phrase.length() + 16);
        int from = 0;
        for (Object value : values) {
            int hole = phrase.indexOf("{}", from);
            if (hole < 0) {
                break;
            }
            filled.append(phrase, from, hole).append(value);
            from = hole + 2;
        }
        return filled.append(phrase, from, phrase.length()).toString();
    }

    /** The word for a key, or another if the theme has none. */
    public String orElse(String key, String other) {
        return words.getOrDefault(key, other);
    }
}
