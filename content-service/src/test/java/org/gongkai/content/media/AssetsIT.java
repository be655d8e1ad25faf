package org.gongkai.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.publishing.TestPictures;
import org.gongkai.content.scan.VirusScanner.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.sql.DataSource;

@SpringJUnitConfig(AssetsIT.Wiring.class)
class AssetsIT {
    private static final Instant NOW = Instant.parse("2020-04-26T02:00:00Z");
    private static final UnitKey OFFICE = new UnitKey("office");
    private static final UnitKey OTHER = new UnitKey("other");
    private static final LibraryRules RULES =
            new LibraryRules(DataSize.ofKilobytes(100), List.of(Finding.Kind.MACROS));

    @TempDir static Path files;

    @Configuration
    @EnableTransactionManagement
    @Import({AuditLog.class, Alarm.class})
    static class Wiring {
        @Bean
        DataSource dataSource() {
            return TestPostgres.fresh().app();
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        TransactionOperations transactions(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        JdbcClient jdbc(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    @Autowired JdbcClient jdbc;
    @Autowired TransactionOperations transactions;
    @Autowired AuditLog audit;
    @Autowired Alarm alarm;
    @Autowired Clock clock;

    /** What the virus scanner and the inspection say of every file. */
    private Verdict verdict = new Verdict.Clean();

    private List<Finding> findings = List.of();

    private FileStore store;
    private Assets assets;
    private Actor editor;

    @BeforeEach
    void library() throws IOException {
        store = new DirectoryFileStore(files, clock);
        assets = library(clock);
        jdbc.sql(
                        "insert into unit values ('office', '办公室', 'OFFICE', now()), ('other', '某局', 'DEPARTMENT', now()) on conflict do nothing")
                .update();
        editor = person(Role.EDITOR, OFFICE);
    }

    private Assets library(Clock at) {
        return new Assets(
                store,
                new Reception(
                        store,
                        new FileTypes(),
                        new MediaSettings(
                                List.of("image/png", "image/gif", "image/svg+xml", "text/plain"),
                                DataSize.ofKilobytes(64),
                                1_000_000),
                        new Gate(file -> verdict, (file, mediaType, name) -> findings, RULES),
                        TestPictures.asPublished(),
                        (file, mediaType, name) -> new Videos.Look(null, null, null, List.of())),
                new Quotas(jdbc, RULES),
                alarm,
                jdbc,
                transactions,
                audit,
                at);
    }

    @Test
    void keepsBytesOnceHoweverOftenTheyCome() throws IOException {
        byte[] picture = picture(40, 30);

        Asset first = add(OFFICE, "大厅.png", picture);
        Asset again = add(OFFICE, "C:\\照片\\大厅 2.png", picture);

        assertThat(first).isEqualTo(again);
        assertThat(first)
                .isEqualTo(new Asset(Digest.of(picture), "image/png", picture.length, 40, 30));
        assertThat(assets.open(first.sha256()).orElseThrow().getContentAsByteArray())
                .isEqualTo(picture);
        assertThat(assets.fileName(OFFICE, first.sha256())).contains("大厅 2.png");
    }

    @Test
    void writesWhoUploadedWhatIntoTheAuditLog() throws IOException {
        Asset asset = add(OFFICE, "说明.txt", "一份说明".getBytes(StandardCharsets.UTF_8));

        assertThat(audit.chain(AuditLog.SYSTEM).getLast())
                .satisfies(
                        entry -> {
                            assertThat(entry.actor()).isEqualTo(editor.account());
                            assertThat(entry.action()).isEqualTo("uploaded");
                            assertThat(entry.detail())
                                    .contains(asset.sha256().hex())
                                    .doesNotContain("说明.txt");
                        });
        assertThat(audit.told(AuditLog.SYSTEM).getLast().detail()).contains("说明.txt");
    }

    @Test
    void anAssetIsSeenByItsUnitsOnly() throws IOException {
        Asset asset = add(OFFICE, "内部.txt", "只给本单位".getBytes(StandardCharsets.UTF_8));

        assertThat(assets.find(editor, asset.sha256())).contains(asset);
        assertThat(assets.find(person(Role.UNIT_REVIEWER, OFFICE), asset.sha256())).contains(asset);
        assertThat(assets.find(person(Role.EDITOR, OTHER), asset.sha256())).isEmpty();
        assertThat(assets.find(person(Role.OFFICE_REVIEWER, null), asset.sha256())).isEmpty();
        assertThat(assets.find(person(Role.ADMINISTRATOR, null), asset.sha256())).isEmpty();
    }

    @Test
    void onlyEditorsOfTheUnitAdd() {
        Actor reviewer = person(Role.UNIT_REVIEWER, OFFICE);

        assertThatThrownBy(() -> assets.add(reviewer, OFFICE, "a.txt", in(new byte[] {'x'})))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> assets.add(editor, OTHER, "a.txt", in(new byte[] {'x'})))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void refusesWithTheFilesNameTheReasonAndTheRemedy() throws IOException {
        refused("空.txt", new byte[0], FileRefused.Reason.EMPTY, "Send the file again");
        refused("大.txt", new byte[65 * 1024], FileRefused.Reason.TOO_LARGE, "64");
        refused("图.gif", picture(4, 4), FileRefused.Reason.MISMATCH, "image/png");
        refused(
                "脚本.html",
                "<html><body>x</body></html>".getBytes(StandardCharsets.UTF_8),
                FileRefused.Reason.UNSUPPORTED,
                "It takes image/png");
        refused("炸弹.png", bomb(), FileRefused.Reason.TOO_COMPLEX, "2500000000 pixels");
        refused("大图.png", picture(1200, 1000), FileRefused.Reason.TOO_COMPLEX, "1,000,000");
        byte[] picture = picture(40, 30);
        refused(
                "半张.png",
                Arrays.copyOf(picture, picture.length / 2),
                FileRefused.Reason.UNREADABLE,
                "take it from its source again");
        refused(
                "手机.heic",
                "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1),
                FileRefused.Reason.UNSUPPORTED,
                "export it as JPEG");
        refused("会动.gif", animation(), FileRefused.Reason.UNSUPPORTED, "Send it as a video (MP4)");
    }

    @Test
    void ofADrawingWhatIsCleanIsKeptAndTheRestIsSaid() throws IOException {
        byte[] drawing =
                "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30' onload='a()'><script>a()</script><g/></svg>"
                        .getBytes(StandardCharsets.UTF_8);

        Asset asset = add(OFFICE, "图标.svg", drawing);

        byte[] kept = assets.open(asset.sha256()).orElseThrow().getContentAsByteArray();
        assertThat(asset)
                .isEqualTo(new Asset(Digest.of(kept), "image/svg+xml", kept.length, 40, 30));
        assertThat(new String(kept, StandardCharsets.UTF_8)).contains("<g/>").doesNotContain("a()");
        assertThat(store.exists(Digest.of(drawing))).as("as it came").isFalse();
        assertThat(assets.findings(asset.sha256()))
                .containsExactly(new Finding(Finding.Kind.CLEANED, "@onload, script"));
        assertThat(add(OFFICE, "图标.svg", kept)).as("cleaned again").isEqualTo(asset);
        refused(
                "坏.svg",
                "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"
                        .getBytes(StandardCharsets.UTF_8),
                FileRefused.Reason.UNREADABLE,
                "save it anew");
    }

    @Test
    void refusesWhatTheScannerOrThePolicyForbidsAndKeepsOtherFindings() {
        byte[] bytes = "有东西".getBytes(StandardCharsets.UTF_8);
        verdict = new Verdict.Infected("Win.Test");
        refused("毒.txt", bytes, FileRefused.Reason.INFECTED, "Win.Test");
        assertThat(audit.told(AuditLog.SYSTEM).getLast())
                .satisfies(
                        entry -> {
                            assertThat(entry.action()).isEqualTo("refused-file");
                            assertThat(entry.actor()).isEqualTo(editor.account());
                            assertThat(entry.detail()).contains("毒.txt", "INFECTED", "Win.Test");
                        });
        verdict = new Verdict.TooLarge();
        refused("大.txt", bytes, FileRefused.Reason.TOO_LARGE, "StreamMaxLength");
        verdict = new Verdict.Clean();
        findings = List.of(new Finding(Finding.Kind.MACROS, "vbaProject.bin"));
        refused("宏.txt", bytes, FileRefused.Reason.ACTIVE, "without macros");

        findings = List.of(new Finding(Finding.Kind.HIDDEN_SHEET, "底稿"));
        Asset asset = add(OFFICE, "表.txt", bytes);

        assertThat(assets.findings(asset.sha256())).isEqualTo(findings);
        assertThat(
                        jdbc.sql("select scanned_at from asset where sha256 = :sha256")
                                .param("sha256", asset.sha256().bytes())
                                .query(java.time.OffsetDateTime.class)
                                .single()
                                .toInstant())
                .isEqualTo(NOW);
    }

    @Test
    void aRefusalWithinATransactionIsToldAlthoughItRollsBack() {
        findings = List.of(new Finding(Finding.Kind.MACROS, "vbaProject.bin"));

        assertThatThrownBy(
                        () ->
                                transactions.executeWithoutResult(
                                        status -> {
                                            audit.append(
                                                    AuditLog.SYSTEM,
                                                    editor.account(),
                                                    "uploaded",
                                                    java.util.Map.of());
                                            add(OFFICE, "宏二.txt", new byte[] {'a'});
                                        }))
                .isInstanceOf(FileRefused.class);

        assertThat(audit.told(AuditLog.SYSTEM).getLast().detail()).contains("宏二.txt", "ACTIVE");
    }

    @Test
    void aUnitTakesNoMoreThanItsQuotaAndTheSameBytesCountOnce() {
        UnitKey small = new UnitKey("small");
        jdbc.sql(
                        "insert into unit values ('small', '小局', 'DEPARTMENT', now()) on conflict do nothing")
                .update();
        Actor theirs = person(Role.EDITOR, small);
        byte[] most = "x".repeat(60_000).getBytes(StandardCharsets.UTF_8);
        assets.add(theirs, small, "一.txt", in(most));
        assets.add(theirs, small, "一再.txt", in(most));

        assertThatThrownBy(
                        () ->
                                assets.add(
                                        theirs,
                                        small,
                                        "二.txt",
                                        in("y".repeat(60_000).getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        FileRefused.class,
                        e -> assertThat(e.reason()).isEqualTo(FileRefused.Reason.QUOTA))
                .hasMessageContaining("“二.txt”")
                .hasMessageContaining("gongkai.media.quota");
    }

    @Test
    void theSweepFindsWhatACrashBetweenFileAndRowLeft() throws IOException {
        Asset named = add(OFFICE, "有主.txt", "有主".getBytes(StandardCharsets.UTF_8));
        Digest unnamed;
        try (Incoming incoming = store.receive(in("无主".getBytes(StandardCharsets.UTF_8)), 100)) {
            incoming.keep();
            unnamed = incoming.digest();
        }

        assertThat(assets.sweep()).isEmpty();
        assertThat(library(Clock.offset(clock, Duration.ofDays(2))).sweep())
                .containsExactly(unnamed);
        assertThat(store.exists(unnamed)).isFalse();
        assertThat(store.exists(named.sha256())).isTrue();
    }

    private void refused(String name, byte[] bytes, FileRefused.Reason reason, String hint) {
        assertThatThrownBy(() -> add(OFFICE, name, bytes))
                .isInstanceOfSatisfying(
                        FileRefused.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(name)
                .hasMessageContaining(hint);
        assertThat(store.exists(Digest.of(bytes))).isFalse();
    }

    private Asset add(UnitKey unit, String name, byte[] bytes) {
        return assets.add(editor, unit, name, in(bytes));
    }

    private Actor person(Role role, @Nullable UnitKey unit) {
        PersonId id = new PersonId(UUID.randomUUID());
        String account = "p" + id.value().toString().substring(0, 8);
        jdbc.sql("insert into person values (:id, :account, '某人', null, true, now())")
                .param("id", id.value())
                .param("account", account)
                .update();
        return new Actor(id, account, "某人", Set.of(new Actor.Grant(role, unit)));
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] picture(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private static byte[] animation() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            writer.prepareWriteSequence(null);
            for (int frame = 0; frame < 2; frame++) {
                writer.writeToSequence(new IIOImage(new BufferedImage(4, 4, 1), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** The head of a PNG that says 50,000 × 50,000 pixels. */
    private static byte[] bomb() throws IOException {
        byte[] png = picture(4, 4);
        ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 50_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }
}
