package org.gongkai.publisher.output;

import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The manifest's canonical JSON (RFC 8785: members in the order of their names, no white space; all
 * names and values are plain ASCII or short texts). Written by hand, member by member, so that no
 * library setting can change a root.
 */
final class ManifestJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Comparator<Map.Entry<UUID, ?>> BY_NAME =
            Comparator.comparing(member -> member.getKey().toString());

    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            write(json, manifest.audit());
            json.writeStringProperty("configuration", manifest.configuration().hex());
            json.writeObjectPropertyStart("documents");
            manifest.documents().entrySet().stream()
                    .sorted(BY_NAME)
                    .forEach(document -> write(json, document.getKey(), document.getValue()));
            json.writeEndObject();
            json.writeObjectPropertyStart("entries");
            manifest.entries().forEach((path, entry) -> write(json, path, entry));
            json.writeEndObject();
            json.writeStringProperty("form", Manifest.FORM);
            json.writeStringProperty("instant", manifest.instant().toString());
            json.writeNumberProperty("lastRemoval", manifest.lastRemoval());
            if (manifest.previous() != null) {
                json.writeStringProperty("previous", manifest.previous().hex());
            }
            json.writeNumberProperty("release", manifest.release());
            json.writeNumberProperty("sequence", manifest.sequence());
            json.writeStringProperty("site", manifest.site().hex());
            json.writeStringProperty("theme", manifest.theme().hex());
            json.writeObjectPropertyStart("withdrawals");
            manifest.withdrawals().entrySet().stream()
                    .sorted(BY_NAME)
                    .forEach(withdrawal -> write(json, withdrawal.getValue()));
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, @Nullable RecordCheckpoint audit) {
        if (audit != null) {
            json.writeObjectPropertyStart("audit");
            json.writeNumberProperty("entries", audit.entries());
            json.writeStringProperty("root", audit.root().hex());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, UUID id, LiveDocument document) {
        json.writeObjectPropertyStart(id.toString());
        json.writeStringProperty("digest", document.digest().hex());
        json.writeStringProperty("edition", document.edition().toString());
        json.writeStringProperty("firstPublished", document.firstPublished().toString());
        json.writeStringProperty("path", document.path());
        json.writeStringProperty("published", document.published().toString());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String path, Entry entry) {
        json.writeObjectPropertyStart(path);
        Derivation derived = entry.derived();
        if (derived != null) {
            json.writeObjectPropertyStart("derived");
            json.writeNumberProperty("height", derived.height());
            json.writeStringProperty("source", derived.source().hex());
            json.writeStringProperty("transform", derived.transform());
            json.writeNumberProperty("width", derived.width());
            json.writeEndObject();
        }
        json.writeStringProperty("digest", entry.digest().hex());
        if (entry.edition() != null) {
            json.writeStringProperty("edition", entry.edition().toString());
        }
        json.writeNumberProperty("size", entry.size());
        json.writeNumberProperty("status", entry.status());
        json.writeStringProperty("type", entry.type());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Withdrawal withdrawal) {
        json.writeObjectPropertyStart(withdrawal.document().toString());
        json.writeStringProperty("at", withdrawal.at().toString());
        if (withdrawal.explainedBy() != null) {
            json.writeStringProperty("explainedBy", withdrawal.explainedBy().toString());
        }
        json.writeStringProperty("path", withdrawal.path());
        json.writeStringProperty("reason", withdrawal.reason().name());
        if (withdrawal.replacedBy() != null) {
            json.writeStringProperty("replacedBy", withdrawal.replacedBy().toString());
        }
        json.writeEndObject();
    }

    static Manifest read(byte[] bytes) {
        JsonNode json = JSON.readTree(bytes);
        String form = text(json, "form");
        if (!form.equals(Manifest.FORM)) {
            throw new IllegalArgumentException(
                    "The manifest's form is "
                            + form
                            + ", but this publisher reads "
                            + Manifest.FORM);
        }
        TreeMap<UUID, LiveDocument> documents = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : json.required("documents").properties()) {
            documents.put(UUID.fromString(member.getKey()), document(member.getValue()));
        }
        TreeMap<UUID, Withdrawal> withdrawals = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : json.required("withdrawals").properties()) {
            UUID id = UUID.fromString(member.getKey());
            withdrawals.put(id, withdrawal(id, member.getValue()));
        }
        TreeMap<String, Entry> entries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : json.required("entries").properties()) {
            entries.put(member.getKey(), entry(member.getValue()));
        }
        return new Manifest(
                json.required("release").asLong(),
                instant(json, "instant"),
                json.required("sequence").asLong(),
                sha(json, "site"),
                sha(json, "theme"),
                sha(json, "configuration"),
                json.required("lastRemoval").asLong(),
                audit(json.get("audit")),
                json.has("previous") ? sha(json, "previous") : null,
                documents,
                withdrawals,
                entries);
    }

    private static @Nullable RecordCheckpoint audit(@Nullable JsonNode json) {
        return json == null
                ? null
                : new RecordCheckpoint(json.required("entries").asLong(), sha(json, "root"));
    }

    private static LiveDocument document(JsonNode json) {
        return new LiveDocument(
                UUID.fromString(text(json, "edition")),
                sha(json, "digest"),
                text(json, "path"),
                instant(json, "firstPublished"),
                instant(json, "published"));
    }

    private static Withdrawal withdrawal(UUID id, JsonNode json) {
        return new Withdrawal(
                id,
                text(json, "path"),
                Withdrawal.Reason.valueOf(text(json, "reason")),
                instant(json, "at"),
                optionalId(json, "replacedBy"),
                optionalId(json, "explainedBy"));
    }

    private static Entry entry(JsonNode json) {
        JsonNode derived = json.get("derived");
        return new Entry(
                sha(json, "digest"),
                json.required("size").asLong(),
                json.required("status").asInt(),
                text(json, "type"),
                optionalId(json, "edition"),
                derived == null
                        ? null
                        : new Derivation(
                                sha(derived, "source"),
                                text(derived, "transform"),
                                derived.required("width").asInt(),
                                derived.required("height").asInt()));
    }

    private static @Nullable UUID optionalId(JsonNode json, String name) {
        return json.has(name) ? UUID.fromString(text(json, name)) : null;
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).asString();
    }

    private static Sha256 sha(JsonNode json, String name) {
        return new Sha256(text(json, name));
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }
}
