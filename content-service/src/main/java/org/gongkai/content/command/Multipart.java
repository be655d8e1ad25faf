package org.gongkai.content.command;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A form with one file, streamed from disk (RFC 7578). */
final class Multipart {
    private final String boundary = "gongkai-" + UUID.randomUUID();
    private final List<BodyPublisher> parts = new ArrayList<>();

    Multipart text(String name, String value) {
        head("form-data; name=\"" + name + "\"", "text/plain; charset=UTF-8");
        parts.add(bytes(value + "\r\n"));
        return this;
    }

    Multipart file(String name, Path file) throws FileNotFoundException {
        String fileName = file.getFileName().toString().replace("\\", "_").replace("\"", "%22");
        head(
                "form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"",
                "application/octet-stream");
        parts.add(BodyPublishers.ofFile(file));
        parts.add(bytes("\r\n"));
        return this;
    }

    private void head(String disposition, String type) {
        parts.add(
                bytes(
                        "--%s\r\nContent-Disposition: %s\r\nContent-Type: %s\r\n\r\n"
                                .formatted(boundary, disposition, type)));
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        List<BodyPublisher> all = new ArrayList<>(parts);
        all.add(bytes("--" + boundary + "--\r\n"));
        return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
    }

    private static BodyPublisher bytes(String text) {
        return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
}
