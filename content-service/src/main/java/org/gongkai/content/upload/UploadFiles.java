package org.gongkai.content.upload;

import org.gongkai.content.engine.GongkaiHome;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The bytes of unfinished uploads, one file for each in {@code uploads/} of the home: also the
 * quarantine of what the virus scanner has not judged, which nothing reads but it.
 */
@Component
class UploadFiles {
    private static final Pattern NAME =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path directory;
    private final Path conversions;

    UploadFiles(GongkaiHome home) throws IOException {
        this.directory = Files.createDirectories(home.root().resolve("uploads"));
        this.conversions = Files.createDirectories(home.root().resolve("conversions"));
    }

    Path path(UploadId id) {
        return directory.resolve(id.toString());
    }

    /** An empty file whose name survives a crash. */
    void create(UploadId id) throws IOException {
        Files.createFile(path(id));
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    void remove(UploadId id) throws IOException {
        Files.deleteIfExists(path(id));
    }

    /** Where the conversion of a video lies, until it is in the library. */
    Path conversion(UploadId id) {
        return conversions.resolve(id.toString());
    }

    /** Conversions that something is left of. */
    List<UploadId> conversions() throws IOException {
        try (Stream<Path> all = Files.list(conversions)) {
            return all.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .map(name -> new UploadId(UUID.fromString(name)))
                    .toList();
        }
    }

    /** How many bytes lie there, flushed or not; -1 if there is no file. */
    long size(UploadId id) throws IOException {
        Path file = path(id);
        return Files.exists(file) ? Files.size(file) : -1;
    }

    /** Files that were written to before that time. */
    List<UploadId> olderThan(Instant time) throws IOException {
        List<UploadId> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = String.valueOf(file.getFileName());
                if (NAME.matcher(name).matches()
                        && Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    found.add(new UploadId(UUID.fromString(name)));
                }
            }
        }
        return found;
    }
}
