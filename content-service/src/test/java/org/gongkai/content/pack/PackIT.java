package org.gongkai.content.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Revisions;
import org.gongkai.content.kind.Kinds;
import org.gongkai.content.paper.TestPapers;
import org.gongkai.content.papertrail.Checks;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Units;
import org.gongkai.content.publishing.DraftPages;
import org.gongkai.content.site.SiteRevisions;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.UriUtils;
import org.thymeleaf.spring6.SpringTemplateEngine;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A pack is a whole that opens without a server, and says exactly what a verdict is bound to. */
class PackIT extends PackApplication {
    @TempDir Path directory;
    @Autowired private PackRows rows;
    @Autowired private Revisions revisions;
    @Autowired private DraftPages pages;
    @Autowired private Checks checks;
    @Autowired private Units units;
    @Autowired private Kinds kinds;
    @Autowired private SiteRevisions site;
    @Autowired private SpringTemplateEngine templates;

    @Test
    void everyLinkLeadsToAFileOfThePackOrToAnotherSite() {
        Documents.Written policy =
                waiting(
                        "关于“滨海路”改造的意见: 征求? <稿>",
                        "<p>见<a href=\"https://www.gov.cn/\">国务院</a>。</p>",
                        List.of(picture("现场 100%.png"), attachment("意见 汇总#1.txt", "汇总表")));
        waiting(
                "采纳情况",
                "<p>见<a href=\"document:%s\">征求意见稿</a>。</p>".formatted(policy.document()),
                List.of());

        Map<String, byte[]> files = files(packs.make(maker(), campaign));

        List<String> pages =
                files.keySet().stream().filter(name -> name.endsWith(".html")).toList();
        assertThat(pages).hasSize(3);
        List<String> broken = new ArrayList<>();
        for (String page : pages) {
            for (String link : links(text(files, page))) {
                if (!link.startsWith("https://www.gov.cn/")
                        && !link.startsWith("#")
                        && !link.startsWith("data:")
                        && !files.containsKey(resolved(page, link))) {
                    broken.add(page + " → " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
        for (String sheet :
                files.keySet().stream().filter(name -> name.endsWith(".css")).toList()) {
            Pattern.compile("url\\(\"?([^\")]+)\"?\\)")
                    .matcher(text(files, sheet))
                    .results()
                    .map(found -> found.group(1))
                    .filter(address -> !address.startsWith("data:"))
                    .forEach(address -> assertThat(files).containsKey(resolved(sheet, address)));
        }
        assertThat(pages).noneMatch(page -> text(files, page).contains("<script"));
        assertThat(text(files, pages.get(1))).contains("送审稿，不是公开页面");
    }

    @Test
    void theDigestsAreThoseOfTheBytesAndOfTheApprovals() {
        Documents.Written text =
                waiting("听取意见情况", "<p>正文</p>", List.of(attachment("汇总.txt", "汇总表")));
        Pack pack = packs.make(maker(), campaign);
        byte[] zip = bytes(packs.open(maker(), pack.id()));
        Map<String, byte[]> files = files(zip);

        assertThat(pack.sha256()).isEqualTo(Digest.of(zip));
        assertThat(pack.items())
                .singleElement()
                .returns(text.digest(), Pack.Item::digest)
                .returns(text.document(), Pack.Item::document);
        assertThat(Digest.of(file(files, "稿件/1 听取意见情况/内容.json"))).isEqualTo(text.digest());
        assertThat(new String(file(files, "稿件/1 听取意见情况/附件/汇总.txt"), StandardCharsets.UTF_8))
                .isEqualTo("汇总表");
        List<String> sums = text(files, "SHA256SUMS.txt").lines().toList();
        assertThat(sums).hasSize(files.size() - 1);
        for (String line : sums) {
            assertThat(Digest.of(file(files, line.substring(66))).hex())
                    .as(line)
                    .isEqualTo(line.substring(0, 64));
        }
        assertThat(text(files, "index.html"))
                .contains(text.digest().hex(), "听取意见情况", "送审包第", pack.id().toString())
                .doesNotContain("??");
    }

    @Test
    void theListsNameEachItemAndTheSheetAsksForEach() {
        Documents.Written first = waiting("甲件");
        Documents.Written second = waiting("乙件");
        Pack pack = packs.make(maker(), campaign);
        Map<String, byte[]> files = files(pack);

        assertThat(TestPapers.rows(file(files, "送审目录.docx")))
                .anyMatch(row -> row.startsWith("1|甲件|") && row.contains(half(first)))
                .anyMatch(row -> row.startsWith("2|乙件|") && row.contains(half(second)));
        assertThat(TestPapers.rows(file(files, "送审表.docx")))
                .anyMatch(row -> row.contains("甲件") && row.contains("□通过　□退回"))
                .anyMatch(row -> row.contains("签字（盖章）"));
        VerdictSheet sheet = read(file(files, "预审意见表.xlsx"));
        assertThat(sheet.pack()).isEqualTo(pack.id().toString());
        assertThat(sheet.rows())
                .extracting(VerdictSheet.Line::digest)
                .containsExactly(first.digest().hex(), second.digest().hex());
    }

    @Test
    void theListsCanBePrinted() {
        TestPapers.requireSoffice();
        waiting("滨海路改造工程");

        Map<String, byte[]> files = files(packs.make(maker(), campaign));

        // It is made where LibreOffice is not off.
        assertThat(files).doesNotContainKey("送审目录.pdf");
        assertThat(text(files, "index.html")).contains("这个送审包没有 PDF");
        assertThat(TestPapers.text(TestPapers.pdf(file(files, "送审目录.docx"))))
                .contains("送审目录", "滨海路改造工程");
        assertThat(TestPapers.text(TestPapers.pdf(file(files, "送审表.docx"))))
                .contains("通过", "签字（盖章）");
    }

    @Test
    void aLibreOfficeThatFailsKeepsNoPackBack() throws IOException {
        waiting("甲件");
        Pack pack = packs.make(maker(), campaign);
        PackWriter writer =
                new PackWriter(
                        revisions,
                        pages,
                        checks,
                        assets,
                        TestPapers.failing(directory),
                        units,
                        kinds,
                        site,
                        templates,
                        clock);
        Path file = directory.resolve("pack.zip");

        assertThat(writer.write(pack, null, file)).as("with PDF").isFalse();

        assertThat(files(Files.readAllBytes(file)))
                .containsKeys("送审目录.docx", "送审表.docx", "index.html")
                .doesNotContainKey("送审目录.pdf");
        assertThat(pack.pdf()).isFalse();
    }

    @Test
    void whatWasErasedMeanwhileGoesIntoNoPack() {
        Documents.Written text = waiting("要清除的一件");
        Pack pack = packs.make(maker(), campaign);
        documents.approve(desk().city(), text.document(), text.digest(), "");
        owner.sql("alter table gongkai.revision disable trigger user").update();
        owner.sql(
                        "update gongkai.revision set canonical = null, erased_at = now() where"
                                + " digest = :digest")
                .param("digest", text.digest().bytes())
                .update();
        owner.sql("alter table gongkai.revision enable trigger user").update();
        Pack begun =
                new Pack(
                        UUID.randomUUID(),
                        rows.nextNumber(),
                        campaign,
                        pack.madeBy(),
                        pack.madeAt(),
                        false,
                        pack.bytes(),
                        pack.sha256(),
                        pack.items());

        assertThatThrownBy(() -> rows.insert(begun, maker()))
                .isInstanceOfSatisfying(
                        PackRefused.class,
                        e -> assertThat(e.why()).isEqualTo(PackRefused.Why.ERASED));
    }

    @Test
    void namesAreChineseAndThoseThatEverySystemTakes() {
        waiting(
                "报告：上/下 \"半年\"? .",
                "<p>正文</p>",
                List.of(attachment("con.txt", "a"), attachment("图:1.txt", "b")));

        Map<String, byte[]> files = files(packs.make(maker(), campaign));

        assertThat(files).containsKeys("送审目录.docx", "稿件/1 报告：上_下 _半年__/index.html");
        assertThat(files.keySet())
                .allSatisfy(
                        name -> {
                            assertThat(name).doesNotMatch(".*[<>:\"\\\\|?*\\p{Cntrl}].*");
                            assertThat(Path.of("x").resolve(name).normalize().startsWith("x"))
                                    .isTrue();
                            assertThat(name.split("/"))
                                    .noneMatch(part -> part.endsWith(".") || part.endsWith(" "));
                        });
    }

    @Test
    void theSamePackIsTheSameBytes() {
        waiting("甲件", "<p>正文</p>", List.of(attachment("汇总.txt", "汇总表")));
        Map<String, byte[]> first = files(packs.make(maker(), campaign));
        Map<String, byte[]> second = files(packs.make(maker(), campaign));

        // What tells one pack from another is its number and its id, which a few files name.
        assertThat(first.keySet()).isEqualTo(second.keySet());
        assertThat(
                        first.keySet().stream()
                                .filter(name -> !Arrays.equals(first.get(name), second.get(name))))
                .allMatch(name -> name.matches("index.html|送审.*|预审意见表.xlsx|SHA256SUMS.txt"));
    }

    @Test
    void onlyWhatWaitsInTheCampaignIsInIt() {
        waiting("本活动");
        create(desk(), section, "草稿");
        Documents.Written passed = waiting("已通过");
        documents.approve(desk().city(), passed.document(), passed.digest(), "");
        String here = section;
        section = section(campaign());
        waiting("别的活动");
        section = here;

        assertThat(packs.make(maker(), campaign).items()).hasSize(1);
        assertThat(packs.make(maker(), null).items()).hasSizeGreaterThan(1);
        assertThatThrownBy(() -> packs.make(maker(), campaign()))
                .isInstanceOfSatisfying(
                        PackRefused.class,
                        e -> assertThat(e.why()).isEqualTo(PackRefused.Why.NOTHING));
    }

    @Test
    void theOfficeMakesItAndOthersReadItOrDoNotKnowOfIt() {
        waiting("甲件");
        Actor supervisor = people.person(Role.SUPERVISOR);

        assertThatThrownBy(() -> packs.make(supervisor, campaign)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> packs.newest(desk().editor())).isInstanceOf(NotAllowed.class);
        MvcTestResult made =
                http.post()
                        .uri("/api/v1/packs")
                        .header(HttpHeaders.AUTHORIZATION, people.bearer(maker()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"campaign\": \"%s\"}".formatted(campaign))
                        .exchange();
        assertThat(made).hasStatus(201);
        Pack pack = packs.newest(supervisor).getFirst();
        assertThat(get(supervisor, pack)).hasStatusOk().hasContentType("application/zip");
        assertThat(get(desk().editor(), pack)).hasStatus(403);
        assertThat(
                        owner.sql(
                                        "select count(*) from gongkai.audit_entry where action ="
                                                + " 'pack-made' and detail::json ->> 'pack' = :id")
                                .param("id", pack.id().toString())
                                .query(Long.class)
                                .single())
                .isOne();
    }

    @Test
    void theSweepOfUnusedFilesLeavesIt() throws Exception {
        waiting("甲件");
        Pack pack = packs.make(maker(), campaign);
        clock.set("2020-05-27T09:00");

        assets.sweep();

        assertThat(files(pack)).containsKey("index.html");
    }

    private MvcTestResult get(Actor by, Pack pack) {
        return http.get()
                .uri("/api/v1/packs/{id}/pack.zip", pack.id())
                .header(HttpHeaders.AUTHORIZATION, people.bearer(by))
                .exchange();
    }

    private static String half(Documents.Written text) {
        return text.digest().hex().substring(0, 32);
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(file(files, name), StandardCharsets.UTF_8);
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static List<String> links(String html) {
        return Jsoup.parse(html).select("[href], [src], [poster], [srcset]").stream()
                .flatMap(PackIT::addresses)
                .toList();
    }

    private static Stream<String> addresses(Element element) {
        return Stream.of("href", "src", "poster", "srcset")
                .filter(element::hasAttr)
                .map(element::attr);
    }

    /** Where a browser looks that has opened the page from a directory. */
    private static String resolved(String page, String link) {
        String base = "file:///" + UriUtils.encodePath(page, StandardCharsets.UTF_8);
        return URI.create(base).resolve(link).getPath().substring(1);
    }
}
