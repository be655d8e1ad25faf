package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A section that has a public document.
 *
 * @param columnType the value of the tag ColumnType
 * @param block whether it is one of the campaign's blocks on the home page
 * @param continuing whether it goes on after the campaign
 * @param documents how many documents are public in it
 */
public record DeliveredSection(
        String key,
        String name,
        String description,
        String keywords,
        String columnType,
        boolean block,
        boolean continuing,
        String path,
        @Nullable String url,
        int documents) {}
