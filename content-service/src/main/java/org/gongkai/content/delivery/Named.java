package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A section or a unit, as readers see it.
 *
 * @param path its list on the site, null if it has none
 */
public record Named(String key, String name, @Nullable String path, @Nullable String url) {}
