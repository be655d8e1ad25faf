package org.gongkai.content.crash;

import org.gongkai.content.Api;
import org.gongkai.elasticsearch.EmbeddedElasticsearch;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The search index, read past the application. */
record Index(EmbeddedElasticsearch engine) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** The settings by which the application finds it. */
    List<String> settings() {
        return List.of(
                "--spring.elasticsearch.uris=" + engine.url(),
                "--spring.elasticsearch.username=" + engine.username(),
                "--spring.elasticsearch.password=" + engine.password());
    }

    /** The digest of each document in it; nothing if there is no index. */
    Map<String, String> digests() throws IOException, InterruptedException {
        String login = engine.username() + ":" + engine.password();
        HttpResponse<String> answer =
                CLIENT.send(
                        HttpRequest.newBuilder(
                                        engine.url()
                                                .resolve(
                                                        "/gongkai/_search?size=10000&_source=digest"))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                login.getBytes(
                                                                        StandardCharsets.UTF_8)))
                                .build(),
                        BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() == 404) {
            return Map.of();
        }
        Map<String, String> digests = new TreeMap<>();
        for (JsonNode hit : Api.json(answer.body()).at("/hits/hits")) {
            digests.put(hit.get("_id").asString(), hit.at("/_source/digest").asString());
        }
        return digests;
    }
}
