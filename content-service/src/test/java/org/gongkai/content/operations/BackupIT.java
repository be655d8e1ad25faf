package org.gongkai.content.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.GongkaiHome;
import org.gongkai.content.engine.Migrations;
import org.gongkai.content.engine.OwnerAccess;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.media.DirectoryFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A backup of a working system, and what is made of it elsewhere. */
class BackupIT {
    private static final Path PICTURE = kept("picture");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2020-05-15T00:00:00Z"), ZoneOffset.UTC);

    @TempDir Path directory;
    private final TestPostgres database = TestPostgres.empty();
    private GongkaiHome home = new GongkaiHome(Path.of("unset"));
    private Path file = Path.of("unset");

    @BeforeEach
    void aSystemWithADocumentAPictureAndTwoReleases() throws Exception {
        home = GongkaiHome.open(directory.resolve("first"));
        file = directory.resolve("backup.zip");
        Migrations.of(database.owner(), TestPostgres.APP).target("1").load().migrate();
        try (Connection owner = database.owner().getConnection()) {
            ScriptUtils.executeSqlScript(owner, new ClassPathResource("fixtures/home-v1.sql"));
        }
        Migrations.of(database.owner(), TestPostgres.APP).load().migrate();
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql(
                        """
                        insert into release (number, state, instant, requested_by, opened_at, sequence, manifest_root, outcome)
                        values (1, 'ACTIVE', now(), 'writer', now(), 1, sha256('root'), '{}'),
                               (2, 'PLANNED', now(), 'writer', now(), null, null, null)
                        """)
                .update();
        owner.sql(
                        """
                        insert into asset (sha256, media_type, bytes, uploaded_by, uploaded_at)
                        select sha256('picture'), 'image/png', 7, id, now() from person limit 1
                        """)
                .update();
        write(home.files().resolve(PICTURE), "picture");
        write(home.files().resolve("incoming/7.part"), "half a pic");
        write(home.releases().resolve("00000001/manifest.json"), "{}");
        write(home.releases().resolve("00000002/pack"), "of a release that is not public yet");
    }

    @Test
    void everyRowFileAndReleaseIsThereAgain() throws Exception {
        assertThat(take().missing()).isEmpty();
        TestPostgres second = TestPostgres.empty();
        GongkaiHome restored = restore(second);
        assertThat(rows(second)).isEqualTo(rows(database));
        assertThat(restored.files().resolve(PICTURE)).hasContent("picture");
        assertThat(restored.files().resolve("incoming/7.part")).doesNotExist();
        assertThat(restored.releases().resolve("00000001/manifest.json")).hasContent("{}");
        assertThat(restored.releases().resolve("00000002")).doesNotExist();
    }

    @Test
    void theRulesAndTheNumbersGoOnWhereTheyWere() throws Exception {
        take();
        TestPostgres second = TestPostgres.empty();
        restore(second);
        String sleeping =
                "select count(*) from pg_trigger where not tgisinternal and tgenabled = 'D'";
        String references =
                "select count(*) from pg_constraint where contype = 'f' and convalidated";
        assertThat(number(second, sleeping)).isZero();
        assertThat(number(second, references)).isPositive().isEqualTo(number(database, references));
        assertThat(number(second, "select nextval(pg_get_serial_sequence('approval', 'id'))"))
                .isEqualTo(2);
    }

    @Test
    void whileAWriterWritesTheBackupIsOneMomentOfIt() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        Thread writer = Thread.ofPlatform().start(() -> addUnits(enough, written));
        try {
            while (written.get() < 20) {
                Thread.sleep(5);
            }
            take();
        } finally {
            enough.set(true);
            writer.join();
        }
        TestPostgres second = TestPostgres.empty();
        restore(second);
        long units = number(second, "select count(*) from unit where kind = 'STREET'");
        assertThat(units).isBetween(19L, (long) written.get());
        assertThat(number(second, "select count(*) from role_grant where unit_key like 'unit-%'"))
                .as("a unit and its grant are one transaction")
                .isEqualTo(units);
    }

    @Test
    void anAssetWithoutItsFileIsNamed() throws Exception {
        Files.delete(home.files().resolve(PICTURE));
        byte[] picture = "picture".getBytes(StandardCharsets.UTF_8);
        assertThat(take().missing())
                .containsExactly(BackupArchive.digest(new ByteArrayInputStream(picture)));
    }

    @Test
    void aCutFileIsNoBackup() throws Exception {
        take();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatExceptionOfType(RestoreRefused.class)
                .isThrownBy(() -> BackupFile.open(file))
                .withMessageStartingWith(file + " is no whole backup");
    }

    @Test
    void aDamagedEntryIsNamed() throws Exception {
        take();
        byte[] whole = Files.readAllBytes(file);
        int entry = new String(whole, StandardCharsets.ISO_8859_1).indexOf("database/person.copy");
        whole[entry + 30] ^= 1;
        Files.write(file, whole);
        try (BackupFile damaged = BackupFile.open(file)) {
            assertThatExceptionOfType(RestoreRefused.class)
                    .isThrownBy(damaged::check)
                    .withMessageStartingWith(file + " is damaged at database/person.copy");
        }
    }

    @Test
    void aDatabaseThatIsInUseIsRefused() throws Exception {
        take();
        assertThatExceptionOfType(RestoreRefused.class)
                .isThrownBy(() -> restore(database))
                .withMessageContaining("already holds gongkai's tables");
    }

    private void addUnits(AtomicBoolean enough, AtomicInteger written) {
        JdbcClient owner = JdbcClient.create(database.owner());
        while (!enough.get()) {
            String key = "unit-" + written.incrementAndGet();
            owner.sql(
                            """
                            with added as (insert into unit (key, name, kind, created_at)
                                           values (?, ?, 'STREET', now()) returning key)
                            insert into role_grant (person_id, role, unit_key, granted_at)
                            select '00000000-0000-0000-0000-000000000002', 'EDITOR', key, now() from added
                            """)
                    .params(key, key)
                    .update();
        }
    }

    private static Path kept(String content) {
        String name = Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex();
        return Path.of(name.substring(0, 2), name);
    }

    private BackupContents take() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return new Backup(
                            new OwnerAccess(database.owner()),
                            home,
                            new DirectoryFileStore(home.files(), CLOCK),
                            CLOCK)
                    .writeTo(out);
        }
    }

    private GongkaiHome restore(TestPostgres target) throws IOException {
        GongkaiHome restored = GongkaiHome.open(directory.resolve("second"));
        try (BackupFile backup = BackupFile.open(file)) {
            backup.check();
            new Restore(new OwnerAccess(target.owner()), TestPostgres.APP, restored).from(backup);
        }
        return restored;
    }

    private static long number(TestPostgres of, String query) {
        return JdbcClient.create(of.owner()).sql(query).query(Long.class).single();
    }

    /** Every row of every table, as COPY writes it. */
    private static Map<String, List<String>> rows(TestPostgres of)
            throws SQLException, IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = of.owner().getConnection()) {
            for (BackupHead.Table table : new Schema(connection).tables()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy " + Schema.target(table) + " to stdout", out);
                rows.put(
                        table.name(),
                        out.toString(StandardCharsets.UTF_8).lines().sorted().toList());
            }
        }
        return rows;
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, content);
    }
}
