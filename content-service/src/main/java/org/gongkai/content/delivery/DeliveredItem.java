package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A document as it stands in a list.
 *
 * @param summary its summary, or the beginning of its text
 * @param cover the picture that stands for it, null if it has none
 * @param publishedAt its public date: the instant of its first release
 * @param updatedAt the instant of the release of this edition
 * @param digest the content digest that the approvals named
 */
public record DeliveredItem(
        UUID id,
        String kind,
        String title,
        String summary,
        String path,
        @Nullable String url,
        Named section,
        Named unit,
        List<String> tags,
        @Nullable DeliveredAsset cover,
        Instant publishedAt,
        Instant updatedAt,
        String digest) {
    public DeliveredItem {
        tags = List.copyOf(tags);
    }
}
