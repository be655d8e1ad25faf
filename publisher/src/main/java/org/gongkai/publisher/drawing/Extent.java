package org.gongkai.publisher.drawing;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a drawing is shown, in pixels. */
record Extent(int width, int height) {
    /** What browsers take if a drawing says nothing. */
    static final Extent USUAL = new Extent(300, 150);

    private static final int LARGEST = 10_000;
    private static final Pattern LENGTH =
            Pattern.compile("\\s*\\+?([0-9]{0,7}\\.?[0-9]{0,7})(px|cm|mm|in|pt|pc|Q)?\\s*");

    static Extent of(@Nullable String width, @Nullable String height, @Nullable String viewBox) {
        double across = pixels(width);
        double down = pixels(height);
        String[] box = viewBox == null ? new String[0] : viewBox.strip().split("[\\s,]+");
        double boxWidth = box.length == 4 ? pixels(box[2]) : 0;
        double boxHeight = box.length == 4 ? pixels(box[3]) : 0;
        if (boxWidth > 0 && boxHeight > 0) {
            if (across <= 0 && down <= 0) {
                across = boxWidth;
                down = boxHeight;
            } else if (across <= 0) {
                across = down * boxWidth / boxHeight;
            } else if (down <= 0) {
                down = across * boxHeight / boxWidth;
            }
        }
        return new Extent(
                rounded(across > 0 ? across : USUAL.width),
                rounded(down > 0 ? down : USUAL.height));
    }

    private static int rounded(double length) {
        return Math.clamp(Math.round(length), 1, LARGEST);
    }

    private static double pixels(@Nullable String length) {
        Matcher parts = LENGTH.matcher(length == null ? "" : length);
        if (!parts.matches() || !parts.group(1).matches(".*[0-9].*")) {
            return 0;
        }
        double number = Double.parseDouble(parts.group(1));
        String unit = parts.group(2);
        return switch (unit == null ? "px" : unit) {
            case "cm" -> number * 96 / 2.54;
            case "mm" -> number * 96 / 25.4;
            case "Q" -> number * 96 / 101.6;
            case "in" -> number * 96;
            case "pt" -> number * 96 / 72;
            case "pc" -> number * 16;
            default -> number;
        };
    }
}
