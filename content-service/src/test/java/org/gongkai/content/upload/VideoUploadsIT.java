package org.gongkai.content.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.TestPeople;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.video.TestFfmpeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The whole way of a video, request by request, with the real ffmpeg of this machine. */
@SpringBootTest
@AutoConfigureMockMvc
@Import(TestPeople.class)
class VideoUploadsIT {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir static Path anotherHome;
    @TempDir static Path programs;

    @Autowired private MockMvcTester http;
    @Autowired private TestPeople people;
    @Autowired private VideoUploads videos;
    @Autowired private UploadUpkeep upkeep;
    @Autowired private Assets assets;

    private UnitKey unit;
    private Actor editor;
    private String bearer;

    @DynamicPropertySource
    static void another(DynamicPropertyRegistry registry) {
        TestPostgres.fresh().configure(registry);
        registry.add("gongkai.home", anotherHome::toString);
        registry.add("gongkai.video.ffmpeg", () -> TestFfmpeg.moody(programs).toString());
        registry.add("gongkai.video.stall", () -> "15s");
        registry.add("gongkai.uploads.look-every", () -> "1d");
    }

    @BeforeAll
    static void needsFfmpeg() {
        TestFfmpeg.require();
    }

    @BeforeEach
    void unitWithAnEditor() {
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
        bearer = people.bearer(editor);
    }

    @AfterEach
    void inAGoodMood() throws IOException {
        Files.deleteIfExists(programs.resolve("hang"));
    }

    @Test
    void whatATelephoneFilmedBecomesAnAssetThatEveryBrowserPlays() throws Exception {
        byte[] film = telephone(2);

        MvcTestResult sent = uploaded(film, "开放日.MOV");

        assertThat(sent).hasStatus(201).hasHeader("Gongkai-Upload-State", "CONVERTING");
        JsonNode upload = settled(location(sent));
        assertThat(upload.get("state").asString()).isEqualTo("FINISHED");
        assertThat(upload.get("progress").asInt()).isEqualTo(1000);
        assertThat(upload.get("note").asString()).contains("mpeg4", "where it was taken");
        JsonNode about = json("/api/v1/assets/" + upload.get("asset").asString() + "/about");
        assertThat(about.get("mediaType").asString()).isEqualTo("video/mp4");
        assertThat(about.get("width").asInt()).isEqualTo(720);
        assertThat(about.get("height").asInt()).isEqualTo(1280);
        assertThat(about.get("duration").asInt()).isBetween(1900, 2200);
        assertThat(about.get("findings")).isEmpty();
        assertThat(about.get("poster")).isEqualTo(upload.get("poster"));
        Path kept =
                Files.write(
                        programs.resolve("kept.mp4"),
                        bytes("/api/v1/assets/" + upload.get("asset").asString()));
        assertThat(TestFfmpeg.probe(kept))
                .contains("\"codec_name\": \"h264\"")
                .doesNotContain("\"location", "rotation");
        assertThat(
                        json("/api/v1/assets/" + upload.get("poster").asString() + "/about")
                                .get("mediaType")
                                .asString())
                .isEqualTo("image/jpeg");
        assertNothingLeft();
    }

    @Test
    void aFormIsToldWhereItGoesOnAndTheSameFilmIsConvertedOnce() throws Exception {
        byte[] film = telephone(1);

        MvcTestResult posted =
                http.post()
                        .uri("/api/v1/assets")
                        .multipart()
                        .file(new MockMultipartFile("file", "a.mov", null, film))
                        .param("unit", unit.value())
                        .header(HttpHeaders.AUTHORIZATION, bearer)
                        .exchange();

        assertThat(posted).hasStatus(202);
        JsonNode upload = settled(location(posted));
        Files.createFile(programs.resolve("hang")); // whoever converts now never comes to an end
        assertThat(
                        videos.take(
                                editor,
                                unit,
                                "b.mov",
                                new ByteArrayInputStream(film),
                                film.length,
                                Duration.ofMinutes(1)))
                .hasValueSatisfying(
                        asset ->
                                assertThat(asset.sha256().hex())
                                        .isEqualTo(upload.get("asset").asString()));
        assertNothingLeft();
    }

