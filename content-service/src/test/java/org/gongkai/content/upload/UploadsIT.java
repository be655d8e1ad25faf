package org.gongkai.content.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The rules of tus 1.0, and ours, request by request. */
class UploadsIT extends WholeApplication {
    private static final byte[] TEXT = "政务公开，一个字节也不少。".getBytes(StandardCharsets.UTF_8);

    @Autowired private JdbcClient jdbc;
    @Autowired private UploadUpkeep upkeep;
    @Autowired private UploadFiles files;
    @Autowired private AuditLog audit;

    private final Map<PersonId, String> bearers = new HashMap<>();
    private UnitKey unit;
    private Actor editor;

    @BeforeEach
    void unitWithAnEditor() {
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
    }

    @Test
    void aFileArrivesInPiecesAndIsInTheLibraryAfterTheLast() {
        byte[] text = fresh();
        String upload = created(text.length, "说明.txt");
        assertThat(patch(upload, 0, Arrays.copyOfRange(text, 0, 10)))
                .hasStatus(204)
                .containsHeader("Upload-Expires")
                .hasHeader("Upload-Offset", "10");

        assertThat(request(HttpMethod.HEAD, upload).exchange())
                .hasStatus(200)
                .hasHeader("Upload-Offset", "10")
                .hasHeader("Upload-Length", Integer.toString(text.length))
                .hasHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        assertThat(patch(upload, 10, Arrays.copyOfRange(text, 10, text.length)))
                .hasStatus(204)
                .hasHeader("Gongkai-Upload-State", "FINISHED")
                .hasHeader("Gongkai-Asset", Digest.of(text).hex());

        assertThat(get("/api/v1/assets/" + Digest.of(text))).hasStatusOk().body().isEqualTo(text);
        assertThat(get(upload))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.asset")
                .isEqualTo(Digest.of(text).hex());
        assertThat(audit.told(AuditLog.SYSTEM).getLast().detail()).contains("说明.txt");
        assertThat(bytesOnDisk(upload)).doesNotExist();
    }

    @Test
    void theFirstBytesMayComeWithTheCreation() {
        byte[] text = fresh();

        assertThat(
                        create(text.length, "a.txt", unit, editor)
                                .contentType("application/offset+octet-stream")
                                .content(text)
                                .exchange())
                .hasStatus(201)
                .containsHeader(HttpHeaders.LOCATION)
                .hasHeader("Gongkai-Asset", Digest.of(text).hex());
    }

    @Test
    void bytesAtAnotherPlaceOrOfAnotherSumAreNotTaken() throws NoSuchAlgorithmException {
        byte[] text = fresh();
        String upload = created(text.length, "a.txt");

        assertThat(patch(upload, 5, text)).hasStatus(409);
        assertThat(patchWithSum(upload, text, "sha1 " + sum("SHA-1", TEXT))).hasStatus(460);
        assertThat(patchWithSum(upload, text, "crc32 AAAA")).hasStatus(400);
        assertThat(request(HttpMethod.HEAD, upload).exchange()).hasHeader("Upload-Offset", "0");
        assertThat(patchWithSum(upload, text, "sha1 " + sum("SHA-1", text)))
                .hasStatus(204)
                .hasHeader("Gongkai-Upload-State", "FINISHED");
    }

    @Test
    void moreBytesThanWereAnnouncedAreNotTaken() {
        String upload = created(3, "a.txt");

        assertThat(patch(upload, 0, TEXT)).hasStatus(413);
        assertThat(request(HttpMethod.HEAD, upload).exchange()).hasHeader("Upload-Offset", "0");
    }

    @Test
    void onlyTheVersionThatIsSpokenHere() {
        assertThat(
                        http.method(HttpMethod.OPTIONS)
                                .uri("/api/v1/uploads")
                                .header(HttpHeaders.AUTHORIZATION, bearer(editor))
                                .exchange())
                .hasStatus(204)
                .hasHeader("Tus-Version", "1.0.0")
                .hasHeader("Tus-Max-Size", Long.toString(512L << 20));
        assertThat(
                        http.post()
                                .uri("/api/v1/uploads")
                                .header(HttpHeaders.AUTHORIZATION, bearer(editor))
                                .header("Upload-Length", "1")
                                .header("Tus-Resumable", "0.2.2")
                                .exchange())
                .hasStatus(412)
                .hasHeader("Tus-Version", "1.0.0");
    }

