package org.gongkai.content.media;

import java.nio.file.Path;
import java.util.Set;

/**
 * Looks at pictures as the publisher will read them, so that whoever uploads hears what is wrong
 * with one. Thread-safe; memory is bounded however many are looked at.
 */
public interface Pictures {
    /** The media type of drawings. */
    String DRAWING = "image/svg+xml";

    /** How large a picture is shown, upright. */
    record Size(int width, int height) {
        long pixels() {
            return (long) width * height;
        }
    }

    /**
     * Goes through a picture.
     *
     * @param name for messages
     * @throws FileRefused if it could not be published
     */
    Size look(Path file, String mediaType, String name);

    /**
     * A drawing without what could act or load something.
     *
     * @param removed what was removed, by its names
     */
    record Cleaned(byte[] bytes, Set<String> removed) {}

    /**
     * Cleans a drawing.
     *
     * @param name for messages
     * @throws FileRefused if it is none
     */
    Cleaned clean(Path file, String name);

    /** A picture in small. */
    record Thumbnail(byte[] bytes, String mediaType) {}

    /**
     * Makes a picture small, for lists. A drawing stays as it is.
     *
     * @param width at most
     * @param name for messages
     * @throws FileRefused if it cannot be read
     */
    Thumbnail thumbnail(Path file, String mediaType, int width, String name);

    /** What helps with a picture of a kind that is not taken; empty for anything else. */
    static String remedy(String mediaType) {
        return switch (mediaType) {
            case "image/heic",
                    "image/heif",
                    "image/heic-sequence",
                    "image/heif-sequence",
                    "image/avif" ->
                    " Not every browser shows it: export it as JPEG, or set the camera to “most compatible”.";
            default -> mediaType.startsWith("image/") ? " Save it as JPEG or PNG." : "";
        };
    }
}
