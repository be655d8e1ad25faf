package org.gongkai.content.command;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for a release, shows how far it has come, and tells what it did. */
final class PublishCommand {
    private static final long LOOK_MILLIS = 100;
    private static final int HELD_BACK = 2;

    private PublishCommand() {}

    static int run(List<String> words) {
        Arguments given = Arguments.of(words, List.of("back"), List.of("json", "strict"));
        given.nothingElse();
        boolean json = given.flag("json");
        Server server = Server.of(Homes.current());
        HttpRequest ask =
                server.request(address(given))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, application/problem+json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        HttpResponse<String> response =
                json ? server.send(ask) : watch(server, server.sendAsync(ask));
        if (response.statusCode() >= 300) {
            throw new CommandFailed("no release was made: " + Server.problem(response));
        }
        JsonNode report = Server.json(response);
        System.out.println(json ? response.body() : summary(report) + emergencies(server));
        return given.flag("strict") && held(report) > 0 ? HELD_BACK : 0;
    }

    private static String address(Arguments given) {
        return given.option("back")
                .map(
                        number -> {
                            if (!number.matches("[1-9][0-9]{0,17}")) {
                                throw new CommandFailed(
                                        "--back takes the number of a kept release, such as 12, not "
                                                + number);
                            }
                            return "/api/v1/releases/" + number + "/back";
                        })
                .orElse("/api/v1/releases");
    }

    /** Emergencies stand in every report until the review that they passed over is made up. */
    private static String emergencies(Server server) {
        HttpResponse<String> response =
                server.send(server.request("/api/v1/bypasses?open=true").GET().build());
        int open = response.statusCode() == 200 ? Server.json(response).size() : 0;
        return open == 0
                ? ""
                : "; emergencies to confirm or to make up: %d, see the workbench".formatted(open);
    }

    private static HttpResponse<String> watch(
            Server server, CompletableFuture<HttpResponse<String>> answer) {
        PassingSteps steps =
                new PassingSteps(System.out, ProgressBar.onATerminal(), System::nanoTime);
        try {
            while (true) {
                try {
                    return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    look(server, steps);
                }
            }
        } catch (ExecutionException | CompletionException e) {
            throw new CommandFailed(
                    "the server went away; start it and publish again: a release is wholly public or not at all",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted; the release goes on in the server", e);
        } finally {
            steps.end();
        }
    }

    private static void look(Server server, PassingSteps steps) {
        HttpResponse<String> response =
                server.send(server.request("/api/v1/releases/running").GET().build());
        JsonNode running = Server.json(response);
        if (response.statusCode() == 200 && running.hasNonNull("step")) {
            steps.see(
                    "release %d %s"
                            .formatted(
                                    running.path("number").asLong(0),
                                    running.path("step").asString("").toLowerCase(Locale.ROOT)),
                    running.path("done").asLong(0),
                    running.path("total").asLong(0));
        }
    }

    static String summary(JsonNode report) {
        if (!report.path("changed").asBoolean(true)) {
            return "nothing has changed since the last release";
        }
        StringBuilder text = new StringBuilder();
        text.append(
                "release %d is public: %d pages, %d new, %d rewritten, %d removed"
                        .formatted(
                                report.at("/outcome/number").asLong(0),
                                report.path("pages").asInt(0),
                                report.path("added").asInt(0),
                                report.path("rewritten").asInt(0),
                                report.path("removed").asInt(0)));
        int held = held(report);
        if (held > 0) {
            text.append("; ").append(held).append(" held back, see the workbench");
        }
        if (!report.path("indexed").asBoolean(true)) {
            text.append("; the search index follows when Elasticsearch is there");
        }
        return text.toString();
    }

    /** What this release held back; if nothing changed, the outcome is that of an earlier one. */
    private static int held(JsonNode report) {
        return report.path("changed").asBoolean(true) ? report.at("/outcome/held").size() : 0;
    }
}
