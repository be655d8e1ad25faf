package org.gongkai.content.video;

import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a video: MP4 with H.264 and AAC, 720p at most, playable from its beginning, and
 * without anything that is said about it. 720p is the shorter side, so that what a telephone filmed
 * upright keeps its width.
 */
final class Target {
    private static final int LONG_SIDE = 1280;
    private static final int SHORT_SIDE = 720;
    private static final long MOST_BITS = 5_000_000;

    private Target() {}

    /** How it gets there. */
    enum Way {
        /** It is like that. */
        KEEP,
        /** Its streams are, only what is around them is not. */
        REPACK,
        ENCODE
    }

    static Way way(Probe probe, boolean mp4, boolean streams) {
        Probe.Picture picture = probe.picture();
        Probe.Sound sound = probe.sound();
        boolean playable =
                mp4
                        && picture.codec().equals("h264")
                        && picture.format().equals("yuv420p")
                        && picture.rotation() == 0
                        && picture.square()
                        && !picture.brilliant()
                        && (sound == null || sound.codec().equals("aac") && sound.channels() <= 2)
                        && Math.max(probe.width(), probe.height()) <= LONG_SIDE
                        && Math.min(probe.width(), probe.height()) <= SHORT_SIDE
                        && probe.bitRate() <= MOST_BITS;
        if (!playable) {
            return Way.ENCODE;
        }
        return streams && probe.bare() ? Way.KEEP : Way.REPACK;
    }

    /** The arguments for that, between the input and the output. */
    static List<String> arguments(Probe probe, Way way) {
        List<String> arguments = new ArrayList<>();
        Probe.Sound sound = probe.sound();
        arguments.addAll(List.of("-map", "0:" + probe.picture().index()));
        if (sound != null) {
            arguments.addAll(List.of("-map", "0:" + sound.index()));
        }
        arguments.addAll(
                List.of(
                        "-map_metadata",
                        "-1",
                        "-map_metadata:s",
                        "-1",
                        "-map_chapters",
                        "-1",
                        "-sn",
                        "-dn"));
        if (way == Way.REPACK) {
            arguments.addAll(List.of("-c", "copy"));
        } else {
            arguments.addAll(
                    List.of(
                            "-c:v",
                            "libx264",
                            "-preset",
                            "veryfast",
                            "-crf",
                            "23",
                            "-profile:v",
                            "high",
                            "-pix_fmt",
                            "yuv420p",
                            "-vf",
                            filter(probe)));
            if (sound != null) {
                arguments.addAll(List.of("-c:a", "aac", "-b:a", "128k", "-ar", "48000"));
                arguments.addAll(List.of("-ac", sound.channels() == 1 ? "1" : "2"));
            }
        }
        arguments.addAll(
                List.of(
                        "-fflags",
                        "+bitexact",
                        "-flags:v",
                        "+bitexact",
                        "-flags:a",
                        "+bitexact",
                        "-movflags",
                        "+faststart",
                        "-f",
                        "mp4"));
        return arguments;
    }

    private static String filter(Probe probe) {
        double fit =
                Math.min(
                        1,
                        Math.min(
                                (double) LONG_SIDE / Math.max(probe.width(), probe.height()),
                                (double) SHORT_SIDE / Math.min(probe.width(), probe.height())));
        return "scale=%d:%d:flags=bicubic:out_range=tv,setsar=1,format=yuv420p"
                .formatted(even(probe.width() * fit), even(probe.height() * fit));
    }

    /** H.264 in these colours knows even sizes only. */
    private static long even(double side) {
        return Math.max(2, Math.round(side / 2) * 2);
    }
}
