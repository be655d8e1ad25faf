package org.gongkai.content.video;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * How videos are converted.
 *
 * @param ffmpeg the program, with {@code ffprobe} beside it; empty for that on the PATH, {@code
 *     off} for none
 * @param takes the media types that ffmpeg is given
 * @param atOnce how many conversions run at the same time
 * @param threads of one conversion
 * @param timeout the longest conversion
 * @param stall how long a conversion may make no progress
 * @param longest the longest video
 * @param mostPixels the largest frame of a video that is read
 */
@ConfigurationProperties("gongkai.video")
public record VideoSettings(
        @DefaultValue("") String ffmpeg,
        @DefaultValue({
                    "video/mp4",
                    "video/x-m4v",
                    "video/quicktime",
                    "video/webm",
                    "video/x-matroska",
                    "video/3gpp",
                    "video/x-msvideo",
                    "video/mpeg",
                    "video/x-ms-wmv"
                })
                List<String> takes,
        @DefaultValue("1") int atOnce,
        @DefaultValue("2") int threads,
        @DefaultValue("30m") Duration timeout,
        @DefaultValue("60s") Duration stall,
        @DefaultValue("2h") Duration longest,
        @DefaultValue("40000000") long mostPixels) {
    public VideoSettings {
        takes = List.copyOf(takes);
        if (atOnce < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "gongkai.video.at-once and gongkai.video.threads are 1 at least");
        }
    }
}
