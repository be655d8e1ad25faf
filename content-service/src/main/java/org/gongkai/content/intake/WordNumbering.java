package org.gongkai.content.intake;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;

/**
 * Counts the numbered paragraphs of a document as Word does. What a list of HTML counts the same
 * way becomes one; any other number, such as 第一条, is part of the text.
 */
final class WordNumbering {
    private static final int LEVELS = 9;
    private static final Map<Integer, String> FORMATS =
            Map.ofEntries(
                    Map.entry(1, "upperRoman"),
                    Map.entry(2, "lowerRoman"),
                    Map.entry(3, "upperLetter"),
                    Map.entry(4, "lowerLetter"),
                    Map.entry(10, "ideographDigital"),
                    Map.entry(11, "japaneseCounting"),
                    Map.entry(14, "decimalFullWidth"),
                    Map.entry(18, "decimalEnclosedCircle"),
                    Map.entry(19, "decimalFullWidth2"),
                    Map.entry(22, "decimalZero"),
                    Map.entry(23, "bullet"),
                    Map.entry(28, "decimalEnclosedCircleChinese"),
                    Map.entry(33, "taiwaneseCounting"),
                    Map.entry(37, "chineseCounting"),
                    Map.entry(38, "chineseLegalSimplified"),
                    Map.entry(39, "chineseCountingThousand"),
                    Map.entry(255, "none"));
    private static final Pattern ALONE = Pattern.compile("\\s*%([1-9])\\s*[.、．)）]?\\s*");
    private static final Pattern COUNTER = Pattern.compile("%([1-9])");

    /** Which numbering, and how deep in it; without a number none. */
    record Place(String number, int level) {
        static final Place NONE = new Place("", 0);

        static Place read(XmlPart xml) throws XMLStreamException {
            String[] number = {""};
            int[] level = {0};
            xml.each(
                    child -> {
                        if (child.equals("numId")) {
                            number[0] = xml.attribute("val");
                        } else if (child.equals("ilvl")) {
                            level[0] = Math.clamp(xml.number("val", 0), 0, LEVELS - 1);
                        }
                    });
            return new Place(number[0], level[0]);
        }
    }

    record Level(String format, String text, int start) {
        static final Level PLAIN = new Level("decimal", "", 1);

        /**
         * A level as doc and RTF have it.
         *
         * @param format the number of a way of counting ([MS-OSHARED] 2.2.1.3)
         * @param text what stands before a paragraph; the characters 0 to 8 are counts
         */
        static Level of(int format, String text, int start) {
            StringBuilder pattern = new StringBuilder();
            for (char c : text.toCharArray()) {
                pattern.append(c < LEVELS ? "%" + (c + 1) : Character.toString(c));
            }
            return new Level(FORMATS.getOrDefault(format, "decimal"), pattern.toString(), start);
        }
    }

    /**
     * How a paragraph is marked.
     *
     * @param list what kind of list counts the same: {@code ul}, {@code 1}, {@code a}, {@code A},
     *     {@code i}, {@code I}, {@code han}; empty if none does
     * @param value its number
     * @param text what stands before it
     */
    record Marker(String list, int value, String text) {}

    private final Map<String, Level[]> abstracts = new HashMap<>();
    private final Map<String, String> abstractOf = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> restarts = new HashMap<>();
    private final Map<String, int[]> counters = new HashMap<>();
    private final Map<String, Integer> restarting = new HashMap<>();
    private final Set<String> begun = new HashSet<>();

    /** The numberings of a docx. */
    static WordNumbering read(OfficeZip zip) throws IOException, XMLStreamException {
        WordNumbering numbering = new WordNumbering();
        zip.xml(
                "word/numbering.xml",
                xml ->
                        xml.each(
                                child -> {
                                    if (child.equals("abstractNum")) {
                                        numbering.levels(xml);
                                    } else if (child.equals("num")) {
                                        numbering.number(xml);
                                    }
                                }));
        return numbering;
    }

    /**
     * Says how paragraphs are counted.
     *
     * @param kind a name for it, which several numberings can share: they go on counting
     */
    void define(String kind, List<Level> levels) {
        Level[] all = new Level[LEVELS];
        Arrays.fill(all, Level.PLAIN);
        for (int i = 0; i < Math.min(LEVELS, levels.size()); i++) {
            all[i] = levels.get(i);
        }
        abstracts.put(kind, all);
    }

