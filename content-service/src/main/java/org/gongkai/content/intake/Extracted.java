package org.gongkai.content.intake;

import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a reader of one format found in a file: HTML that nobody has sanitised, and what the file
 * says about itself.
 *
 * @param title a title that the file names outside of its text; null if it names none
 * @param about front matter or the like, keys in lower case
 */
record Extracted(
        String html,
        @Nullable String title,
        Map<String, String> about,
        List<String> tags,
        List<Picture> pictures,
        List<String> warnings) {

    /** A picture that came inside the file, in a temporary place. */
    record Picture(Digest sha256, String name, Path file) {}

    static Extracted of(String html) {
        return new Extracted(html, null, Map.of(), List.of(), List.of(), List.of());
    }
}
