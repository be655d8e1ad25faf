package org.gongkai.content.command;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a release from the running server as a web archive, into a file that is not there yet or
 * into several. They have their names only when the archive is whole and checked.
 */
final class ArchiveCommand {
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([KMGkmg]?)");
    private static final Map<String, Long> UNITS =
            Map.of("", 1L, "K", 1L << 10, "M", 1L << 20, "G", 1L << 30);
    private static final String ENDING = ".warc.gz";

    private ArchiveCommand() {}

    static int run(List<String> words) {
        Arguments arguments = Arguments.of(words, List.of("max-size", "release"), List.of());
        Path file = Path.of(arguments.only("the file")).toAbsolutePath();
        long most = arguments.option("max-size").map(ArchiveCommand::size).orElse(Long.MAX_VALUE);
        Path directory = file.getParent();
        if (Files.exists(file) || Files.exists(part(file, 1))) {
            throw new CommandFailed(file + " exists; an archive never overwrites one");
        }
        if (directory == null || !Files.isWritable(directory)) {
            throw new CommandFailed(directory + " is not a directory that can be written");
        }
        Server server = Server.of(Homes.current());
        String release = arguments.option("release").orElseGet(() -> active(server));
        if (!release.matches("[0-9]{1,18}")) {
            throw new CommandFailed("--release takes the number of a release, not " + release);
        }
        Path partial = directory.resolve("." + file.getFileName() + ".partial");
        try {
            download(server, release, partial);
            ArchiveFile archive = ArchiveFile.check(partial);
            List<Path> parts = name(archive, file, most);
            tell(release, archive, parts);
            return archive.leftOut().isEmpty() ? 0 : 2;
        } catch (IOException e) {
            throw new CommandFailed("no archive was made: " + e.getMessage(), e);
        } finally {
            delete(partial);
        }
    }

    private static List<Path> name(ArchiveFile archive, Path file, long most) throws IOException {
        if (Files.size(archive.file()) > most) {
            return archive.divide(most, number -> part(file, number));
        }
        try (FileChannel written = FileChannel.open(archive.file(), StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(archive.file(), file);
        return List.of(file);
    }

    private static void tell(String release, ArchiveFile archive, List<Path> parts)
            throws IOException {
        for (Path part : parts) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: release %s, %.1f MB, checked%n",
                    part,
                    release,
                    Files.size(part) / 1e6);
        }
        System.out.printf(Locale.ROOT, "%d records%n", archive.records());
        archive.leftOut()
                .forEach(
                        url ->
                                System.err.println(
                                        "gongkai: " + url + " was erased and is left out"));
    }

    private static String active(Server server) {
        HttpResponse<String> response = server.send(server.request("/api/v1/releases").build());
        if (response.statusCode() != 200) {
            throw new CommandFailed("no archive was made: " + Server.problem(response));
        }
        for (JsonNode release : Server.json(response)) {
            if (release.path("state").asString("").equals("ACTIVE")) {
                return release.path("number").asString();
            }
        }
        throw new CommandFailed("nothing is released yet; gongkai publish makes a release");
    }

    private static void download(Server server, String release, Path partial) throws IOException {
        HttpResponse<InputStream> response =
                server.send(
                        server.request("/api/v1/releases/%s/archive".formatted(release)).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new CommandFailed(
                        "no archive was made: the server answered %d %s"
                                .formatted(
                                        response.statusCode(),
                                        new String(in.readNBytes(2000), StandardCharsets.UTF_8)));
            }
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** {@code site.warc.gz} becomes {@code site-00001.warc.gz}. */
    static Path part(Path file, int number) {
        String name = String.valueOf(file.getFileName());
        String stem =
                name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return file.resolveSibling("%s-%05d%s".formatted(stem, number, ENDING));
    }

    static long size(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new CommandFailed(
                    "--max-size takes a number of bytes, or such as 500M or 1G, not " + text);
        }
        return Long.parseLong(size.group(1))
                * UNITS.getOrDefault(size.group(2).toUpperCase(Locale.ROOT), 1L);
    }

    private static void delete(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            System.err.println("gongkai: " + partial + " could not be deleted");
        }
    }
}
