package org.gongkai.content.document;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.gongkai.content.canonical.Digest;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A draft as JSON; what is left out is empty. */
record DraftBody(
        @Nullable String title,
        @Nullable String body,
        @Nullable Map<String, @NotNull String> fields,
        @Nullable List<@NotNull String> tags,
        @Nullable Instant notBefore,
        @Nullable List<@NotNull @Valid UseBody> assets) {

    /** The use of an asset as JSON. */
    record UseBody(
            @NotNull String sha256,
            AssetUse.@NotNull Role role,
            @Nullable String fileName,
            @Nullable String alt,
            @Nullable String caption,
            @Nullable Integer focalX,
            @Nullable Integer focalY) {
        Draft.Use use() {
            return new Draft.Use(
                    new Digest(sha256),
                    role,
                    fileName,
                    Objects.requireNonNullElse(alt, ""),
                    Objects.requireNonNullElse(caption, ""),
                    focalX,
                    focalY);
        }
    }

    Draft draft() {
        return new Draft(
                Objects.requireNonNullElse(title, ""),
                Objects.requireNonNullElse(body, ""),
                Objects.requireNonNullElse(fields, Map.of()),
                Objects.requireNonNullElse(tags, List.of()),
                notBefore,
                Objects.requireNonNullElse(assets, List.<UseBody>of()).stream()
                        .map(UseBody::use)
                        .toList());
    }
}
