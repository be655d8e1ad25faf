package org.gongkai.publisher.media;

import org.gongkai.publisher.picture.Shape;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a rendition is made: of a width, never enlarged, of the whole picture or of a crop. The label
 * with its version stands in the manifest (decision 2); other bytes from the same source need
 * another version.
 *
 * @param crop null for the whole picture
 * @param width what is made is as wide, or as wide as the picture, or as the crop
 */
record Transform(@Nullable Crop crop, int width, Encoding encoding) {
    /** Of the whole picture, widest first; the widest is always made. */
    static final List<Integer> WIDTHS = List.of(1600, 800, 320);

    /** Of a crop, widest first. */
    static final List<Integer> CROP_WIDTHS = List.of(1280, 640, 320);

    private static final Pattern LABEL =
            Pattern.compile(
                    "(?:fit|crop-([0-9]+x[0-9]+)-([0-9]{1,4})-([0-9]{1,4}))-([0-9]{2,4})-(jpeg|png|webp)[-/0-9]+");

    /**
     * A part of a picture.
     *
     * @param focalX what it shows at least, in thousandths from the left
     * @param focalY and in thousandths from the top
     */
    record Crop(Shape shape, int focalX, int focalY) {
        String key() {
            return shape.key() + "-" + focalX + "-" + focalY;
        }
    }

    /** What renditions are written as. */
    enum Encoding {
        JPEG("jpeg-82/2", "image/jpeg", ".jpg"),
        /** In the place of JPEG if something behind the picture can be seen. */
        PNG("png/1", "image/png", ".png"),
        /** Beside them where it is smaller. */
        WEBP("webp-80/1", "image/webp", ".webp");

        private final String label;
        private final String mediaType;
        private final String extension;

        Encoding(String label, String mediaType, String extension) {
            this.label = label;
            this.mediaType = mediaType;
            this.extension = extension;
        }

        String mediaType() {
            return mediaType;
        }
    }

    String label() {
        return (crop == null ? "fit" : "crop-" + crop.key()) + "-" + width + "-" + encoding.label;
    }

    /**
     * The name of the file.
     *
     * @param made how wide the rendition became
     */
    String fileName(int made) {
        return (crop == null ? "" : "c" + crop.key() + "-") + "w" + made + encoding.extension;
    }

    /** The transform of a label, of whatever version. */
    static Optional<Transform> of(String label) {
        Matcher parts = LABEL.matcher(label);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Crop crop =
                parts.group(1) == null
                        ? null
                        : new Crop(
                                Shape.of(parts.group(1)),
                                Integer.parseInt(parts.group(2)),
                                Integer.parseInt(parts.group(3)));
        return Optional.of(
                new Transform(
                        crop,
                        Integer.parseInt(parts.group(4)),
                        Encoding.valueOf(parts.group(5).toUpperCase(Locale.ROOT))));
    }

    /** Whether it is made like this still. */
    boolean current(String label) {
        return label().equals(label) && (crop == null ? WIDTHS : CROP_WIDTHS).contains(width);
    }

    /** Whether it is the one that a picture, or a crop, is never without. */
    boolean always() {
        return encoding != Encoding.WEBP
                && width == (crop == null ? WIDTHS : CROP_WIDTHS).getFirst();
    }
}
