package org.gongkai.content.operations;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.OwnerAccess;
import org.gongkai.content.media.FileStore;
import org.postgresql.PGConnection;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes database, files and releases into one zip while the system works.
 *
 * <p>The tables are read in one snapshot. Files and releases are only ever added and named by what
 * is in them, so what the snapshot speaks of is there when they are read after it; releases that
 * are newer than the snapshot stay out. The search index is not in it: it is made again from the
 * releases. Nor are the secrets: a restored home draws its own.
 */
@Component
public class Backup {
    private final OwnerAccess owner;
    private final GongkaiHome home;
    private final FileStore files;
    private final Clock clock;

    Backup(OwnerAccess owner, GongkaiHome home, FileStore files, Clock clock) {
        this.owner = owner;
        this.home = home;
        this.files = files;
        this.clock = clock;
    }

    /** Writes a whole backup; leaves the stream open. */
    public BackupContents writeTo(OutputStream out) throws IOException {
        BackupArchive archive = new BackupArchive(out);
        TreeMap<String, Long> rows = new TreeMap<>();
        Set<String> assets = new HashSet<>();
        long lastRelease;
        try (Connection connection = owner.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            Schema schema = new Schema(connection);
            BackupHead head = schema.head(clock.instant());
            archive.entry(BackupHead.ENTRY, entry -> entry.write(head.json()));
            for (BackupHead.Table table : head.tables()) {
                archive.entry(
                        table.entry(),
                        entry -> rows.put(table.name(), copy(connection, table, entry)));
            }
            assets.addAll(schema.assets());
            lastRelease = head.lastRelease();
            connection.commit();
        } catch (SQLException e) {
            throw new IOException("the database cannot be read: " + e.getMessage(), e);
        }
        files(archive);
        tree(archive, "releases/", home.releases(), file -> release(file) <= lastRelease);
        assets.removeAll(new HashSet<>(archive.digests().values()));
        BackupContents contents = new BackupContents(rows, archive.digests(), assets);
        archive.end(contents);
        return contents;
    }

    private static long copy(Connection connection, BackupHead.Table table, OutputStream out)
            throws IOException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy " + Schema.target(table) + " to stdout", out);
        } catch (SQLException e) {
            throw new IOException(
                    "table " + table.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Wherever they are kept, they are in it as a local directory keeps them. */
    private void files(BackupArchive archive) throws IOException {
        List<Digest> kept = new ArrayList<>();
        files.each((digest, at) -> kept.add(digest));
        kept.sort(Comparator.comparing(Digest::hex));
        for (Digest digest : kept) {
            Optional<Resource> bytes = files.open(digest);
            if (bytes.isPresent()) {
                String name = "files/" + digest.hex().substring(0, 2) + "/" + digest.hex();
                try (InputStream in = bytes.get().getInputStream()) {
                    archive.entry(name, in::transferTo);
                } catch (FileNotFoundException | NoSuchFileException e) {
                    // Erased since the listing.
                }
            }
        }
    }

    /** Files that are being written have names that say so, and are nobody's yet. */
    private static void tree(
            BackupArchive archive, String prefix, Path root, Predicate<Path> wanted)
            throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            Path relative = root.relativize(file);
            if (unfinished(file) || !wanted.test(relative)) {
                continue;
            }
            try {
                archive.file(prefix + relative.toString().replace('\\', '/'), file);
            } catch (NoSuchFileException e) {
                // Deleted since the listing: retention of old releases.
            }
        }
    }

    private static boolean unfinished(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".")
                || name.endsWith(".tmp")
                || name.endsWith(".part")
                || name.endsWith(".new");
    }

    /** The number of the release whose directory this is in; 0 for a file outside of one. */
    private static long release(Path relative) {
        String first = relative.getName(0).toString();
        return first.matches("\\d{1,18}") ? Long.parseLong(first) : 0;
    }
}