    @Test
    void aFormThatBreaksOffLeavesNothingAndTakesNoRoom() throws Exception {
        byte[] film = telephone(1);
        InputStream broken =
                new SequenceInputStream(
                        new ByteArrayInputStream(film, 0, 1000),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("broken off");
                            }
                        });

        assertThatThrownBy(
                        () ->
                                videos.take(
                                        editor, unit, "a.mov", broken, film.length, Duration.ZERO))
                .isInstanceOf(IOException.class);

        assertThat(assets.room(unit).used()).isZero();
        assertNothingLeft();
    }

    @Test
    void aConversionThatHangsIsStoppedAndSaysSo() throws Exception {
        Files.createFile(programs.resolve("hang"));

        String upload = location(uploaded(telephone(1), "卡住.mov"));

        List<Long> hanging = TestFfmpeg.hanging(programs);
        JsonNode refused = settled(upload);
        assertThat(refused.get("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.get("reason").asString()).isEqualTo("too-complex");
        assertThat(refused.get("refusal").asString())
                .contains("卡住.mov", "no progress for 15s", "Export it as MP4");
        assertThat(hanging).noneMatch(TestFfmpeg::runs);
        assertNothingLeft();
    }

    @Test
    void whoEndsAnUploadEndsItsConversion() throws Exception {
        Files.createFile(programs.resolve("hang"));
        String first = location(uploaded(telephone(1), "a.mov"));
        String second = location(uploaded(telephone(1), "b.mov"));
        List<Long> hanging = TestFfmpeg.hanging(programs);
        assertThat(hanging).hasSize(2).allMatch(TestFfmpeg::runs);
        assertThat(json(second).get("state").asString()).isEqualTo("CONVERTING");

        assertThat(request(HttpMethod.DELETE, second)).hasStatus(204);
        assertThat(request(HttpMethod.DELETE, first)).hasStatus(204);

        assertThat(hanging).noneMatch(TestFfmpeg::runs);
        assertThat(request(HttpMethod.GET, first)).hasStatus(404);
        assertNothingLeft();
    }

    @Test
    void aPlaylistUnderTheNameOfAVideoIsRefused() throws Exception {
        Path secret = Files.writeString(programs.resolve("secret"), "内部资料");
        byte[] boxed =
                ("\0\0\0\u0018ftypisom\0\0\2\0isommp41#EXTM3U\nfile://" + secret)
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] plain =
                "ffconcat version 1.0\nfile '%s'\n"
                        .formatted(secret)
                        .getBytes(StandardCharsets.UTF_8);

        JsonNode refused = settled(location(uploaded(boxed, "a.mp4")));
        assertThat(refused.get("reason").asString()).isEqualTo("unreadable");
        assertThat(refused.get("refusal").asString()).contains("a.mp4").doesNotContain("内部");
        assertThat(settled(location(uploaded(plain, "b.mp4"))).get("reason").asString())
                .isEqualTo("mismatch");
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        upkeep.look();
        for (String directory : List.of("uploads", "conversions")) {
            try (Stream<Path> left = Files.list(anotherHome.resolve(directory))) {
                assertThat(left).isEmpty();
            }
        }
    }

    private static byte[] telephone(int seconds) throws IOException {
        return Files.readAllBytes(
                TestFfmpeg.telephone(programs.resolve("film.mov"), "1920x1080", seconds));
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

    private JsonNode settled(String upload) throws Exception {
        JsonNode now = json(upload);
        for (int i = 0; i < 1200 && now.get("state").asString().equals("CONVERTING"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            now = json(upload);
        }
        return now;
    }

    private JsonNode json(String path) throws Exception {
        return JSON.readTree(bytes(path));
    }

    private byte[] bytes(String path) {
        MvcTestResult answer = request(HttpMethod.GET, path);
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsByteArray();
    }

    private MvcTestResult request(HttpMethod method, String path) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header("Tus-Resumable", "1.0.0")
                .exchange();
    }

    private static String location(MvcTestResult result) {
        return String.valueOf(result.getResponse().getHeader(HttpHeaders.LOCATION));
    }
}