    /**
     * Names a numbering as paragraphs do.
     *
     * @param starts the levels that it begins anew, each with its first number
     */
    void number(String id, String kind, Map<Integer, Integer> starts) {
        abstractOf.put(id, kind);
        restarts.put(id, starts);
    }

    boolean knows(String id) {
        return abstracts.containsKey(abstractOf.getOrDefault(id, ""));
    }

    private void levels(XmlPart xml) throws XMLStreamException {
        Level[] levels = new Level[LEVELS];
        Arrays.fill(levels, Level.PLAIN);
        abstracts.put(xml.attribute("abstractNumId"), levels);
        xml.each(
                child -> {
                    if (child.equals("lvl")) {
                        int at = xml.number("ilvl", 0);
                        Level level = level(xml);
                        if (at >= 0 && at < LEVELS) {
                            levels[at] = level;
                        }
                    }
                });
    }

    private static Level level(XmlPart xml) throws XMLStreamException {
        String[] words = {"decimal", ""};
        int[] start = {1};
        xml.each(
                property -> {
                    switch (property) {
                        case "numFmt" -> words[0] = xml.attribute("val");
                        case "lvlText" -> words[1] = xml.attribute("val");
                        case "start" -> start[0] = xml.number("val", 1);
                        default -> {}
                    }
                });
        return new Level(words[0], words[1], start[0]);
    }

    private void number(XmlPart xml) throws XMLStreamException {
        String id = xml.attribute("numId");
        Map<Integer, Integer> starts = new HashMap<>();
        xml.each(
                child -> {
                    if (child.equals("abstractNumId")) {
                        abstractOf.put(id, xml.attribute("val"));
                    } else if (child.equals("lvlOverride")) {
                        int level = xml.number("ilvl", 0);
                        xml.each(
                                override -> {
                                    if (override.equals("startOverride")) {
                                        starts.put(level, xml.number("val", 1));
                                    }
                                });
                    }
                });
        restarts.put(id, starts);
    }

    /** Counts the next paragraph at a place. */
    Marker next(Place place) {
        String kind = abstractOf.getOrDefault(place.number(), "");
        Level[] levels = abstracts.get(kind);
        if (levels == null) {
            return new Marker("", 0, "");
        }
        int[] counts = counters.computeIfAbsent(kind, k -> new int[LEVELS]);
        if (begun.add(place.number())) {
            restarts.getOrDefault(place.number(), Map.of())
                    .forEach((level, start) -> restarting.put(kind + "/" + level, start));
        }
        int at = place.level();
        Integer anew = restarting.remove(kind + "/" + at);
        int first = anew == null ? levels[at].start() : anew;
        counts[at] = anew != null || counts[at] == 0 ? first : counts[at] + 1;
        for (int deeper = at + 1; deeper < LEVELS; deeper++) {
            counts[deeper] = 0;
        }
        Level level = levels[at];
        return new Marker(list(level, at), counts[at], text(level, levels, counts));
    }

    private static String list(Level level, int at) {
        if (level.format().equals("bullet")) {
            return "ul";
        }
        Matcher alone = ALONE.matcher(level.text());
        if (!alone.matches() || Integer.parseInt(alone.group(1)) != at + 1) {
            return "";
        }
        return switch (level.format()) {
            case "decimal" -> "1";
            case "lowerLetter" -> "a";
            case "upperLetter" -> "A";
            case "lowerRoman" -> "i";
            case "upperRoman" -> "I";
            case "chineseCounting",
                    "chineseCountingThousand",
                    "japaneseCounting",
                    "ideographDigital",
                    "chineseLegalSimplified" ->
                    "han";
            default -> "";
        };
    }

    private static String text(Level level, Level[] levels, int[] counts) {
        if (level.format().equals("none")) {
            return "";
        }
        Matcher counter = COUNTER.matcher(level.text());
        StringBuilder text = new StringBuilder();
        while (counter.find()) {
            int at = Integer.parseInt(counter.group(1)) - 1;
            int count = counts[at] < 1 ? levels[at].start() : counts[at];
            counter.appendReplacement(
                    text, Matcher.quoteReplacement(Numerals.of(levels[at].format(), count)));
        }
        return counter.appendTail(text).toString().strip();
    }
}
