package org.gongkai.content.video;

import org.gongkai.content.media.FileRefused;
import org.gongkai.content.program.Program;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Asks ffprobe what is in a file. Thread-safe; each call is bounded by the time of a stall. */
@Component
class Prober {
    private static final Set<String> WORDLESS =
            Set.of(
                    "major_brand",
                    "minor_version",
                    "compatible_brands",
                    "encoder",
                    "language",
                    "handler_name",
                    "vendor_id");
    private static final Set<String> BRILLIANT = Set.of("smpte2084", "arib-std-b67");
    private static final int MOST_OUTPUT = 4 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final VideoSettings settings;

    Prober(VideoSettings settings) {
        this.settings = settings;
    }

    /**
     * What is in a file.
     *
     * @param name for messages
     * @throws FileRefused if ffprobe finds no video in it
     */
    Probe probe(Ffmpeg.Programs programs, Path file, String mediaType, String name)
            throws InterruptedException {
        String demuxer =
                Containers.demuxer(mediaType)
                        .orElseThrow(
                                () ->
                                        new FileRefused(
                                                FileRefused.Reason.UNSUPPORTED,
                                                "“%s” is %s, which cannot be converted here. Export it as MP4 (H.264)."
                                                        .formatted(name, mediaType)));
        List<String> command = new ArrayList<>(programs.gentle());
        command.addAll(
                List.of(
                        programs.ffprobe().toString(),
                        "-hide_banner",
                        "-v",
                        "error",
                        "-protocol_whitelist",
                        "file",
                        "-f",
                        demuxer,
                        "-show_format",
                        "-show_streams",
                        "-show_chapters",
                        "-print_format",
                        "json=compact=1",
                        "-i",
                        "file:" + file));
        StringBuilder said = new StringBuilder();
        Program.Bounds bounds = new Program.Bounds(settings.stall(), settings.stall(), 0);
        try {
            Program.Ended ended =
                    new Program(command, bounds, null)
                            .run(
                                    line -> {
                                        if (said.length() < MOST_OUTPUT) {
                                            said.append(line).append('\n');
                                        }
                                        return true;
                                    },
                                    null);
            if (ended.status() != 0) {
                throw unreadable(name, Complaints.of(ended.complaints(), file, name));
            }
            return read(JSON.readTree(said.toString()), name);
        } catch (JacksonException e) {
            throw unreadable(name, "what is said about it is not understood");
        } catch (Program.Stopped e) {
            throw unreadable(name, "reading it took too long");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "“%s” could not be looked at with %s".formatted(name, programs.ffprobe()), e);
        }
    }

    private static FileRefused unreadable(String name, String why) {
        return new FileRefused(
                FileRefused.Reason.UNREADABLE,
                "“%s” could not be read as a video: %s. Export it as MP4 (H.264) and send it again."
                        .formatted(name, why));
    }

    private static Probe read(JsonNode json, String name) {
        JsonNode found = null;
        JsonNode heard = null;
        int streams = 0;
        for (JsonNode stream : json.path("streams")) {
            streams++;
            String type = stream.path("codec_type").asString("");
            boolean cover = stream.path("disposition").path("attached_pic").asInt(0) == 1;
            if (found == null && type.equals("video") && !cover) {
                found = stream;
            } else if (heard == null && type.equals("audio")) {
                heard = stream;
            }
        }
        if (found == null
                || found.path("width").asInt(0) < 1
                || found.path("height").asInt(0) < 1) {
            throw unreadable(name, "there are no moving pictures in it");
        }
        Probe.Picture picture = picture(found);
        boolean bare =
                streams == (heard == null ? 1 : 2)
                        && json.path("chapters").isEmpty()
                        && Stream.of(json.path("format"), found, heard).allMatch(Prober::wordless);
        boolean turned = Math.floorMod(picture.rotation(), 180) == 90;
        int width = (int) Math.round(picture.width() * aspect(found));
        return new Probe(
                picture,
                heard == null ? null : sound(heard),
                turned ? picture.height() : width,
                turned ? width : picture.height(),
                duration(json.path("format"), found),
                Long.parseLong(number(json.path("format").path("bit_rate").asString("0"))),
                bare,
                Stream.of(json.path("format"), found, heard).anyMatch(Prober::located));
    }

    private static Probe.Picture picture(JsonNode stream) {
        int rotation = 0;
        for (JsonNode side : stream.path("side_data_list")) {
            rotation += side.path("rotation").asInt(0);
        }
        return new Probe.Picture(
                stream.path("index").asInt(0),
                stream.path("codec_name").asString("an unknown codec"),
                stream.path("pix_fmt").asString(""),
                stream.path("width").asInt(),
                stream.path("height").asInt(),
                rotation,
                aspect(stream) == 1,
                BRILLIANT.contains(stream.path("color_transfer").asString("")));
    }

    private static Probe.Sound sound(JsonNode stream) {
        return new Probe.Sound(
                stream.path("index").asInt(0),
                stream.path("codec_name").asString("an unknown codec"),
                stream.path("channels").asInt(0));
    }

    /** How wide a pixel is; those that say something impossible are taken as square. */
    private static double aspect(JsonNode stream) {
        String[] ratio = stream.path("sample_aspect_ratio").asString("1:1").split(":", 2);
        if (ratio.length < 2 || !(ratio[0] + ratio[1]).matches("\\d{2,12}")) {
            return 1;
        }
        double aspect = Double.parseDouble(ratio[0]) / Double.parseDouble(ratio[1]);
        return aspect > 0.2 && aspect < 5 ? aspect : 1;
    }

    private static @Nullable Duration duration(JsonNode format, JsonNode stream) {
        return Stream.of(format, stream)
                .map(each -> each.path("duration").asString(""))
                .filter(each -> each.matches("\\d{1,9}(?:\\.\\d+)?"))
                .map(each -> Duration.ofMillis(Math.round(Double.parseDouble(each) * 1000)))
                .filter(Duration::isPositive)
                .findFirst()
                .orElse(null);
    }

    private static String number(String value) {
        return value.matches("\\d{1,15}") ? value : "0";
    }

    private static boolean wordless(@Nullable JsonNode named) {
        return named == null || WORDLESS.containsAll(named.path("tags").propertyNames());
    }

    private static boolean located(@Nullable JsonNode named) {
        return named != null
                && named.path("tags").propertyNames().stream()
                        .anyMatch(tag -> tag.toLowerCase(Locale.ROOT).contains("location"));
    }
}
