package org.gongkai.content.command;

import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.Secrets;
import org.gongkai.content.operations.RunningServer;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The running server as a command reaches it: over loopback, with the token that only the owner of
 * the home can read.
 */
final class Server {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final GongkaiHome home;
    private final URI address;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private Server(GongkaiHome home, URI address, String token) {
        this.home = home;
        this.address = address;
        this.token = token;
    }

    static Server of(GongkaiHome home) {
        RunningServer running =
                RunningServer.of(home)
                        .orElseThrow(
                                () ->
                                        new CommandFailed(
                                                "no gongkai runs on %s; start it first (gongkai start)"
                                                        .formatted(home.root())));
        Secrets secrets = new Secrets(home);
        if (!Files.isReadable(secrets.file(Secrets.Secret.CLI_TOKEN))) {
            throw new CommandFailed(
                    secrets.file(Secrets.Secret.CLI_TOKEN)
                            + " cannot be read; run this as the user who started gongkai");
        }
        return new Server(home, running.address(), secrets.value(Secrets.Secret.CLI_TOKEN));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token);
    }

    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new CommandFailed(
                    "the server on %s went away (%s); start it and run the same command again"
                            .formatted(home.root(), e.getClass().getSimpleName()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted", e);
        }
    }

    HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return client.sendAsync(
                request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    /** What a problem answer says, in one line (RFC 9457). */
    static String problem(HttpResponse<String> response) {
        JsonNode problem = json(response);
        String detail = problem.path("detail").asString("");
        if (detail.isEmpty()) {
            detail = problem.path("title").asString("");
        }
        return detail.isEmpty() ? "the server answered " + response.statusCode() : detail.strip();
    }
}
