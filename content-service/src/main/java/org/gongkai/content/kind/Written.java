package org.gongkai.content.kind;

import org.gongkai.content.kind.Kind.Evidence;

import java.util.List;
import java.util.Map;

/**
 * What a kind may look at when it judges a draft.
 *
 * @param plainText the body's text without markup
 * @param assets the roles and media types of the assets used, as {@code ROLE media/type}
 */
public record Written(
        String title, String plainText, Map<String, String> fields, List<String> assets) {

    boolean has(Evidence evidence) {
        return switch (evidence) {
            case TEXT -> !plainText.isBlank();
            case PICTURE -> uses("LEAD image/") || uses("INLINE image/");
            case VIDEO -> uses("VIDEO video/mp4") || uses("VIDEO video/webm");
            case ATTACHMENT -> uses("ATTACHMENT ");
        };
    }

    private boolean uses(String start) {
        return assets.stream().anyMatch(asset -> asset.startsWith(start));
    }
}
