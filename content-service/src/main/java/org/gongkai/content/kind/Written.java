package org.gongkai.content.kind;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a kind may look at when it judges a draft.
 *
 * @param plainText the body's text without markup
 * @param assets the media types and roles of the assets used, as {@code ROLE media/type}
 */
public record Written(
        String title, String plainText, Map<String, String> fields, List<String> assets) {

    boolean uses(String role) {
        return assets.stream().anyMatch(starts(role + " "));
    }

    boolean usesImage() {
        return assets.stream()
                .anyMatch(asset -> asset.contains(" image/") && !asset.startsWith("POSTER "));
    }

    private static Predicate<String> starts(String prefix) {
        return asset -> asset.startsWith(prefix);
    }
}
