package org.gongkai.content.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.AssetUse;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.TestSections;
import org.gongkai.content.media.Assets;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import javax.imageio.ImageIO;

/** The library of a unit: what it says, where its files are used, and what it removes. */
class LibraryIT extends WholeApplication {
    private static final Actor NOBODY =
            new Actor(new PersonId(new UUID(0, 0)), "nobody", "无", Set.of());

    @Autowired private Library library;
    @Autowired private LibraryQueries queries;
    @Autowired private Uses uses;
    @Autowired private Assets assets;
    @Autowired private Documents documents;
    @Autowired private TestSections sections;
    @Autowired private AuditLog audit;
    @Autowired private TransactionTemplate transactions;

    private UnitKey unit = new UnitKey("x");
    private Actor editor = NOBODY;
    private Actor office = NOBODY;

    @BeforeEach
    void aUnitWithAnEditor() {
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit);
        office = people.person(Role.OFFICE_REVIEWER);
    }

    @Test
    void whatAFileIsIsSaidOverWhatWasReadAndNothingElse() {
        Digest file = text("说明.txt");
        String address = "/api/v1/assets/" + file + "/about?unit=" + unit;
        String said =
                "{\"alt\":\" 大厅 \",\"source\":\"区融媒体中心\",\"rights\":\"LICENSED\",\"rightsNote\":\"至 2030 年\"}";

        assertThat(send(editor, HttpMethod.PUT, address, said, null)).hasStatus(428);
        MvcTestResult first = send(editor, HttpMethod.PUT, address, said, "\"0\"");
        assertThat(first).hasStatusOk();
        assertThat(first.getResponse().getHeader(HttpHeaders.ETAG)).isEqualTo("\"1\"");
        MvcTestResult late = send(editor, HttpMethod.PUT, address, said, "\"0\"");
        assertThat(late).hasStatus(409);
        assertThat(json(late).get("type").asString())
                .isEqualTo("urn:gongkai:problem:stale-version");

        JsonNode read = json(send(editor, HttpMethod.GET, address, null, null));
        assertThat(read.get("alt").asString()).isEqualTo("大厅");
        assertThat(read.get("rights").asString()).isEqualTo("LICENSED");
        assertThat(read.get("changedBy").asString()).isEqualTo(editor.name());
        assertThat(last("file described", audit.chain(AuditLog.SYSTEM)))
                .contains(file.hex())
                .contains("LICENSED")
                .doesNotContain("区融媒体中心");
        assertThat(last("file described", audit.told(AuditLog.SYSTEM))).contains("区融媒体中心");
        Actor reviewer = people.person(Role.UNIT_REVIEWER, unit);
        assertThat(send(reviewer, HttpMethod.PUT, address, said, "*")).hasStatus(403);
        assertThat(send(reviewer, HttpMethod.GET, address, null, null)).hasStatusOk();
    }

    @Test
    void whereAFileIsUsedIsSaidToThoseWhoMaySeeTheDocument() {
        Digest file = text("附件.txt");
        DocumentId document = write("开放日安排", file);

        assertThat(uses.of(editor, file, 1, 20).items())
                .singleElement()
                .satisfies(
                        use -> {
                            assertThat(use.document()).isEqualTo(document.value());
                            assertThat(use.title()).isEqualTo("开放日安排");
                            assertThat(use.state()).isEqualTo(EditionState.DRAFT);
                            assertThat(use.roles()).containsExactly("ATTACHMENT");
                            assertThat(use.current()).isTrue();
                            assertThat(use.live()).isFalse();
                        });
        assertThatThrownBy(() -> uses.of(office, file, 1, 20)).isInstanceOf(NoSuchFile.class);
        assertThat(list(office, LibraryFilter.ALL)).as("nothing was handed in").isEmpty();

        documents.submit(editor, document, null);
        assertThat(uses.of(office, file, 1, 20).items()).hasSize(1);
        assertThat(list(office, LibraryFilter.ALL)).containsExactly("附件.txt");
        Actor stranger = people.person(Role.EDITOR, people.unit());
        assertThatThrownBy(() -> list(stranger, LibraryFilter.ALL)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> uses.of(stranger, file, 1, 20)).isInstanceOf(NoSuchFile.class);

        documents.takeBack(editor, document, null);
        documents.save(editor, document, null, draft("开放日安排", List.of()));
        assertThat(uses.of(editor, file, 1, 20).items())
                .singleElement()
                .satisfies(use -> assertThat(use.current()).isFalse());
    }

    @Test
    void aLibraryIsLookedThroughByNameKindUseAndWhatIsMissing() throws IOException {
        Digest picture = assets.add(editor, unit, "大厅.png", in(picture())).sha256();
        Digest used = text("办事指南.txt");
        text("旧表.txt");
        write("办事", used);
        library.describe(editor, unit, used, null, new About("", "", Rights.OWN, ""));

        assertThat(list(editor, filter("大", null, null, false, false))).containsExactly("大厅.png");
        assertThat(list(editor, filter("", FileKind.DOCUMENT, null, false, false)))
                .containsExactlyInAnyOrder("办事指南.txt", "旧表.txt");
        assertThat(list(editor, filter("", null, LibraryFilter.InUse.USED, false, false)))
                .containsExactly("办事指南.txt");
        assertThat(list(editor, filter("", null, LibraryFilter.InUse.UNUSED, false, false)))
                .containsExactlyInAnyOrder("大厅.png", "旧表.txt");
        assertThat(list(editor, filter("", null, LibraryFilter.InUse.LIVE, false, false)))
                .isEmpty();
        assertThat(list(editor, filter("", null, null, true, false)))
                .containsExactlyInAnyOrder("大厅.png", "旧表.txt");
        assertThat(list(editor, filter("", null, null, false, true))).containsExactly("大厅.png");
        library.describe(editor, unit, picture, null, new About("大厅全景", "", Rights.UNKNOWN, ""));
        assertThat(list(editor, filter("", null, null, false, true))).isEmpty();
        assertThat(queries.list(editor, unit, LibraryFilter.ALL, LibraryOrder.NAME, 2, 2).items())
                .extracting(Item::fileName)
                .hasSize(1);
        assertThat(queries.list(editor, unit, LibraryFilter.ALL, LibraryOrder.NAME, 9, 2).total())
                .isEqualTo(3);
        JsonNode overHttp =
                json(
                        send(
                                editor,
                                HttpMethod.GET,
                                "/api/v1/assets?unit=" + unit + "&kind=PICTURE&sort=LARGEST",
                                null,
                                null));
        assertThat(overHttp.get("items").findValuesAsString("fileName")).containsExactly("大厅.png");
    }

    @Test
    void aPictureIsSeenInSmallByWhoMaySeeItAndOnlyOncePerBrowser() throws IOException {
        Digest picture = assets.add(editor, unit, "大厅.png", in(picture())).sha256();
        String address = "/api/v1/assets/" + picture + "/thumbnail";

        MvcTestResult small = send(editor, HttpMethod.GET, address, null, null);
        assertThat(small).hasStatusOk();
        BufferedImage shown = ImageIO.read(in(small.getResponse().getContentAsByteArray()));
        assertThat(shown.getWidth()).isEqualTo(360);
        assertThat(shown.getHeight()).isEqualTo(270);
        String tag = String.valueOf(small.getResponse().getHeader(HttpHeaders.ETAG));
        assertThat(
                        http.get()
                                .uri(address)
                                .header(HttpHeaders.AUTHORIZATION, people.bearer(editor))
                                .header(HttpHeaders.IF_NONE_MATCH, tag)
                                .exchange())
                .hasStatus(304);
        assertThat(send(office, HttpMethod.GET, address, null, null)).hasStatus(404);
        assertThat(
                        send(
                                editor,
                                HttpMethod.GET,
                                "/api/v1/assets/" + text("文.txt") + "/thumbnail",
                                null,
                                null))
                .hasStatus(404);
    }

    @Test
    void aFileThatARevisionUsesStaysAndAnotherGoesWithItsBytes() {
        Digest used = text("用过.txt");
        Digest unused = text("没用.txt");
        DocumentId document = write("用过一次", used);
        documents.save(editor, document, null, draft("用过一次", List.of()));
        long before = assets.room(unit).used();

        MvcTestResult refused =
                send(
                        editor,
                        HttpMethod.DELETE,
                        "/api/v1/assets/" + used + "?unit=" + unit,
                        null,
                        null);
        assertThat(refused).hasStatus(409);
        assertThat(json(refused).get("type").asString()).isEqualTo("urn:gongkai:problem:in-use");
        assertThat(json(refused).get("detail").asString()).contains("“用过.txt”", "“用过一次”");
        Actor reviewer = people.person(Role.UNIT_REVIEWER, unit);
        assertThatThrownBy(() -> library.remove(reviewer, unit, unused))
                .isInstanceOf(NotAllowed.class);
        assertThat(
                        send(
                                editor,
                                HttpMethod.DELETE,
                                "/api/v1/assets/" + unused + "?unit=" + unit,
                                null,
                                null))
                .hasStatus(204);

        assertThat(assets.find(unused)).isEmpty();
        assertThat(assets.open(unused)).as("the bytes").isEmpty();
        assertThat(assets.room(unit).used()).isLessThan(before);
        assertThat(assets.open(used)).isPresent();
        assertThat(last("file removed", audit.told(AuditLog.SYSTEM)))
                .contains("没用.txt")
                .contains(unused.hex());
    }

    @Test
    void bytesStayAsLongAsAnotherUnitHasThem() {
        byte[] bytes = fresh();
        UnitKey other = people.unit();
        Actor theirs = people.person(Role.EDITOR, other);
        Digest file = assets.add(editor, unit, "共用.txt", in(bytes)).sha256();
        assets.add(theirs, other, "共用.txt", in(bytes));

        library.remove(editor, unit, file);
        assertThat(queries.find(editor, unit, file)).isEmpty();
        assertThat(queries.find(theirs, other, file)).isPresent();
        assertThat(assets.open(file)).isPresent();

        library.remove(theirs, other, file);
        assertThat(assets.open(file)).isEmpty();
        assertThat(assets.add(editor, unit, "又来.txt", in(bytes)).sha256()).isEqualTo(file);
        assertThat(assets.open(file)).as("sent again").isPresent();
    }

    @Test
    void whoeverBeginsToUseAFileFirstKeepsIt() throws Exception {
        Digest file = text("抢着用.txt");
        CountDownLatch used = new CountDownLatch(1);
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(
                        () ->
                                transactions.executeWithoutResult(
                                        status -> {
                                            write("正在保存", file);
                                            used.countDown();
                                            waitUntilSomebodyWaits();
                                        }));
        used.await();

        assertThatThrownBy(() -> library.remove(editor, unit, file))
                .isInstanceOf(FileInUse.class)
                .hasMessageContaining("正在保存");
        writing.get();
        assertThat(assets.open(file)).isPresent();
    }

    @Test
    void whoeverComesAfterARemovalIsToldThatItIsGone() {
        Digest file = text("已删.txt");
        library.remove(editor, unit, file);

        assertThatThrownBy(() -> write("来晚了", file))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("upload it first");
        assertThatThrownBy(() -> library.remove(editor, unit, file)).isInstanceOf(NoSuchFile.class);
    }

    /** Until the removal waits for this transaction. */
    private void waitUntilSomebodyWaits() {
        while (!JdbcClient.create(DATABASE.owner())
                .sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single()) {
            Thread.onSpinWait();
        }
    }

    private static String last(String action, List<AuditEntry> chain) {
        return chain.stream()
                .filter(entry -> entry.action().equals(action))
                .reduce((before, after) -> after)
                .orElseThrow()
                .detail();
    }

    private List<String> list(Actor actor, LibraryFilter filter) {
        return queries.list(actor, unit, filter, LibraryOrder.NEWEST, 1, 50).items().stream()
                .map(Item::fileName)
                .toList();
    }

    private static LibraryFilter filter(
            String name,
            @Nullable FileKind kind,
            LibraryFilter.@Nullable InUse use,
            boolean rightsMissing,
            boolean altMissing) {
        return new LibraryFilter(name, kind, use, false, rightsMissing, altMissing);
    }

    private DocumentId write(String title, Digest file) {
        Draft.Use use = new Draft.Use(file, AssetUse.Role.ATTACHMENT, null, "", "", null, null);
        return documents
                .create(
                        editor,
                        new NewDocument(
                                "article",
                                sections.section(),
                                unit,
                                draft(title, List.of(use)),
                                null))
                .document();
    }

    private static Draft draft(String title, List<Draft.Use> files) {
        return new Draft(title, "<p>" + title + "的正文。</p>", Map.of(), List.of(), null, files);
    }

    private Digest text(String name) {
        return assets.add(editor, unit, name, in(fresh())).sha256();
    }

    private static byte[] fresh() {
        return ("一份文件 " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] picture() throws IOException {
        BufferedImage drawn = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
        drawn.setRGB(0, 0, UUID.randomUUID().hashCode());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(drawn, "png", out);
        return out.toByteArray();
    }

    private static ByteArrayInputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private MvcTestResult send(
            Actor actor,
            HttpMethod method,
            String address,
            @Nullable String body,
            @Nullable String version) {
        MockMvcRequestBuilder request =
                http.method(method)
                        .uri(address)
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(actor));
        if (body != null) {
            request = request.contentType("application/json").content(body);
        }
        if (version != null) {
            request = request.header(HttpHeaders.IF_MATCH, version);
        }
        return request.exchange();
    }

    private static JsonNode json(MvcTestResult result) {
        return JsonMapper.shared().readTree(result.getResponse().getContentAsByteArray());
    }
}
