package org.gongkai.search.text;

import com.hankcs.hanlp.dictionary.py.Pinyin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What somebody means who types syllables without spaces: {@code xian} is {@code xian} or {@code xi
 * an}.
 */
public final class Spelling {
    private static final int MOST = 4;
    private static final int LONGEST = 60;
    private static final int LONGEST_SYLLABLE = 6;

    /** As people write them, and as they stand in the index. */
    private static final Map<String, String> SYLLABLES = syllables();

    private static final Set<String> BEGINNINGS = beginnings();

    private Spelling() {}

    /**
     * At most four ways to cut lower-case letters into syllables, fewest and whole ones first; the
     * last may be the beginning of one. None if the letters are no syllables.
     */
    public static List<List<String>> read(String letters) {
        String text = letters.replace('ü', 'v');
        List<List<String>> ways = new ArrayList<>();
        if (!text.isEmpty() && text.length() <= LONGEST) {
            cut(text, 0, new ArrayList<>(), ways, new HashSet<>());
        }
        return ways;
    }

    /** Whether anything was found from here; where nothing was, nobody looks again. */
    private static boolean cut(
            String text,
            int from,
            List<String> before,
            List<List<String>> ways,
            Set<Integer> deadEnds) {
        if (from == text.length()) {
            ways.add(List.copyOf(before));
            return true;
        }
        boolean found = false;
        for (int to = Math.min(text.length(), from + LONGEST_SYLLABLE); to > from; to--) {
            String syllable = SYLLABLES.get(text.substring(from, to));
            if (syllable != null && !deadEnds.contains(to) && ways.size() < MOST) {
                before.add(syllable);
                found |= cut(text, to, before, ways, deadEnds);
                before.removeLast();
            }
        }
        String rest = text.substring(from);
        if (!SYLLABLES.containsKey(rest) && BEGINNINGS.contains(rest) && ways.size() < MOST) {
            before.add(rest);
            ways.add(List.copyOf(before));
            before.removeLast();
            found = true;
        }
        if (!found) {
            deadEnds.add(from);
        }
        return found;
    }

    private static Map<String, String> syllables() {
        Map<String, String> syllables = new TreeMap<>();
        for (Pinyin each : Pinyin.values()) {
            String syllable = each.getPinyinWithoutTone();
            syllables.put(syllable, syllable);
        }
        // What the dictionary has beside syllables, and what it has for sounds of one character.
        List.of("none", "ja", "fiao", "chua").forEach(syllables::remove);
        syllables.put("lue", "lve");
        syllables.put("nue", "nve");
        return syllables;
    }

    private static Set<String> beginnings() {
        Set<String> beginnings = new TreeSet<>();
        for (String syllable : SYLLABLES.keySet()) {
            for (int i = 1; i < syllable.length(); i++) {
                beginnings.add(syllable.substring(0, i));
            }
        }
        return beginnings;
    }
}
