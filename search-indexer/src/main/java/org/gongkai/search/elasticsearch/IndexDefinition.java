package org.gongkai.search.elasticsearch;

import co.elastic.clients.elasticsearch.indices.CreateIndexRequest;

import org.gongkai.search.SearchProperties;
import org.gongkai.search.text.Simplified;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * How an index is made: settings, analysis and a strict mapping, from {@code index.json}.
 *
 * <p>Text is folded (traditional to simplified, full-width to half-width, upper to lower case) and
 * cut into pairs of characters. The index also holds each single character, so that a question of
 * one character finds something; a question of more asks for pairs only, so that 养犬 does not find 犬
 * alone. Offsets stand in the postings: highlighting a long body costs no second analysis.
 *
 * <p>{@code gc_deletes} is how long the engine remembers the version of what it deleted. By default
 * that is 60 seconds, after which a late write of an older release would bring a withdrawn document
 * back: a bulk request repeated after a long pause, or a rebuild that began before the withdrawal.
 * A day is longer than either, and costs some hundred bytes for each removal of that day.
 */
final class IndexDefinition {
    static final String FINGERPRINT = "definition";

    private final JsonMapper json = new JsonMapper();
    private final SearchProperties properties;
    private final String fingerprint;

    /**
     * @param shape what the documents follow from beside this class
     */
    IndexDefinition(SearchProperties properties, String shape) {
        this.properties = properties;
        this.fingerprint = fingerprint(definition(), shape);
    }

    /** Of the analysis, the mapping and the shape of documents; not of the number of shards. */
    String fingerprint() {
        return fingerprint;
    }

    /**
     * A request for an index of this name that stands behind these aliases from the start.
     *
     * @param settings beside those of the definition, such as the number of copies
     */
    CreateIndexRequest request(String index, List<String> aliases, Map<String, String> settings) {
        ObjectNode made = definition();
        ObjectNode indexSettings = made.withObject("/settings/index");
        indexSettings.put("number_of_shards", properties.shards());
        settings.forEach(indexSettings::put);
        made.withObject("/mappings/_meta").put(FINGERPRINT, fingerprint);
        String definition = json.writeValueAsString(made);
        return CreateIndexRequest.of(
                request -> {
                    request.withJson(new StringReader(definition)).index(index);
                    aliases.forEach(alias -> request.aliases(alias, a -> a));
                    return request;
                });
    }

    /** With the table of characters, which no file of ours holds. */
    private ObjectNode definition() {
        ObjectNode definition = (ObjectNode) json.readTree(read());
        ArrayNode mappings =
                definition
                        .withObject("/settings/index/analysis/char_filter/simplified")
                        .putArray("mappings");
        Simplified.table().forEach(mappings::add);
        return definition;
    }

    private static byte[] read() {
        try (InputStream resource = IndexDefinition.class.getResourceAsStream("index.json")) {
            if (resource == null) {
                throw new IllegalStateException("index.json is missing from the class path");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(ObjectNode definition, String shape) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(definition.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(shape.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
