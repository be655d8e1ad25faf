package org.gongkai.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.gongkai.content.audit.AuditEntry;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.publisher.output.LiveTree;
import org.gongkai.publisher.output.Manifest;
import org.gongkai.publisher.output.SiteTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;

/** What is withdrawn for privacy is nowhere any more, through real releases. */
class ErasureIT {
    /** Stands in everything that has to go, and in nothing that stays. */
    private static final String MARK = "zq7xk9wv";

    @TempDir Path home;

    @Test
    void nothingThatIsKeptHoldsAnyOfItAnyMore() throws IOException {
        try (District district = District.openWithSearch(home)) {
            String shared = asset(district, "共用附件.txt", "两篇都用的附件".getBytes(StandardCharsets.UTF_8));
            String own =
                    asset(
                            district,
                            MARK + "名单.txt",
                            (MARK + "王小明").getBytes(StandardCharsets.UTF_8));
            String picture = asset(district, MARK + "照片.png", picture());
            String other = document(district, "另一篇", List.of(attachment(shared, "共用")));
            String id =
                    document(
                            district,
                            MARK + "补贴名单",
                            List.of(
                                    attachment(shared, "共用"),
                                    attachment(own, MARK + "附件说明"),
                                    use(picture, "LEAD", MARK + "照片说明")));
            district.editor()
                    .put(
                            "/api/v1/assets/" + picture + "/about?unit=sfj",
                            Map.of(
                                    "alt", MARK + "的照片",
                                    "source", MARK + "提供",
                                    "rights", "LICENSED",
                                    "rightsNote", MARK + "同意"),
                            "If-Match",
                            "*");
            String imported = imported(district);
            String set = district.set("政策与解读：" + MARK, id);
            returned(district, id);
            Path pack = packed(district, id);
            Objects.requireNonNull(district.staff.reviewers().get("city.a"))
                    .post(
                            "/api/v1/documents/" + id + "/approve",
                            Map.of("digest", summary(district, id).get("digest").asString()));
            List.of(other, imported).forEach(district::approve);
            assertThat(district.release()).isEqualTo(3);
            List<byte[]> renditions = renditions(district, id);
            assertThat(renditions).isNotEmpty();
            String firstDigest = summary(district, id).get("digest").asString();
            district.rewrite(id, MARK + "第二版"); // a next edition is being written
            assertThat(Traces.inTables(district.owner(), MARK))
                    .contains(
                            "gongkai.edition",
                            "gongkai.revision",
                            "gongkai.approval",
                            "gongkai.audit_words");
            found(district, MARK, 2);

            district.withdraw(id, Map.of("reason", "PRIVACY"));
            district.withdraw(imported, Map.of("reason", "PRIVACY"));
            Manifest shown = shown(district);
            String another = district.page(other);
            erased(district, 2, "DONE");

            assertThat(pack).doesNotExist();
            assertThat(Traces.inTables(district.owner(), MARK)).isEmpty();
            assertThat(Traces.inFiles(home, MARK.getBytes(StandardCharsets.UTF_8))).isEmpty();
            for (byte[] rendition : renditions) {
                assertThat(Traces.inFiles(home, rendition)).isEmpty();
            }

            assertThat(district.status(id)).isEqualTo(410);
            assertThat(asset(district, other)).contains("两篇都用的附件");
            assertThat(district.page(other)).isEqualTo(another);
            assertThat(shown(district)).isEqualTo(shown);
            siteIsWhole(district);
            chainsHold(district);
            found(district, MARK, 0);

            JsonNode view = district.editor().get("/api/v1/documents/" + id);
            assertThat(view.get("erased").asBoolean()).isTrue();
            assertThat(
                            district.owner()
                                    .sql(
                                            """
                                    select a.stage || ' ' || a.verdict || ' ' || p.account from approval a
                                        join edition e on e.id = a.edition_id join person p on p.id = a.person_id
                                    where e.document_id = :id::uuid and encode(a.digest, 'hex') = :digest order by a.id
                                    """)
                                    .param("id", id)
                                    .param("digest", firstDigest)
                                    .query(String.class)
                                    .list())
                    .contains(
                            "UNIT_REVIEW APPROVE reviewer.sfj",
                            "OFFICE_REVIEW APPROVE office.a",
                            "MUNICIPAL_PRE_REVIEW APPROVE city.a");
            JsonNode erasure = erasures(district).get(0);
            assertThat(
                            Stream.of("state", "withdrawnBy")
                                    .map(member -> erasure.get(member).asString()))
                    .containsExactly("DONE", "office.a");
            assertThat(erasures(district).findValues("revisions").toString()).contains(firstDigest);
            assertThat(erasures(district).findValues("assets").toString())
                    .contains(own, picture)
                    .doesNotContain(shared);
            assertThat(
                            district.editor()
                                    .get("/api/v1/documents/" + id + "/history")
                                    .findValuesAsString("action"))
                    .contains("withdrawn", "removed", "discarded")
                    .endsWith("erased", "erased from releases", "erased everywhere");
            assertThat(district.office().get("/api/v1/release-sets/" + set).get("name").asString())
                    .isEqualTo("（涉及个人信息，已清除）");

            assertThat(importing(district).statusCode()).isEqualTo(422);
            HttpResponse<String> changes = district.reader.page("/api/delivery/v1/changes?since=1");
            assertThat(changes.statusCode()).as(changes.body()).isEqualTo(410);
            String next = district.approvedArticle("清除之后的一篇");
            assertThat(district.release()).isEqualTo(1);
            assertThat(district.status(next)).isEqualTo(200);
            siteIsWhole(district);
        }
    }

