package org.gongkai.content.command;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * Has the running system bring its search index in order, and tells what was not. Ends with 0 if it
 * was in order or is built anew because that was asked for, with 2 if something was repaired, with
 * 1 if it could not be done.
 */
final class SearchCommand {
    private static final int REPAIRED = 2;

    private SearchCommand() {}

    static int run(List<String> words) {
        String what = words.isEmpty() ? "" : words.getFirst();
        if (!what.equals("reconcile") && !what.equals("rebuild")) {
            throw new CommandFailed(
                    "say what is to be done with the index: gongkai search reconcile, or gongkai search rebuild");
        }
        Arguments given = Arguments.of(words.subList(1, words.size()), List.of(), List.of("json"));
        given.nothingElse();
        Server server = Server.of(Homes.current());
        HttpResponse<String> response =
                server.send(
                        server.request("/api/v1/search/" + what)
                                .header("Accept", "application/json, application/problem+json")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build());
        if (response.statusCode() >= 300) {
            throw new CommandFailed("the index is as it was: " + Server.problem(response));
        }
        JsonNode report = Server.json(response);
        if (!report.path("documents").isIntegralNumber()) {
            throw new CommandFailed("the server's answer is no report of an index");
        }
        System.out.println(given.flag("json") ? response.body() : text(report, what));
        return differed(report) == 0 ? 0 : REPAIRED;
    }

    private static long differed(JsonNode report) {
        return number(report, "missing") + number(report, "stale") + number(report, "foreign");
    }

    private static String text(JsonNode report, String what) {
        String compared =
                "release %d, %d documents: "
                        .formatted(number(report, "release"), number(report, "documents"));
        if (what.equals("rebuild")) {
            return compared + "the index was built anew";
        }
        if (differed(report) == 0) {
            return compared + "the index is in order";
        }
        return compared
                + "%d were missing, %d were of another edition, %d did not belong there; %d repaired%s"
                        .formatted(
                                number(report, "missing"),
                                number(report, "stale"),
                                number(report, "foreign"),
                                number(report, "repaired"),
                                report.path("rebuilt").asBoolean(false)
                                        ? " by building the index anew"
                                        : "");
    }

    private static long number(JsonNode report, String member) {
        return report.path(member).asLong(0);
    }
}
