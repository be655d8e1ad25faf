package org.gongkai.content.command;

import org.gongkai.content.operations.BackupContents;
import org.gongkai.content.operations.BackupFile;
import org.gongkai.content.operations.RestoreRefused;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * Takes a backup from the running server into a file that is not there yet. It has its name only
 * when it is whole, checked and on the disk.
 */
final class BackupCommand {
    private BackupCommand() {}

    static int run(List<String> words) {
        Path file =
                Path.of(Arguments.of(words, List.of(), List.of()).only("the file"))
                        .toAbsolutePath();
        Path directory = file.getParent();
        if (Files.exists(file)) {
            throw new CommandFailed(file + " exists; a backup never overwrites one");
        }
        if (directory == null || !Files.isWritable(directory)) {
            throw new CommandFailed(directory + " is not a directory that can be written");
        }
        Server server = Server.of(Homes.current());
        Path partial = directory.resolve("." + file.getFileName() + ".partial");
        try {
            download(server, partial);
            BackupContents contents = check(partial);
            try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(partial, file);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d rows, %d files, %d files of releases, %.1f MB, checked%n",
                    file,
                    contents.allRows(),
                    contents.below("files/"),
                    contents.below("releases/"),
                    Files.size(file) / 1e6);
            contents.missing()
                    .forEach(
                            asset ->
                                    System.err.println(
                                            "gongkai: asset "
                                                    + asset
                                                    + " is not in the file store"));
            return contents.missing().isEmpty() ? 0 : 2;
        } catch (IOException | RestoreRefused e) {
            throw new CommandFailed("no backup was made: " + e.getMessage(), e);
        } finally {
            delete(partial);
        }
    }

    private static void download(Server server, Path partial) throws IOException {
        HttpResponse<InputStream> response =
                server.send(
                        server.request("/api/v1/backups")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new CommandFailed(
                        "no backup was made: the server answered %d %s"
                                .formatted(
                                        response.statusCode(),
                                        new String(in.readNBytes(2000), StandardCharsets.UTF_8)));
            }
            try (OutputStream out = Files.newOutputStream(partial)) {
                in.transferTo(out);
            }
        }
    }

    private static BackupContents check(Path partial) throws IOException {
        try (BackupFile backup = BackupFile.open(partial)) {
            backup.check();
            return backup.contents();
        }
    }

    private static void delete(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            System.err.println("gongkai: " + partial + " could not be deleted");
        }
    }
}
