package org.gongkai.content.command;

import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.HomeLock;
import org.gongkai.content.engine.Migrations;
import org.gongkai.content.engine.OwnDatabase;
import org.gongkai.content.engine.OwnerAccess;
import org.gongkai.content.engine.Secrets;
import org.gongkai.content.operations.BackupFile;
import org.gongkai.content.operations.Restore;
import org.gongkai.content.operations.RestoreRefused;
import org.postgresql.ds.PGSimpleDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Fills an empty home from a backup. It is built beside the home and takes its place in the end, so
 * that a restore that fails leaves everything as it was.
 */
final class RestoreCommand {
    private RestoreCommand() {}

    static int run(List<String> words) {
        Arguments arguments = Arguments.of(words, List.of(), List.of("replace"));
        Path file = Path.of(arguments.only("the file"));
        GongkaiHome home = Homes.current();
        try (BackupFile backup = BackupFile.open(file)) {
            refuseUsed(home, arguments.flag("replace"));
            System.out.println("checking " + file);
            backup.check();
            Path fresh = sibling(home.root(), ".restoring");
            build(new GongkaiHome(fresh), backup);
            Path aside = takePlace(home.root(), fresh);
            System.out.printf(
                    "%s: %d rows, %d files, %d files of releases restored; gongkai start makes the site and the search index again%n",
                    home.root(),
                    backup.contents().allRows(),
                    backup.contents().below("files/"),
                    backup.contents().below("releases/"));
            if (!aside.equals(home.root())) {
                System.out.println("what was there before is in " + aside);
            }
            return 0;
        } catch (IOException | RestoreRefused e) {
            throw new CommandFailed("nothing was restored: " + e.getMessage(), e);
        }
    }

    private static void refuseUsed(GongkaiHome home, boolean replace) throws IOException {
        if (isEmpty(home.root())) {
            return;
        }
        if (!replace) {
            throw new CommandFailed(
                    home.root()
                            + " is not empty; --replace moves it aside, or set another GONGKAI_HOME");
        }
        Files.createDirectories(home.run());
        try (HomeLock _ = HomeLock.take(home)) {
            // Nobody uses it; the lock goes with the directory when it moves.
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void build(GongkaiHome fresh, BackupFile backup) throws IOException {
        GongkaiHome.open(fresh.root());
        try (HomeLock _ = HomeLock.take(fresh)) {
            String external =
                    Objects.requireNonNullElse(System.getenv("SPRING_DATASOURCE_URL"), "");
            if (!external.isBlank()) {
                new Restore(external(external), variable("SPRING_DATASOURCE_USERNAME"), fresh)
                        .from(backup);
                return;
            }
            try (OwnDatabase database = OwnDatabase.start(fresh, new Secrets(fresh), 0)) {
                new Restore(database.owner(), Migrations.APP_ROLE, fresh).from(backup);
            }
        }
        Files.deleteIfExists(fresh.run().resolve("lock"));
    }

    /**
     * A database that is configured and not ours; the owner's name is Flyway's, as for the server.
     */
    private static OwnerAccess external(String url) {
        boolean own = System.getenv("SPRING_FLYWAY_USER") != null;
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Objects.requireNonNullElse(System.getenv("SPRING_FLYWAY_URL"), url));
        source.setUser(variable(own ? "SPRING_FLYWAY_USER" : "SPRING_DATASOURCE_USERNAME"));
        source.setPassword(variable(own ? "SPRING_FLYWAY_PASSWORD" : "SPRING_DATASOURCE_PASSWORD"));
        source.setCurrentSchema("gongkai");
        return new OwnerAccess(source);
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new CommandFailed(name + " is not set, and SPRING_DATASOURCE_URL is");
        }
        return value;
    }

    /** Moves what is there aside, if anything is, and gives the fresh home its name. */
    private static Path takePlace(Path home, Path fresh) throws IOException {
        Path aside = home;
        if (isEmpty(home)) {
            Files.deleteIfExists(home);
        } else {
            aside = sibling(home, ".before-restore");
            Files.move(home, aside);
        }
        Files.move(fresh, home);
        return aside;
    }

    private static Path sibling(Path home, String suffix) {
        for (int i = 1; ; i++) {
            Path candidate =
                    home.resolveSibling(home.getFileName() + suffix + (i == 1 ? "" : "-" + i));
            if (!Files.exists(candidate)) {
                return candidate;
            }
        }
    }
}
