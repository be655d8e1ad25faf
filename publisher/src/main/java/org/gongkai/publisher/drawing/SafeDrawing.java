package org.gongkai.publisher.drawing;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A drawing of which only shapes, text, colours and filters are left. It is read by an XML parser
 * that knows no entities and loads nothing, and is written anew: so every reader of XML sees the
 * same tree. Cleaning it again changes nothing; that is how a drawing is known to be safe.
 *
 * @param width in pixels, as it says itself
 * @param height in pixels, as it says itself
 * @param removed what is gone, by its name and how often: elements as {@code script}, attributes as
 *     {@code @onload}
 */
public record SafeDrawing(byte[] bytes, int width, int height, SortedMap<String, Integer> removed) {
    /** A drawing that is larger is no drawing. */
    public static final int LARGEST = 8 << 20;

    public SafeDrawing {
        removed = new TreeMap<>(removed);
    }

    /**
     * Cleans a drawing.
     *
     * @param name for messages
     * @throws DrawingRefused if it is none, is damaged, or would be a burden to browsers
     */
    public static SafeDrawing of(byte[] bytes, String name) {
        if (bytes.length > LARGEST) {
            throw new DrawingRefused(
                    "The drawing %s is larger than 8 MB: simplify it, or send it as PNG"
                            .formatted(name));
        }
        return new Cleaning(name).clean(bytes);
    }

    /**
     * Looks whether a drawing is clean.
     *
     * @throws DrawingRefused if it is not as cleaning leaves it
     */
    public static SafeDrawing requireSafe(byte[] bytes, String name) {
        SafeDrawing cleaned = of(bytes, name);
        if (!Arrays.equals(bytes, cleaned.bytes)) {
            throw new DrawingRefused(
                    "The drawing %s holds what no drawing may (%s): upload it again, so that it is cleaned, and have it approved as it is then"
                            .formatted(
                                    name,
                                    cleaned.removed.isEmpty()
                                            ? "it was never cleaned"
                                            : String.join(", ", cleaned.removed.keySet())));
        }
        return cleaned;
    }
}
