package org.gongkai.content.document;

import org.gongkai.content.canonical.CanonicalJson;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The canonical form {@code gongkai-edition/1} of content (docs/model.md): the byte string that is
 * approved, and its digest. Equal content has equal bytes, everywhere and for ever.
 */
public final class CanonicalForm {
    static final String NAME = "gongkai-edition/1";

    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] bytes;
    private final Digest digest;

    private CanonicalForm(byte[] bytes) {
        this.bytes = bytes;
        this.digest = Digest.of(bytes);
    }

    /**
     * The canonical form of content.
     *
     * @throws IllegalArgumentException if a text holds half a character (an unpaired surrogate)
     */
    public static CanonicalForm of(Content content) {
        Map<String, @Nullable Object> members = new HashMap<>();
        members.put("form", NAME);
        members.put("kind", content.kind());
        members.put("title", content.title());
        members.put("body", content.body());
        members.put("fields", content.fields());
        members.put("section", content.section());
        members.put("unit", content.unit().value());
        members.put("tags", content.tags());
        members.put("path", content.path().value());
        members.put(
                "notBefore", content.notBefore() == null ? null : content.notBefore().toString());
        members.put("assets", content.assets().stream().map(CanonicalForm::members).toList());
        return new CanonicalForm(CanonicalJson.bytes(members));
    }

    /** Reads canonical bytes as they were stored. */
    static Content read(byte[] bytes) {
        JsonNode form = JSON.readTree(bytes);
        if (!form.path("form").asString().equals(NAME)) {
            throw new IllegalArgumentException(
                    "Not the canonical form " + NAME + ": " + form.path("form"));
        }
        Map<String, String> fields = new HashMap<>();
        form.get("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        JsonNode notBefore = form.get("notBefore");
        return new Content(
                form.get("kind").asString(),
                form.get("title").asString(),
                form.get("body").asString(),
                fields,
                form.get("section").asString(),
                new UnitKey(form.get("unit").asString()),
                form.get("tags").valueStream().map(JsonNode::asString).toList(),
                new PublicPath(form.get("path").asString()),
                notBefore.isNull() ? null : Instant.parse(notBefore.asString()),
                form.get("assets").valueStream().map(CanonicalForm::asset).toList());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public Digest digest() {
        return digest;
    }

    private static Map<String, Object> members(AssetUse use) {
        return Map.of(
                "sha256", use.sha256().hex(),
                "role", use.role().name(),
                "mediaType", use.mediaType(),
                "fileName", use.fileName(),
                "alt", use.alt(),
                "caption", use.caption(),
                "focalX", use.focalX(),
                "focalY", use.focalY());
    }

    private static AssetUse asset(JsonNode use) {
        return new AssetUse(
                new Digest(use.get("sha256").asString()),
                AssetUse.Role.valueOf(use.get("role").asString()),
                use.get("mediaType").asString(),
                use.get("fileName").asString(),
                use.get("alt").asString(),
                use.get("caption").asString(),
                use.get("focalX").asInt(),
                use.get("focalY").asInt());
    }
}
