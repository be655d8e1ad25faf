package org.gongkai.content.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands before the text of RTF: fonts with their encodings, colours, styles. */
final class RtfTables {
    static final int NO_FONT = -1;
    private static final int MOST = 10_000;
    private static final String STANDARD = "windows-1252";
    private static final Map<Integer, String> CHARSETS =
            Map.ofEntries(
                    Map.entry(128, "windows-31j"),
                    Map.entry(129, "x-windows-949"),
                    Map.entry(134, "GBK"),
                    Map.entry(136, "Big5"),
                    Map.entry(161, "windows-1253"),
                    Map.entry(162, "windows-1254"),
                    Map.entry(163, "windows-1258"),
                    Map.entry(177, "windows-1255"),
                    Map.entry(178, "windows-1256"),
                    Map.entry(186, "windows-1257"),
                    Map.entry(204, "windows-1251"),
                    Map.entry(222, "x-windows-874"),
                    Map.entry(238, "windows-1250"));
    private static final Map<Integer, String> PAGES =
            Map.of(
                    932, "windows-31j",
                    936, "GBK",
                    949, "x-windows-949",
                    950, "Big5",
                    874, "x-windows-874",
                    54936, "GB18030",
                    65001, "UTF-8");
    private static final int FIRST_PAGE_OF_WINDOWS = 1250;
    private static final int LAST_PAGE_OF_WINDOWS = 1258;

    private final Map<Integer, Charset> fonts = new HashMap<>();
    private final List<String> colours = new ArrayList<>();
    private final WordStyles styles;
    private Charset standard = named(STANDARD);
    private int standardFont = NO_FONT;

    RtfTables(WordStyles styles) {
        this.styles = styles;
    }

    Charset standard() {
        return standard;
    }

    void page(int number) {
        boolean ofWindows = number >= FIRST_PAGE_OF_WINDOWS && number <= LAST_PAGE_OF_WINDOWS;
        standard = named(ofWindows ? "windows-" + number : PAGES.getOrDefault(number, STANDARD));
    }

    void standardFont(int number) {
        standardFont = number;
    }

    /** How the bytes of text in a font are to be read. */
    Charset charset(int font) {
        return fonts.getOrDefault(font == NO_FONT ? standardFont : font, standard);
    }

    /** As {@link RunFormat#colour} has it. */
    String colour(int number) {
        return number >= 0 && number < colours.size() ? colours.get(number) : "";
    }

    private static Charset named(String name) {
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    /** The table of fonts; only what is not the standard encoding matters. */
    RtfDestination fonts() {
        return new RtfDestination() {
            @Override
            public void text(String text, RtfState state) {}

            @Override
            public void word(String word, int number, RtfState state) {
                String name = CHARSETS.get(number);
                if (word.equals("fcharset") && name != null && fonts.size() < MOST) {
                    fonts.put(state.font, named(name));
                }
            }
        };
    }

    RtfDestination colours() {
        return new RtfDestination() {
            private int colour;
            private boolean set;

            @Override
            public void text(String text, RtfState state) {
                for (int i = text.indexOf(';'); i >= 0; i = text.indexOf(';', i + 1)) {
                    if (colours.size() < MOST) {
                        colours.add(set ? "%06X".formatted(colour) : "");
                    }
                    colour = 0;
                    set = false;
                }
            }

            @Override
            public void word(String word, int number, RtfState state) {
                int shift =
                        switch (word) {
                            case "red" -> 16;
                            case "green" -> 8;
                            case "blue" -> 0;
                            default -> -1;
                        };
                if (shift >= 0) {
                    colour |= Math.clamp(number, 0, 255) << shift;
                    set = true;
                }
            }
        };
    }

    RtfDestination styles() {
        return new RtfDestination() {
            private final StringBuilder name = new StringBuilder();
            private int defined;
            private String base = "";

            @Override
            public void text(String text, RtfState state) {
                int end = text.indexOf(';');
                name.append(end < 0 ? text : text.substring(0, end));
                if (end >= 0) {
                    if (defined++ < MOST) {
                        styles.define(key(state), style(state));
                    }
                    name.setLength(0);
                    base = "";
                }
            }

            @Override
            public void word(String word, int number, RtfState state) {
                if (word.equals("sbasedon")) {
                    base = Integer.toString(number);
                }
            }

            private String key(RtfState state) {
                return state.paragraph.style.isEmpty() ? "0" : state.paragraph.style;
            }

            private WordStyles.Style style(RtfState state) {
                return new WordStyles.Style(
                        name.toString().strip().toLowerCase(Locale.ROOT),
                        base,
                        state.paragraph.outline,
                        state.place(),
                        state.run.hidden,
                        state.run.bold,
                        state.run.italic,
                        state.run.colour);
            }
        };
    }
}
