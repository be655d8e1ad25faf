package org.gongkai.content.command;

import tools.jackson.databind.JsonNode;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sends the files of a directory to the server, one after the other, each streamed. The server
 * knows what it has taken, so a second run adds nothing; a file that is refused is named with the
 * reason, and the rest goes on.
 */
final class ImportCommand {
    private record Refused(String path, String why) {
        @Override
        public String toString() {
            return path + ": " + why;
        }
    }

    private final Server server;
    private final Path directory;
    private final String section;
    private final String unit;
    private final List<Refused> refused = new ArrayList<>();
    private int created;
    private int updated;
    private int unchanged;

    private ImportCommand(Server server, Path directory, String section, String unit) {
        this.server = server;
        this.directory = directory;
        this.section = section;
        this.unit = unit;
    }

    static int run(List<String> words) {
        Arguments arguments = Arguments.of(words, List.of("section", "unit", "report"), List.of());
        Path directory = Path.of(arguments.only("the directory"));
        if (!Files.isDirectory(directory)) {
            throw new CommandFailed(directory + " is not a directory");
        }
        String section = arguments.required("section");
        String unit = arguments.required("unit");
        ImportCommand command =
                new ImportCommand(Server.of(Homes.current()), directory, section, unit);
        try {
            command.sendAll(files(directory));
        } finally {
            command.summary();
            arguments.option("report").ifPresent(file -> command.write(Path.of(file)));
        }
        return command.refused.isEmpty() ? 0 : 2;
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> files =
                    all.filter(Files::isRegularFile)
                            .filter(file -> !hidden(directory.relativize(file)))
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw new CommandFailed(directory + " holds no files");
            }
            return files;
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + directory + ": " + e.getMessage(), e);
        }
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private void sendAll(List<Path> files) {
        ProgressBar bar = ProgressBar.of("import");
        try {
            for (int i = 0; i < files.size(); i++) {
                Path file = files.get(i);
                bar.show(i, files.size(), file.getFileName().toString());
                send(file);
            }
            bar.show(files.size(), files.size(), "");
        } finally {
            bar.end();
        }
    }

    private void send(Path file) {
        String path = directory.relativize(file).toString().replace('\\', '/');
        HttpRequest request;
        try {
            Multipart form =
                    new Multipart()
                            .text("section", section)
                            .text("unit", unit)
                            .text("path", path)
                            .file("file", file);
            request =
                    server.request("/api/v1/imports")
                            .header("Content-Type", form.contentType())
                            .header("Accept", "application/json, application/problem+json")
                            .POST(form.body())
                            .build();
        } catch (FileNotFoundException e) {
            refused.add(new Refused(path, "cannot be read"));
            return;
        }
        note(path, server.send(request));
    }

    private void note(String path, HttpResponse<String> response) {
        JsonNode answer = Server.json(response);
        switch (response.statusCode()) {
            case 201 -> created++;
            case 200 -> {
                if (answer.path("outcome").asString("").equals("UPDATED")) {
                    updated++;
                } else {
                    unchanged++;
                }
            }
            case 413, 415, 422 -> refused.add(new Refused(path, Server.problem(response)));
            default ->
                    // Not about this file: a wrong section or unit, no right, a failure of the
                    // server.
                    throw new CommandFailed(
                            "stopped at %s: %s".formatted(path, Server.problem(response)));
        }
    }

    private String counts() {
        return "%d created, %d changed, %d already there, %d refused"
                .formatted(created, updated, unchanged, refused.size());
    }

    private void summary() {
        System.out.println(counts());
        refused.forEach(file -> System.out.println("  refused " + file));
    }

    private void write(Path report) {
        List<String> lines = new ArrayList<>();
        lines.add(counts());
        refused.forEach(file -> lines.add(file.toString()));
        try {
            Files.write(report, lines);
        } catch (IOException e) {
            throw new CommandFailed("cannot write the report " + report + ": " + e.getMessage(), e);
        }
    }
}
