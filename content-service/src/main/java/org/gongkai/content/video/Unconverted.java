package org.gongkai.content.video;

import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Geographic;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TIFF;
import org.apache.tika.metadata.XMPDM;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.mp4.MP4Parser;
import org.gongkai.content.media.BoundedReading;
import org.gongkai.content.media.Finding;
import org.gongkai.content.media.Finding.Kind;
import org.gongkai.content.media.Videos.Look;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an MP4 says of itself, by Tika: for want of ffmpeg. Thread-safe; bounded by the stall. */
@Component
class Unconverted {
    private static final int AT_ONCE = 2;
    private static final int LARGEST_SIDE = 20_000;

    private static final List<String> PLACES =
            List.of("\u00A9xyz", "loci", "com.apple.quicktime.location.ISO6709");

    private final BoundedReading bounded;

    Unconverted(VideoSettings settings) {
        this.bounded = new BoundedReading(AT_ONCE, settings.stall());
    }

    Look look(Path file, String name) {
        return bounded.read(name, () -> read(file));
    }

    private static Look read(Path file) throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new Finding(
                        Kind.NOT_CONVERTED,
                        "there is no ffmpeg here; look whether it plays in a browser"));
        Metadata metadata = new Metadata();
        try (TikaInputStream bytes = TikaInputStream.get(file)) {
            new MP4Parser().parse(bytes, new DefaultHandler(), metadata, new ParseContext());
        } catch (TikaException | SAXException | RuntimeException e) {
            findings.add(new Finding(Kind.UNREADABLE, ""));
        }
        if (metadata.get(Geographic.LATITUDE) != null) {
            findings.add(
                    new Finding(
                            Kind.LOCATION,
                            metadata.get(Geographic.LATITUDE)
                                    + ", "
                                    + metadata.get(Geographic.LONGITUDE)));
        } else if (located(file)) {
            findings.add(new Finding(Kind.LOCATION, ""));
        }
        return new Look(
                side(metadata, TIFF.IMAGE_WIDTH),
                side(metadata, TIFF.IMAGE_LENGTH),
                duration(metadata.get(XMPDM.DURATION)),
                findings);
    }

    /** Tika knows one of the three places where cameras write it. */
    private static boolean located(Path file) throws IOException {
        String words = new String(Boxes.words(file), StandardCharsets.ISO_8859_1);
        return PLACES.stream().anyMatch(words::contains);
    }

    private static @Nullable Integer side(Metadata metadata, Property property) {
        Integer side = metadata.getInt(property);
        return side == null || side < 1 || side > LARGEST_SIDE ? null : side;
    }

    private static @Nullable Duration duration(@Nullable String seconds) {
        return seconds == null || !seconds.matches("\\d{1,9}(?:\\.\\d+)?")
                ? null
                : Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
    }
}
