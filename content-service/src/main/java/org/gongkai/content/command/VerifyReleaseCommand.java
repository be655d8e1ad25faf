package org.gongkai.content.command;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * Has the running system verify what it shows, and tells what is not in order. Ends with 0 if all
 * is, with 1 if something was found, with 2 if it could not be verified.
 */
final class VerifyReleaseCommand {
    private static final int FOUND = 1;
    private static final int NOT_VERIFIED = 2;

    private VerifyReleaseCommand() {}

    static int run(List<String> words) {
        try {
            return verify(words);
        } catch (CommandFailed e) {
            System.err.println("gongkai: " + e.getMessage());
            return NOT_VERIFIED;
        }
    }

    private static int verify(List<String> words) {
        Arguments given = Arguments.of(words, List.of(), List.of("repair", "rerender", "json"));
        given.nothingElse();
        Server server = Server.of(Homes.current());
        String asked =
                "{\"repair\":%s,\"rerender\":%s}"
                        .formatted(given.flag("repair"), given.flag("rerender"));
        HttpResponse<String> response =
                server.send(
                        server.request("/api/v1/releases/current/verification")
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json, application/problem+json")
                                .POST(HttpRequest.BodyPublishers.ofString(asked))
                                .build());
        if (response.statusCode() >= 300) {
            throw new CommandFailed("nothing was verified: " + Server.problem(response));
        }
        JsonNode report = Server.json(response);
        if (!report.path("inOrder").isBoolean()) {
            throw new CommandFailed("the server's answer is no report of a verification");
        }
        System.out.println(given.flag("json") ? response.body() : text(report));
        return report.path("inOrder").asBoolean() ? 0 : FOUND;
    }

    static String text(JsonNode report) {
        StringBuilder text = new StringBuilder();
        lines(text, "repaired", report.path("repaired"), report.path("mended").asLong(0), false);
        lines(text, "wrong", report.path("findings"), report.path("found").asLong(0), true);
        text.append(
                "release %d is %s: %d files and %d documents compared"
                        .formatted(
                                report.path("release").asLong(0),
                                report.path("inOrder").asBoolean(false)
                                        ? "in order"
                                        : "NOT in order",
                                report.path("files").asLong(0),
                                report.path("documents").asLong(0)));
        number(text, report, "rendered", "%d pages rendered again");
        number(text, report, "found", "%d wrong");
        number(text, report, "mended", "%d repaired");
        number(text, report, "waiting", "%d withdrawn since, gone with the next release");
        return text.toString();
    }

    private static void number(StringBuilder text, JsonNode report, String member, String words) {
        long number = report.path(member).asLong(0);
        if (number > 0) {
            text.append(", ").append(words.formatted(number));
        }
    }

    private static void lines(
            StringBuilder text, String what, JsonNode findings, long all, boolean remedies) {
        for (JsonNode finding : findings) {
            text.append(
                    "%s  %s %s%n  expected %s%n  found    %s%n"
                            .formatted(
                                    what,
                                    finding.path("kind").asString(""),
                                    finding.path("subject").asString(""),
                                    finding.path("expected").asString(""),
                                    finding.path("found").asString("")));
            if (remedies) {
                text.append("  remedy   %s%n".formatted(finding.path("remedy").asString("")));
            }
        }
        if (all > findings.size()) {
            text.append("%s  and %d more%n".formatted(what, all - findings.size()));
        }
    }
}
