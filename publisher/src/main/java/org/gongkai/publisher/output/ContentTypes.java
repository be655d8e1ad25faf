package org.gongkai.publisher.output;

import java.util.Locale;
import java.util.Map;

/** The Content-Type of a file on the site, by its name alone. */
public final class ContentTypes {
    private static final Map<String, String> BY_EXTENSION =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("csv", "text/csv; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("xml", "application/xml"),
                    Map.entry("xsl", "application/xml"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("png", "image/png"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("webm", "video/webm"),
                    Map.entry("vtt", "text/vtt; charset=utf-8"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("pdf", "application/pdf"));

    private ContentTypes() {}

    public static String of(String path) {
        if (path.endsWith(".atom")) {
            return "application/atom+xml";
        }
        if (path.endsWith("/feed.json")) {
            return "application/feed+json";
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, "application/octet-stream");
    }
}
