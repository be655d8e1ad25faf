package org.gongkai.search.text;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.Pinyin;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How Chinese text is read aloud, without tones: 养犬 is {@code yang quan}. Names that a dictionary
 * reads wrongly stand in a list of their own. {@code ü} is {@code v}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Syllables {
    private final Map<String, List<String>> readings = new TreeMap<>();
    private final int longest;

    /**
     * @param file further readings, such as {@code 朝阳=chao yang} a line; null if there are none
     */
    public Syllables(@Nullable Path file) {
        for (List<String> line : WordLists.read("readings.txt", file)) {
            String name = line.getFirst();
            List<String> syllables = List.of(line.getLast().split(" +"));
            if (syllables.size() != name.codePointCount(0, name.length())) {
                throw new IllegalArgumentException(
                        "The reading '%s' of %s must have one syllable for each character"
                                .formatted(line.getLast(), name));
            }
            readings.put(name, syllables);
        }
        longest = readings.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** One syllable for each code point; {@code ""} for what is not read. */
    public List<String> of(String text) {
        List<String> syllables = dictionary(text);
        String simple = Simplified.of(text);
        int at = 0;
        for (int i = 0; i < simple.length(); ) {
            String name = nameAt(simple, i);
            List<String> reading = readings.getOrDefault(name, List.of());
            for (int k = 0; k < reading.size(); k++) {
                syllables.set(at + k, reading.get(k));
            }
            int next = reading.isEmpty() ? simple.offsetByCodePoints(i, 1) : i + name.length();
            at += simple.codePointCount(i, next);
            i = next;
        }
        return syllables;
    }

    /**
     * The text as words of syllables, Latin words and numbers kept as they are: {@code 5g ji zhan}.
     * Where a name is read in another way than usual, the usual way comes second.
     */
    public List<String> spelled(String text) {
        Set<String> spelled = new LinkedHashSet<>();
        spelled.add(spelled(text, of(text)));
        spelled.add(spelled(text, dictionary(text)));
        spelled.remove("");
        return List.copyOf(spelled);
    }

    /** The first letters of neighbouring words: {@code yang quan guan li} is {@code yq qg gl}. */
    public static String initials(String spelled) {
        String[] words = spelled.split(" ");
        StringBuilder pairs = new StringBuilder();
        for (int i = 1; i < words.length; i++) {
            pairs.append(i == 1 ? "" : " ")
                    .append(words[i - 1].charAt(0))
                    .append(words[i].charAt(0));
        }
        return pairs.toString();
    }

    /** Changes with every reading; an index of readings is to be made anew then. */
    public String fingerprint() {
        return readings.toString();
    }

    private static String spelled(String text, List<String> syllables) {
        StringBuilder spelled = new StringBuilder();
        int at = 0;
        boolean inWord = false;
        for (int c : text.codePoints().toArray()) {
            String syllable = syllables.get(at++);
            boolean latin = syllable.isEmpty() && isLatin(c);
            if (!spelled.isEmpty() && (!syllable.isEmpty() || (latin && !inWord))) {
                spelled.append(' ');
            }
            if (latin) {
                spelled.appendCodePoint(Character.toLowerCase(c));
            } else {
                spelled.append(syllable);
            }
            inWord = latin;
        }
        return spelled.toString();
    }

    private static boolean isLatin(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private String nameAt(String text, int from) {
        for (int length = Math.min(longest, text.length() - from); length > 0; length--) {
            String name = text.substring(from, from + length);
            if (readings.containsKey(name)) {
                return name;
            }
        }
        return "";
    }

    private static List<String> dictionary(String text) {
        List<Pinyin> read = HanLP.convertToPinyinList(Simplified.of(text));
        List<String> syllables = new ArrayList<>(text.length());
        for (int i = 0; i < text.length(); i++) {
            Pinyin pinyin = read.get(i);
            boolean none = pinyin == null || pinyin == Pinyin.none5;
            syllables.add(none ? "" : pinyin.getPinyinWithoutTone().toLowerCase(Locale.ROOT));
            if (text.offsetByCodePoints(i, 1) == i + 2) {
                i++;
            }
        }
        return syllables;
    }
}
