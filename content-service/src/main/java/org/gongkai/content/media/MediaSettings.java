package org.gongkai.content.media;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.util.List;

/**
 * What the media library takes.
 *
 * @param allowed media types, as the bytes show them
 * @param largest the largest file
 * @param mostPixels the largest picture, so that a small file cannot unfold into gigabytes
 */
@ConfigurationProperties("gongkai.media")
public record MediaSettings(
        @DefaultValue({
                    "image/jpeg",
                    "image/png",
                    "image/gif",
                    "image/webp",
                    "image/svg+xml",
                    "application/pdf",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                    "application/msword",
                    "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint",
                    "application/rtf",
                    "application/vnd.oasis.opendocument.text",
                    "application/vnd.oasis.opendocument.spreadsheet",
                    "application/vnd.oasis.opendocument.presentation",
                    "text/plain",
                    "text/csv",
                    "text/vtt",
                    "video/mp4"
                })
                List<String> allowed,
        @DefaultValue("512MB") DataSize largest,
        @DefaultValue("100000000") long mostPixels) {
    public MediaSettings {
        allowed = List.copyOf(allowed);
    }
}
