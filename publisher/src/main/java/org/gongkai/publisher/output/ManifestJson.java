package org.gongkai.publisher.output;

import org.gongkai.publisher.RecordCheckpoint;
import org.gongkai.publisher.Sha256;
import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.output.Manifest.Derivation;
import org.gongkai.publisher.output.Manifest.Entry;
import org.gongkai.publisher.output.Manifest.Head;
import org.gongkai.publisher.output.Manifest.LiveDocument;
import org.gongkai.publisher.output.Manifest.Maps;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The canonical JSON of a manifest's head and lines (RFC 8785: members in the order of their names,
 * no white space; all names and values are plain ASCII). Written by hand, member by member, so that
 * no library setting can change a root.
 */
final class ManifestJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ManifestJson() {}

    static byte[] write(Head head) {
        return object(
                json -> {
                    write(json, "aspects", head.aspects());
                    RecordCheckpoint audit = head.audit();
                    if (audit != null) {
                        json.writeObjectPropertyStart("audit");
                        json.writeNumberProperty("entries", audit.entries());
                        json.writeStringProperty("root", audit.root().hex());
                        json.writeEndObject();
                    }
                    json.writeStringProperty("configuration", head.configuration().hex());
                    json.writeNumberProperty("count", head.count());
                    json.writeStringProperty("documents", head.maps().documents().hex());
                    json.writeStringProperty("facts", head.maps().facts().hex());
                    json.writeStringProperty("files", head.maps().files().hex());
                    json.writeStringProperty("form", Manifest.FORM);
                    json.writeStringProperty("instant", head.instant().toString());
                    json.writeNumberProperty("lastRemoval", head.lastRemoval());
                    json.writeNumberProperty("pages", head.pages());
                    json.writeObjectPropertyStart("passing");
                    head.passing().forEach(json::writeNumberProperty);
                    json.writeEndObject();
                    if (head.previous() != null) {
                        json.writeStringProperty("previous", head.previous().hex());
                    }
                    json.writeNumberProperty("release", head.release());
                    json.writeNumberProperty("sequence", head.sequence());
                    json.writeStringProperty("site", head.site().hex());
                    json.writeStringProperty("theme", head.theme().hex());
                    json.writeStringProperty("touches", head.maps().touches().hex());
                    json.writeStringProperty("withdrawals", head.maps().withdrawals().hex());
                });
    }

    private static void write(JsonGenerator json, String name, SortedMap<String, Sha256> digests) {
        json.writeObjectPropertyStart(name);
        digests.forEach((key, digest) -> json.writeStringProperty(key, digest.hex()));
        json.writeEndObject();
    }

    static Head head(byte[] bytes) {
        JsonNode json = JSON.readTree(bytes);
        String form = text(json, "form");
        if (!form.equals(Manifest.FORM)) {
            throw new UnknownForm(
                    "The manifest's form is %s, but this publisher reads %s; the next release makes the site anew"
                            .formatted(form, Manifest.FORM));
        }
        TreeMap<String, Sha256> aspects = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : json.required("aspects").properties()) {
            aspects.put(member.getKey(), new Sha256(member.getValue().asString()));
        }
        TreeMap<String, Integer> passing = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : json.required("passing").properties()) {
            passing.put(member.getKey(), member.getValue().asInt());
        }
        JsonNode audit = json.get("audit");
        return new Head(
                json.required("release").asLong(),
                instant(json, "instant"),
                json.required("sequence").asLong(),
                sha(json, "site"),
                sha(json, "theme"),
                sha(json, "configuration"),
                json.required("lastRemoval").asLong(),
                audit == null
                        ? null
                        : new RecordCheckpoint(
                                audit.required("entries").asLong(), sha(audit, "root")),
                json.has("previous") ? sha(json, "previous") : null,
                aspects,
                passing,
                json.required("pages").asInt(),
                json.required("count").asInt(),
                new Maps(
                        sha(json, "documents"),
                        sha(json, "files"),
                        sha(json, "withdrawals"),
                        sha(json, "facts"),
                        sha(json, "touches")));
    }

    static String write(LiveDocument document) {
        return line(
                json -> {
                    if (document.approvals() != null) {
                        json.writeStringProperty("approvals", document.approvals().hex());
                    }
                    json.writeStringProperty("digest", document.digest().hex());
                    json.writeStringProperty("edition", document.edition().toString());
                    json.writeStringProperty(
                            "firstPublished", document.firstPublished().toString());
                    json.writeStringProperty("path", document.path());
                    json.writeStringProperty("published", document.published().toString());
                });
    }

    static LiveDocument document(String line) {
        JsonNode json = JSON.readTree(line);
        return new LiveDocument(
                UUID.fromString(text(json, "edition")),
                sha(json, "digest"),
                json.has("approvals") ? sha(json, "approvals") : null,
                text(json, "path"),
                instant(json, "firstPublished"),
                instant(json, "published"));
    }

    static String write(Entry entry) {
        return line(
                json -> {
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
                });
    }

    static Entry entry(String line) {
        JsonNode json = JSON.readTree(line);
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

    static String write(Withdrawal withdrawal) {
        return line(
                json -> {
                    json.writeStringProperty("at", withdrawal.at().toString());
                    if (withdrawal.explainedBy() != null) {
                        json.writeStringProperty(
                                "explainedBy", withdrawal.explainedBy().toString());
                    }
                    json.writeStringProperty("path", withdrawal.path());
                    json.writeStringProperty("reason", withdrawal.reason().name());
                    if (withdrawal.replacedBy() != null) {
                        json.writeStringProperty("replacedBy", withdrawal.replacedBy().toString());
                    }
                });
    }

    static Withdrawal withdrawal(UUID id, String line) {
        JsonNode json = JSON.readTree(line);
        return new Withdrawal(
                id,
                text(json, "path"),
                Withdrawal.Reason.valueOf(text(json, "reason")),
                instant(json, "at"),
                optionalId(json, "replacedBy"),
                optionalId(json, "explainedBy"));
    }

    private static byte[] object(Consumer<JsonGenerator> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static String line(Consumer<JsonGenerator> members) {
        return new String(object(members), StandardCharsets.UTF_8);
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
