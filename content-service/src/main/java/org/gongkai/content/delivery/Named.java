package org.gongkai.content.delivery;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

/**
 * A section or a unit, as readers see it.
 *
 * @param path its list on the site, null if it has none
 */
@Schema(name = "DeliveredName")
public record Named(String key, String name, @Nullable String path, @Nullable String url) {}
