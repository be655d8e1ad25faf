package org.gongkai.content.document;

import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What an editor writes. The rest of the content (section, unit, path) belongs to the document.
 *
 * @param body HTML; sanitised before it becomes a revision
 * @param notBefore the earliest instant of publication; null takes the section's
 * @param assets every asset used outside the text, and what is to be said of those in the text
 */
public record Draft(
        String title,
        String body,
        Map<String, String> fields,
        List<String> tags,
        @Nullable Instant notBefore,
        List<Use> assets) {
    public Draft {
        fields = Map.copyOf(fields);
        tags = List.copyOf(tags);
        assets = List.copyOf(assets);
    }

    /**
     * An asset as the editor wants it used; null leaves the file name of the media library, or the
     * middle as focus.
     */
    public record Use(
            Digest sha256,
            AssetUse.Role role,
            @Nullable String fileName,
            String alt,
            String caption,
            @Nullable Integer focalX,
            @Nullable Integer focalY) {}
}
