package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A unit that has a public document.
 *
 * @param documents how many documents are public of it
 */
public record DeliveredUnit(
        String key, String name, String path, @Nullable String url, int documents) {}
