package org.gongkai.content.delivery;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** A public document that another one speaks of. */
@Schema(name = "DeliveredReference")
public record Reference(UUID id, String kind, String title, String path, @Nullable String url) {}