    @Test
    void whatAFileIsAgainstItsNameIsSaidAfterItsLastByteAndNothingStays() {
        String upload = created(TEXT.length, "照片.jpg");

        assertThat(patch(upload, 0, TEXT))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.reason")
                .isEqualTo("mismatch");
        assertThat(get(upload)).bodyJson().extractingPath("$.state").isEqualTo("REFUSED");
        assertThat(get(upload))
                .bodyJson()
                .extractingPath("$.refusal")
                .asString()
                .contains("照片.jpg", "text/plain");
        assertThat(bytesOnDisk(upload)).doesNotExist();
        assertThat(patch(upload, TEXT.length, new byte[0])).hasStatus(409);
    }

    @Test
    void whatCannotFitIsRefusedBeforeItsFirstByte() {
        assertThat(create(513L << 20, "视频.mp4", unit, editor).exchange())
                .hasStatus(413)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("视频.mp4", "512 MB", "gongkai.media.largest");
        for (int i = 0; i < 40; i++) {
            created(512L << 20, i + ".mp4");
        }
        assertThat(create(1, "多一个.txt", unit, editor).exchange())
                .hasStatus(413)
                .bodyJson()
                .extractingPath("$.reason")
                .isEqualTo("quota");
    }

    @Test
    void anUploadIsItsOwnersAndItsUnitsEditorsOnly() {
        String upload = created(TEXT.length, "a.txt");
        Actor colleague = people.person(Role.EDITOR, unit);
        Actor reviewer = people.person(Role.UNIT_REVIEWER, unit);

        for (HttpMethod method :
                new HttpMethod[] {HttpMethod.HEAD, HttpMethod.GET, HttpMethod.DELETE}) {
            assertThat(request(method, upload, colleague).exchange()).hasStatus(404);
        }
        assertThat(patch(upload, 0, TEXT, colleague)).hasStatus(404);
        assertThat(create(1, "a.txt", unit, reviewer).exchange()).hasStatus(403);
        assertThat(create(1, "a.txt", people.unit(), editor).exchange()).hasStatus(403);
        assertThat(http.method(HttpMethod.HEAD).uri(upload).exchange()).hasStatus(401);
    }

    @Test
    void aSessionNeedsTheTokenAgainstForgery() {
        MockMvcRequestBuilder withSession =
                http.post()
                        .uri("/api/v1/uploads")
                        .with(SecurityMockMvcRequestPostProcessors.user("somebody"))
                        .header("Upload-Length", "1");

        assertThat(withSession.exchange()).hasStatus(403);
    }

    @Test
    void anEndedUploadIsGone() {
        String upload = created(TEXT.length, "a.txt");
        patch(upload, 0, Arrays.copyOf(TEXT, 5));

        assertThat(request(HttpMethod.DELETE, upload).exchange()).hasStatus(204);

        assertThat(request(HttpMethod.HEAD, upload).exchange()).hasStatus(404);
        assertThat(bytesOnDisk(upload)).doesNotExist();
    }

