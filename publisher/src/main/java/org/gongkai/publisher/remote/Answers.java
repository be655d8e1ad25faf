package org.gongkai.publisher.remote;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import java.io.IOException;

/** Requests and answers in the {@link Wire}'s JSON, whatever the application's own looks like. */
final class Answers {
    private Answers() {}

    static <T> T read(ServerRequest request, Class<T> type) throws IOException {
        return Wire.JSON.readValue(request.servletRequest().getInputStream(), type);
    }

    static ServerResponse json(Object value) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .build(
                        (request, response) -> {
                            Wire.JSON.writeValue(response.getOutputStream(), value);
                            return null;
                        });
    }

    static ServerResponse nothing() {
        return ServerResponse.noContent().build();
    }
}
