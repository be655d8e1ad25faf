package org.gongkai.content.delivery;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** A public document that another one speaks of. */
public record Reference(UUID id, String kind, String title, String path, @Nullable String url) {}
