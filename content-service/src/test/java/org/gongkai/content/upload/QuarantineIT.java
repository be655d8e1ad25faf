package org.gongkai.content.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.TestPeople;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.scan.FakeClamd;
import org.gongkai.content.video.TestFfmpeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * With a virus scanner nothing is taken without its verdict, and nothing is lost for want of one.
 */
@SpringBootTest
@AutoConfigureMockMvc
@Import(TestPeople.class)
class QuarantineIT {
    private static final int PORT = freePort();

    @TempDir static Path anotherHome;

    @Autowired private MockMvcTester http;
    @Autowired private TestPeople people;
    @Autowired private UploadUpkeep upkeep;
    @Autowired private UploadFiles files;
    @Autowired private JdbcClient jdbc;

    private UnitKey unit;
    private Actor editor;
    private String bearer;
    private FakeClamd daemon;

    @DynamicPropertySource
    static void another(DynamicPropertyRegistry registry) {
        TestPostgres.fresh().configure(registry);
        registry.add("gongkai.home", anotherHome::toString);
        registry.add("gongkai.scan.clamd", () -> "127.0.0.1:" + PORT);
        registry.add("gongkai.uploads.look-every", () -> "1d");
    }

    @BeforeEach
    void unitWithAnEditorAndAScanner() throws IOException {
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
        bearer = people.bearer(editor);
        daemon = new FakeClamd(PORT, 1 << 20);
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    @Test
    void whatIsCleanIsTakenAndWhatIsNotIsNamed() {
        byte[] clean = fresh();

        assertThat(uploaded(clean))
                .hasStatus(201)
                .hasHeader("Gongkai-Asset", Digest.of(clean).hex());
        assertThat(posted(FakeClamd.EICAR))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("说明.txt", "Eicar-Test-Signature");
        MvcTestResult infected = uploaded(FakeClamd.EICAR);
        assertThat(infected).hasHeader("Gongkai-Upload-State", "REFUSED");
        assertThat(view(infected)).bodyJson().extractingPath("$.reason").isEqualTo("infected");
        assertThat(asset(FakeClamd.EICAR)).hasStatus(404);
    }

    @Test
    void anUploadWaitsForAScannerThatIsAwayAndIsNoAssetUntilThen() throws IOException {
        daemon.close();
        byte[] clean = fresh();

        MvcTestResult waiting = uploaded(clean);

        assertThat(waiting).hasStatus(201).hasHeader("Gongkai-Upload-State", "WAITING");
        assertThat(asset(clean)).hasStatus(404);
        upkeep.look();
        assertThat(view(waiting)).bodyJson().extractingPath("$.state").isEqualTo("WAITING");
        assertThat(files.path(id(waiting))).hasBinaryContent(clean);

        daemon = new FakeClamd(PORT, 1 << 20);
        upkeep.look();

        assertThat(view(waiting)).bodyJson().extractingPath("$.state").isEqualTo("FINISHED");
        assertThat(asset(clean)).hasStatusOk();
        assertThat(files.path(id(waiting))).doesNotExist();
    }

    @Test
    void aVideoWithAVirusIsToldOfLikeAnyFile() throws IOException {
        TestFfmpeg.require();
        ByteArrayOutputStream film = new ByteArrayOutputStream();
        film.write("\0\0\0\020ftypisom\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        film.write(FakeClamd.EICAR);

        MvcTestResult infected = uploaded(film.toByteArray(), "开放日.mp4");

        assertThat(view(infected)).bodyJson().extractingPath("$.reason").isEqualTo("infected");
        assertThat(
                        jdbc.sql(
                                        """
                                        select actor from audit_entry
                                        where action = 'refused-file' and detail::json ->> 'unit' = :unit
                                        """)
                                .param("unit", unit.value())
                                .query(String.class)
                                .list())
                .containsExactly(editor.account());
    }

    /** A backup holds the rows of unfinished uploads, and not their bytes. */
    @Test
    void whatWaitedBeforeARestoreIsRefusedAndHoldsUpNobody() throws IOException {
        daemon.close();
        MvcTestResult gone = uploaded(fresh());
        MvcTestResult waiting = uploaded(fresh());
        files.remove(id(gone));

        daemon = new FakeClamd(PORT, 1 << 20);
        upkeep.look();

        assertThat(view(gone)).bodyJson().extractingPath("$.state").isEqualTo("REFUSED");
        assertThat(view(gone))
                .bodyJson()
                .extractingPath("$.refusal")
                .asString()
                .contains("说明.txt", "Send it again");
        assertThat(view(waiting)).bodyJson().extractingPath("$.state").isEqualTo("FINISHED");
    }

    @Test
    void whatNobodyCanWaitForIsNotTakenAndMaySendAgain() throws IOException {
        daemon.close();
        byte[] clean = fresh();

        assertThat(posted(clean)).hasStatus(503).hasHeader(HttpHeaders.RETRY_AFTER, "60");
        assertThat(
                        http.post()
                                .uri("/api/v1/imports")
                                .multipart()
                                .file(new MockMultipartFile("file", "a.md", null, clean))
                                .param("path", "a.md")
                                .param("section", "news")
                                .param("unit", unit.value())
                                .header(HttpHeaders.AUTHORIZATION, bearer)
                                .exchange())
                .hasStatus(503);
        assertThat(asset(clean)).hasStatus(404);
    }

    private MvcTestResult uploaded(byte[] bytes) {
        return uploaded(bytes, "说明.txt");
    }

    private MvcTestResult uploaded(byte[] bytes, String name) {
        return http.post()
                .uri("/api/v1/uploads")
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(bytes.length))
                .header("Upload-Metadata", UploadMetadata.write(name, unit.value()))
                .contentType("application/offset+octet-stream")
                .content(bytes)
                .exchange();
    }

    private MvcTestResult posted(byte[] bytes) {
        return http.post()
                .uri("/api/v1/assets")
                .multipart()
                .file(new MockMultipartFile("file", "说明.txt", null, bytes))
                .param("unit", unit.value())
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    private MvcTestResult view(MvcTestResult upload) {
        return http.get()
                .uri("/api/v1/uploads/" + id(upload))
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    private MvcTestResult asset(byte[] bytes) {
        return http.get()
                .uri("/api/v1/assets/" + Digest.of(bytes))
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    private static UploadId id(MvcTestResult upload) {
        String location = String.valueOf(upload.getResponse().getHeader(HttpHeaders.LOCATION));
        return new UploadId(UUID.fromString(location.substring(location.lastIndexOf('/') + 1)));
    }

    private static byte[] fresh() {
        return ("没有病毒。" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
