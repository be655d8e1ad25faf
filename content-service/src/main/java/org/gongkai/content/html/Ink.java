package org.gongkai.content.html;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A colour of text, reduced to what it says: one of {@link BodyRules#INKS}, or nothing for black,
 * for white (which would hide the text) and for colours that say nothing.
 *
 * @param name the class, empty for nothing
 */
record Ink(String name) {
    private static final Ink NOTHING = new Ink("");
    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{3,8})");
    private static final Pattern RGB =
            Pattern.compile(
                    "rgba?\\(\\s*(\\d{1,3})\\s*[, ]\\s*(\\d{1,3})\\s*[, ]\\s*(\\d{1,3})\\b.*");
    private static final Map<String, Integer> NAMES =
            Map.ofEntries(
                    Map.entry("red", 0xff0000),
                    Map.entry("darkred", 0x8b0000),
                    Map.entry("crimson", 0xdc143c),
                    Map.entry("firebrick", 0xb22222),
                    Map.entry("maroon", 0x800000),
                    Map.entry("blue", 0x0000ff),
                    Map.entry("navy", 0x000080),
                    Map.entry("darkblue", 0x00008b),
                    Map.entry("royalblue", 0x4169e1),
                    Map.entry("green", 0x008000),
                    Map.entry("darkgreen", 0x006400),
                    Map.entry("seagreen", 0x2e8b57),
                    Map.entry("gray", 0x808080),
                    Map.entry("grey", 0x808080),
                    Map.entry("dimgray", 0x696969),
                    Map.entry("darkgray", 0xa9a9a9),
                    Map.entry("black", 0x000000),
                    Map.entry("windowtext", 0x000000),
                    Map.entry("white", 0xffffff));

    /** What a colour in the words of CSS says; empty if it is no colour. */
    static Optional<Ink> read(String colour) {
        Integer named = NAMES.get(colour);
        if (named != null) {
            return Optional.of(of(named >> 16, named >> 8 & 0xff, named & 0xff));
        }
        Matcher hex = HEX.matcher(colour);
        if (hex.matches()) {
            String digits = hex.group(1);
            if (digits.length() < 6) {
                digits =
                        digits.chars()
                                .mapToObj(c -> "" + (char) c + (char) c)
                                .reduce("", String::concat);
            }
            return Optional.of(
                    of(
                            Integer.parseInt(digits.substring(0, 2), 16),
                            Integer.parseInt(digits.substring(2, 4), 16),
                            Integer.parseInt(digits.substring(4, 6), 16)));
        }
        Matcher rgb = RGB.matcher(colour);
        return rgb.matches()
                ? Optional.of(
                        of(
                                Integer.parseInt(rgb.group(1)),
                                Integer.parseInt(rgb.group(2)),
                                Integer.parseInt(rgb.group(3))))
                : Optional.empty();
    }

    private static Ink of(int red, int green, int blue) {
        int most = Math.max(red, Math.max(green, blue));
        int least = Math.min(red, Math.min(green, blue));
        if (most - least < 60) {
            return least > 75 && most < 190 ? new Ink("ink-grey") : NOTHING;
        }
        int middle = red + green + blue - most - least;
        // A hue is clear while the second part of the three stays well below the first.
        boolean clear = (middle - least) * 100 < (most - least) * 62;
        if (!clear || least > 170) {
            return NOTHING;
        }
        return new Ink(most == red ? "ink-red" : most == green ? "ink-green" : "ink-blue");
    }
}
