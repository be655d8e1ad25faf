package org.gongkai.publisher.picture;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How pictures are read and made.
 *
 * @param memory what all pictures that are being decoded have at most, in one process
 * @param mostPixels the largest picture that is read
 * @param patience how long reading one picture may take
 * @param webp whether each picture is also made as WebP, where that is smaller
 * @param crops the shape of the crops on cards by the key of a section; in others the kind of a
 *     document decides
 */
@ConfigurationProperties("gongkai.publisher.pictures")
public record PictureSettings(
        @DefaultValue("256MB") DataSize memory,
        @DefaultValue("100000000") long mostPixels,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("true") boolean webp,
        @DefaultValue Map<String, String> crops) {
    public PictureSettings {
        if (memory.toMegabytes() < 16) {
            throw new IllegalArgumentException(
                    "gongkai.publisher.pictures.memory must be at least 16MB, or no photograph can be read; it is "
                            + memory);
        }
        crops = Map.copyOf(crops);
        crops.values().forEach(Shape::of);
    }

    /** What is usual. */
    public static PictureSettings usual() {
        return new PictureSettings(
                DataSize.ofMegabytes(256), 100_000_000, Duration.ofMinutes(1), true, Map.of());
    }

    /**
     * The shape of the crops of a section.
     *
     * @param usual if the section has none of its own
     */
    public Shape crop(String section, Shape usual) {
        String own = crops.get(section);
        return own == null ? usual : Shape.of(own);
    }

    /** What decides how pictures come out, as a line of text: another one makes them anew. */
    public String recipe() {
        return "pictures/2 webp=" + webp + " crops=" + new TreeMap<>(crops);
    }
}