    @Test
    void whatAKilledProcessLeftIsErasedByTheNextOne() throws IOException {
        District district = District.open(home);
        try {
            String id = document(district, MARK + "名单", List.of());
            district.approve(id);
            district.release();
            long release =
                    district.jdbc
                            .sql("select number from release where state = 'ACTIVE'")
                            .query(Long.class)
                            .single();
            Path pack = home.resolve("releases/%08d".formatted(release));
            Path begun = pack.resolve("objects.erasing");
            Files.createDirectory(begun); // here the first attempt ends

            district.withdraw(id, Map.of("reason", "PRIVACY"));
            erased(district, 1, "RECORDS");
            assertThat(Traces.inTables(district.owner(), MARK)).isEmpty();
            assertThat(Traces.inFiles(pack, MARK.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
            district.close();
            Files.delete(begun);
            String digest =
                    district.owner()
                            .sql(
                                    "select encode(digest, 'hex') from revision where canonical is null")
                            .query(String.class)
                            .single();
            Files.writeString(
                    begun, digest + "\n"); // noted, and the process killed before the first byte

            district = district.startedAgain();
            erased(district, 1, "RELEASES");
            assertThat(Traces.inFiles(home, MARK.getBytes(StandardCharsets.UTF_8))).isEmpty();
            assertThat(begun).doesNotExist();
            chainsHold(district);
            district.close();

            district = district.startedAgain();
            assertThat(district.status(id)).isEqualTo(410);
            assertThat(district.release()).as("nothing is left to release").isZero();
            siteIsWhole(district);
        } finally {
            district.close();
        }
    }

    @Test
    void whatIsBeingErasedRestsAndNobodyElseHearsOfErasures() {
        try (District district = District.open(home)) {
            String id = district.approvedArticle("撤下的一篇");
            district.release();
            // No release comes after this withdrawal, so it waits to be erased.
            district.owner()
                    .sql(
                            """
                            update edition set state = 'WITHDRAWN', withdrawal_reason = 'PRIVACY', withdrawn_at = now()
                            where document_id = :id::uuid
                            """)
                    .param("id", id)
                    .update();

            assertThat(redrafted(district, id).statusCode()).isEqualTo(409);
            assertThat(erasures(district).get(0).get("state").asString()).isEqualTo("WAITING");
            assertThat(district.editor().page("/api/v1/erasures").statusCode()).isEqualTo(403);
            assertThat(district.reader.page("/api/v1/erasures").statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> redrafted(District district, String id) {
        HttpResponse<String> read = district.editor().page("/api/v1/documents/" + id);
        return district.editor()
                .tryPut(
                        "/api/v1/documents/" + id + "/draft",
                        Map.of("title", "又一版", "body", "<p>又一版。</p>"),
                        read.headers().firstValue("ETag").orElseThrow());
    }

    private static String document(District district, String title, List<?> assets) {
        Map<String, Object> draft =
                Map.of(
                        "title",
                        title,
                        "body",
                        "<p>" + title + "的正文。</p>",
                        "fields",
                        Map.of("summary", title + "的摘要"),
                        "tags",
                        List.of("名单"),
                        "assets",
                        assets);
        return district.editor()
                .post(
                        "/api/v1/documents",
                        Map.of("kind", "article", "section", "news", "unit", "sfj", "draft", draft))
                .get("id")
                .asString();
    }

    private static Map<String, Object> attachment(String sha256, String caption) {
        return use(sha256, "ATTACHMENT", caption);
    }

    private static Map<String, Object> use(String sha256, String role, String words) {
        return new HashMap<>(
                Map.of("sha256", sha256, "role", role, "alt", words, "caption", words));
    }

    private static String asset(District district, String name, byte[] bytes) {
        HttpResponse<String> answer = district.editor().upload(name, bytes, "sfj");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Api.json(answer.body()).get("sha256").asString();
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 1600; x++) {
            for (int y = 0; y < 1200; y++) {
                image.setRGB(x, y, (x * 31 + y * 17) & 0xffffff);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        bytes.writeBytes(MARK.getBytes(StandardCharsets.UTF_8)); // after the end of the picture
        return bytes.toByteArray();
    }

    private static HttpResponse<String> importing(District district) {
        return district.staff
                .operator()
                .importFile(
                        MARK + "名单.md",
                        ("# " + MARK + "导入的名单\n\n" + MARK + "张小红。\n")
                                .getBytes(StandardCharsets.UTF_8),
                        "news",
                        "sfj");
    }

    private static String imported(District district) {
        HttpResponse<String> answer = importing(district);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Api.json(answer.body()).get("document").asString();
    }

    /** The unit's reviewer sends it back with words that quote it. */
    private static void returned(District district, String id) {
        district.editor().change("/api/v1/documents/" + id + "/submit", Map.of());
        Objects.requireNonNull(district.staff.reviewers().get("reviewer.sfj"))
                .change(
                        "/api/v1/documents/" + id + "/return",
                        Map.of(
                                "digest", summary(district, id).get("digest").asString(),
                                "comment", MARK + "的地址不要写",
                                "remarks",
                                        List.of(
                                                Map.of(
                                                        "field", "title",
                                                        "quote", MARK + "补贴",
                                                        "comment", MARK + "请核对"))));
    }

    /** The file of a pack that has the document. */
    private Path packed(District district, String id) throws IOException {
        district.bringToTheCity(id);
        String digest = district.office().post("/api/v1/packs", Map.of()).get("sha256").asString();
        Path pack = home.resolve("files").resolve(digest.substring(0, 2)).resolve(digest);
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("index.html", "送审目录.docx")
                    .anyMatch(name -> name.contains(MARK));
            String index =
                    new String(
                            zip.getInputStream(zip.getEntry("index.html")).readAllBytes(),
                            StandardCharsets.UTF_8);
            assertThat(index.contains("送审目录") && index.contains("没有 PDF"))
                    .as("its index says so where there is no PDF")
                    .isEqualTo(zip.getEntry("送审目录.pdf") == null);
        }
        return pack;
    }

    private static JsonNode summary(District district, String id) {
        return district.editor().get("/api/v1/documents/" + id).get("summary");
    }

    private static JsonNode erasures(District district) {
        return district.office().get("/api/v1/erasures").get("items");
    }

    private static void erased(District district, int count, String state) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(
                        () ->
                                assertThat(erasures(district).findValuesAsString("state"))
                                        .hasSize(count)
                                        .containsOnly(state));
    }

    /** The bytes of every file that the page shows and that was derived from a picture. */
    private List<byte[]> renditions(District district, String id) throws IOException {
        List<byte[]> renditions = new ArrayList<>();
        Manifest shown = shown(district);
        for (Map.Entry<String, Manifest.Entry> entry : shown.entries().entrySet()) {
            if (entry.getValue().derived() != null) {
                renditions.add(Files.readAllBytes(home.resolve("site/current" + entry.getKey())));
            }
        }
        assertThat(district.page(id)).contains(MARK);
        return renditions;
    }

    private static Manifest shown(District district) {
        return district.bean(SiteTrees.class).current().map(LiveTree::manifest).orElseThrow();
    }

    /** Every file of the site is what the manifest says, byte for byte. */
    private void siteIsWhole(District district) throws IOException {
        for (Map.Entry<String, Manifest.Entry> entry : shown(district).entries().entrySet()) {
            String path = entry.getKey();
            Path file =
                    home.resolve(
                            "site/current"
                                    + (entry.getValue().status() == 410 ? "/.gone" : "")
                                    + path);
            assertThat(org.gongkai.publisher.Sha256.of(Files.readAllBytes(file)))
                    .as(path)
                    .isEqualTo(entry.getValue().digest());
        }
    }

    private static void chainsHold(District district) {
        Map<String, AuditEntry> last = new HashMap<>();
        district.bean(AuditLog.class)
                .each(
                        (entry, written) -> {
                            AuditEntry before = last.put(entry.chain(), entry);
                            assertThat(entry.intact()).isTrue();
                            assertThat(entry.previous())
                                    .isEqualTo(before == null ? AuditEntry.NOTHING : before.hash());
                        });
        assertThat(last).isNotEmpty();
    }

    /** The attachment of a public page. */
    private static String asset(District district, String document) {
        Matcher link =
                Pattern.compile("href=\"(/media/[^\"]+\\.txt)\"").matcher(district.page(document));
        assertThat(link.find()).isTrue();
        return district.reader.page(link.group(1)).body();
    }

    private static void found(District district, String words, int count) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            HttpResponse<String> answer =
                                    district.reader.page("/api/search?q=" + words);
                            return answer.statusCode() == 200
                                    && Api.json(answer.body()).get("total").asInt() == count;
                        });
    }
}
