package org.gongkai.publisher.picture;

import java.awt.Rectangle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shape of a crop, such as 16:9; one of those that the theme's style sheet knows. */
public record Shape(int across, int down) {
    private static final Pattern SYNTAX = Pattern.compile("(16|4|3|1|21)[:x](9|3|2|1|4)");
    private static final Set<String> KNOWN = Set.of("16:9", "4:3", "3:2", "1:1", "3:4", "21:9");

    /** As videos are. */
    public static final Shape WIDE = new Shape(16, 9);

    /** As photographs are. */
    public static final Shape PHOTO = new Shape(4, 3);

    /**
     * @param text {@code 16:9}
     * @throws IllegalArgumentException if it is no shape
     */
    public static Shape of(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (matcher.matches()) {
            Shape shape =
                    new Shape(
                            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (KNOWN.contains(shape.toString())) {
                return shape;
            }
        }
        throw new IllegalArgumentException(
                "“%s” is no shape of a card's picture: say 16:9, 4:3, 3:2, 1:1, 3:4 or 21:9"
                        .formatted(text));
    }

    /** As it stands in names: {@code 16x9}. */
    public String key() {
        return across + "x" + down;
    }

    /** The height for a width. */
    public int height(int width) {
        return Math.max(1, Math.round((float) width * down / across));
    }

    /**
     * The largest part of a picture that has this shape, with the focal point as near to its middle
     * as the edges allow.
     *
     * @param focalX in thousandths from the left
     * @param focalY in thousandths from the top
     */
    Rectangle within(int width, int height, int focalX, int focalY) {
        int w = (int) Math.clamp((long) height * across / down, 1, width);
        int h = (int) Math.clamp((long) width * down / across, 1, height);
        return new Rectangle(start(width, w, focalX), start(height, h, focalY), w, h);
    }

    private static int start(int whole, int part, int focal) {
        return Math.clamp((long) whole * focal / 1000 - part / 2, 0, whole - part);
    }

    @Override
    public String toString() {
        return across + ":" + down;
    }
}
