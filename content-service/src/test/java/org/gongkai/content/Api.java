package org.gongkai.content;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The API as a client over the network sees it, with a token or without. */
public final class Api {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final JsonMapper JSON = new JsonMapper();

    /** The server went away before it answered, so nothing is known of what was asked. */
    public static final class NoAnswer extends AssertionError {
        private static final long serialVersionUID = 1L;

        NoAnswer(IOException cause) {
            super("no answer", cause);
        }
    }

    private final URI root;
    private final @Nullable String token;

    public Api(URI root, @Nullable String token) {
        this.root = root;
        this.token = token;
    }

    public Api as(String bearer) {
        return new Api(root, bearer);
    }

    /** The same person before another server. */
    public Api at(Api server) {
        return new Api(server.root, token);
    }

    /** Signs in and acts with the token that this gives. */
    public Api signedIn(String account, String password) {
        JsonNode issued =
                post(
                        "/api/v1/tokens",
                        Map.of("account", account, "password", password, "label", "test"));
        return as(issued.get("token").asString());
    }

    public JsonNode get(String path) {
        return json(send(request(path).GET()));
    }

    public JsonNode post(String path, Object body) {
        return json(send(withBody(path, "POST", body)));
    }

    /** Changes a document, whatever version it has by now. */
    public JsonNode change(String path, Object body) {
        return json(tryChange(path, body));
    }

    /** The same, whatever the answer's status. */
    public HttpResponse<String> tryChange(String path, Object body) {
        return send(withBody(path, "POST", body).header("If-Match", "*"));
    }

    public JsonNode put(String path, Object body, String... headers) {
        HttpRequest.Builder request = withBody(path, "PUT", body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return json(send(request));
    }

    /** Uploads a file for a unit under any name at all, written as browsers write it. */
    public HttpResponse<String> upload(String name, byte[] bytes, String unit) {
        String boundary = "gongkai-test-boundary";
        String written = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        String head =
                part(boundary, "unit", unit)
                        + "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                                .formatted(boundary, written);
        return send(
                request("/api/v1/assets")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(
                                HttpRequest.BodyPublishers.concat(
                                        HttpRequest.BodyPublishers.ofString(head),
                                        HttpRequest.BodyPublishers.ofByteArray(bytes),
                                        HttpRequest.BodyPublishers.ofString(
                                                "\r\n--" + boundary + "--\r\n"))));
    }

    /** The address of a path on this server. */
    public String address(String path) {
        return root.resolve(path).toString();
    }

    /** The header with which whoever this is acts; for clients that others wrote. */
    public String authorization() {
        return "Bearer " + token;
    }

    /** A text as JSON. */
    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** Changes what has still this version. */
    public JsonNode put(String path, String version, Object body) {
        return json(send(withBody(path, "PUT", body).header("If-Match", '"' + version + '"')));
    }

    /** Sends a file as the command line does. */
    public HttpResponse<String> importFile(String name, byte[] bytes, String section, String unit) {
        return send(
                withFile(
                        "/api/v1/imports",
                        name,
                        bytes,
                        Map.of("path", name, "section", section, "unit", unit)));
    }

    /** Posts, whatever the answer's status. */
    public HttpResponse<String> send(String path, Object body) {
        return send(withBody(path, "POST", body));
    }

    /** Puts over this version, quoted as it was answered, whatever the answer's status. */
    public HttpResponse<String> tryPut(String path, Object body, String tag) {
        return send(withBody(path, "PUT", body).header("If-Match", tag));
    }

    /** Sends any method with these headers and no body, whatever the answer's status. */
    public HttpResponse<String> call(String method, String path, String... headers) {
        HttpRequest.Builder request =
                request(path).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** A page of the site, whatever its status. */
    public HttpResponse<String> page(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private HttpRequest.Builder withBody(String path, String method, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpRequest.Builder withFile(
            String path, String name, byte[] bytes, Map<String, String> parts) {
        String boundary = "gongkai-test-boundary";
        StringBuilder head = new StringBuilder();
        parts.forEach((part, value) -> head.append(part(boundary, part, value)));
        head.append(
                ("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n")
                        .formatted(boundary, name));
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(
                        HttpRequest.BodyPublishers.concat(
                                HttpRequest.BodyPublishers.ofByteArray(start),
                                HttpRequest.BodyPublishers.ofByteArray(bytes),
                                HttpRequest.BodyPublishers.ofByteArray(end)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofMinutes(5));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String part(String boundary, String name, String value) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(boundary, name, value);
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new AssertionError(
                    response.request().method()
                            + " "
                            + response.uri().getPath()
                            + " answered "
                            + response.statusCode()
                            + ": "
                            + response.body());
        }
        return JSON.readTree(response.body().isEmpty() ? "null" : response.body());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new NoAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