    @Test
    void theSweepFindsWhatExpiredWhatLostItsBytesAndWhatBelongsToNobody() throws IOException {
        String expired = created(TEXT.length, "a.txt");
        patch(expired, 0, Arrays.copyOf(TEXT, 5));
        jdbc.sql("update upload set expires_at = now() - interval '1 minute' where id = :id")
                .param("id", id(expired).value())
                .update();
        String lost = created(TEXT.length, "a.txt");
        patch(lost, 0, Arrays.copyOf(TEXT, 5));
        Files.delete(bytesOnDisk(lost));
        Path orphan = Files.write(files.path(new UploadId(UUID.randomUUID())), TEXT);
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        String kept = created(TEXT.length, "a.txt");
        patch(kept, 0, Arrays.copyOf(TEXT, 5));
        Files.setLastModifiedTime(
                bytesOnDisk(kept), FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        upkeep.sweep();

        assertThat(request(HttpMethod.HEAD, expired).exchange()).hasStatus(404);
        assertThat(request(HttpMethod.HEAD, lost).exchange()).hasStatus(404);
        assertThat(orphan).doesNotExist();
        assertThat(bytesOnDisk(expired)).doesNotExist();
        assertThat(request(HttpMethod.HEAD, kept).exchange()).hasHeader("Upload-Offset", "5");
    }

    @Test
    void whatACrashInterruptedBehindTheLastByteIsFinishedByTheUpkeep() throws IOException {
        byte[] text = fresh();
        String upload = created(text.length, "a.txt");
        Files.write(bytesOnDisk(upload), text);
        jdbc.sql("update upload set received = bytes where id = :id")
                .param("id", id(upload).value())
                .update();

        upkeep.look();

        assertThat(get(upload)).bodyJson().extractingPath("$.state").isEqualTo("FINISHED");
        assertThat(get("/api/v1/assets/" + Digest.of(text))).hasStatusOk();
    }

    @Test
    void bytesThatWereWrittenButNeverAcknowledgedAreOverwritten() throws IOException {
        byte[] text = fresh();
        String upload = created(text.length, "a.txt");
        Files.write(
                bytesOnDisk(upload), "left by a killed process".getBytes(StandardCharsets.UTF_8));

        assertThat(request(HttpMethod.HEAD, upload).exchange()).hasHeader("Upload-Offset", "0");
        assertThat(patch(upload, 0, text)).hasHeader("Gongkai-Asset", Digest.of(text).hex());
    }

    @Test
    void theSameBytesAreStoredOnceForAllUnits() throws IOException {
        byte[] text = fresh();
        for (int i = 0; i < 2; i++) {
            unitWithAnEditor();
            patch(created(text.length, i + ".txt"), 0, text);
        }

        try (Stream<Path> stored = Files.walk(HOME.resolve("files"))) {
            assertThat(stored.filter(file -> file.endsWith(Digest.of(text).hex()))).hasSize(1);
        }
    }

    private byte[] fresh() {
        return ("政务公开，一个字节也不少。" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }

    private String created(long length, String name) {
        MvcTestResult result = create(length, name, unit, editor).exchange();
        assertThat(result).hasStatus(201);
        return String.valueOf(result.getResponse().getHeader(HttpHeaders.LOCATION));
    }

    private MockMvcRequestBuilder create(long length, String name, UnitKey of, Actor actor) {
        return http.post()
                .uri("/api/v1/uploads")
                .header(HttpHeaders.AUTHORIZATION, bearer(actor))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Metadata", UploadMetadata.write(name, of.value()));
    }

    private MvcTestResult patch(String upload, long offset, byte[] bytes) {
        return patch(upload, offset, bytes, editor);
    }

    private MvcTestResult patch(String upload, long offset, byte[] bytes, Actor actor) {
        return request(HttpMethod.PATCH, upload, actor)
                .header("Upload-Offset", Long.toString(offset))
                .contentType("application/offset+octet-stream")
                .content(bytes)
                .exchange();
    }

    private MvcTestResult patchWithSum(String upload, byte[] bytes, String sum) {
        return request(HttpMethod.PATCH, upload)
                .header("Upload-Offset", "0")
                .header("Upload-Checksum", sum)
                .contentType("application/offset+octet-stream")
                .content(bytes)
                .exchange();
    }

    private MvcTestResult get(String path) {
        return request(HttpMethod.GET, path).exchange();
    }

    private MockMvcRequestBuilder request(HttpMethod method, String path) {
        return request(method, path, editor);
    }

    private MockMvcRequestBuilder request(HttpMethod method, String path, Actor actor) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer(actor))
                .header("Tus-Resumable", "1.0.0");
    }

    private String bearer(Actor actor) {
        return bearers.computeIfAbsent(actor.id(), id -> people.bearer(actor));
    }

    private Path bytesOnDisk(String upload) {
        return files.path(id(upload));
    }

    private static UploadId id(String upload) {
        return new UploadId(UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1)));
    }

    private static String sum(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
