package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.gongkai.content.document.Districts;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.pack.Pack;
import org.gongkai.content.pack.Packs;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.site.SiteContents;
import org.gongkai.content.site.SiteRevisions;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The office makes a pack by one click, and brings in what the city wrote into its sheet. */
class PackPagesIT extends Browsing {
    private static final String PAGE = "/workbench/packs";

    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private Districts districts;
    @Autowired private Packs packs;
    @Autowired private SiteRevisions site;

    private Districts.District district = Districts.NONE;
    private Actor office = Districts.NONE.editor();
    private MockHttpSession making = new MockHttpSession();

    @BeforeEach
    void aSiteAndSomebodyOfTheOffice() {
        district = districts.found();
        Proposal words =
                site.propose(
                        people.person(Role.OFFICE_REVIEWER),
                        SiteContents.of(district.section(), district.unit(), null));
        site.approve(people.person(Role.PUBLISHER), words.id(), words.digest());
        site.approve(people.person(Role.MUNICIPAL_REVIEWER), words.id(), words.digest());
        office = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        making = session(office);
    }

    @Test
    void aPackIsMadeTakenAwayFilledInLookedAtAndTaken() throws IOException {
        Documents.Written text = atThePreReview("返校安排");
        atThePreReview("没有填写的一件");
        assertThat(text(get(making, "/workbench"))).contains("href=\"" + PAGE + "\"");
        assertThat(text(get(making, PAGE))).contains("市级预审环节的全部稿件").doesNotContain("??");

        MvcTestResult made = http.post().uri(PAGE).session(making).with(csrf()).exchange();
        assertThat(made).hasStatus(302);
        String page = String.valueOf(made.getResponse().getRedirectedUrl());
        Pack pack = packs.newest(office).getFirst();
        assertThat(page).endsWith(pack.id().toString());
        assertThat(text(get(making, page))).contains("返校安排", "导入预审意见", "未导入").doesNotContain("??");
        MvcTestResult file = get(making, page + "/pack.zip");
        assertThat(file.getResponse().getHeader("Content-Disposition")).contains("filename*=UTF-8");

        byte[] filled = filled(file.getResponse().getContentAsByteArray(), pack, text);
        Document preview = Jsoup.parse(text(upload(page, filled)));
        assertThat(preview.text()).contains("可以记入 1 件", "没有填写，不作处理").doesNotContain("??");
        assertThat(state(text)).isEqualTo(EditionState.IN_REVIEW);

        MvcTestResult taken =
                http.post()
                        .uri(page + "/verdicts/take")
                        .session(making)
                        .with(csrf())
                        .param("sheet", preview.select("input[name=sheet]").attr("value"))
                        .param("name", preview.select("input[name=name]").attr("value"))
                        .exchange();
        assertThat(text(taken)).contains("已记入 1 件").doesNotContain("??");
        assertThat(state(text)).isEqualTo(EditionState.APPROVED);
        assertThat(text(upload(page, filled))).contains("不能重复导入");
        assertThat(text(get(making, "/workbench/review-links?pack=" + pack.id()))).contains("送审包第");
    }

    @Test
    void aFileThatIsNoSheetIsRefusedInChinese() {
        atThePreReview("返校安排");
        Pack pack = packs.make(office, null);

        MvcTestResult refused = upload(PAGE + "/" + pack.id(), new byte[] {1, 2, 3});

        assertThat(refused).hasStatus(422);
        assertThat(text(refused)).contains("这个文件读不出来，请另存为 xlsx").doesNotContain("??");
    }

    @Test
    void anEditorHasNoPacks() {
        MockHttpSession writing = session(people.person(Role.EDITOR, district.unit(), PASSWORD));

        assertThat(get(writing, PAGE)).hasStatus(403);
        assertThat(text(get(writing, "/workbench"))).doesNotContain("href=\"" + PAGE + "\"");
    }

    @Test
    void theDocumentPageOffersTheForms() {
        Documents.Written text = atThePreReview("返校安排");

        assertThat(text(get(making, "/workbench/documents/" + text.document())))
                .contains("三审三校表", "保密审批表", "/papers/three-reviews.docx");
        MvcTestResult paper =
                get(making, "/workbench/documents/" + text.document() + "/papers/secrecy.docx");
        assertThat(paper).hasStatusOk();
        assertThat(paper.getResponse().getHeader("Content-Disposition")).contains("attachment");
    }

    private MvcTestResult upload(String page, byte[] file) {
        return http.post()
                .uri(page + "/verdicts")
                .multipart()
                .file(new MockMultipartFile("file", "预审意见表.xlsx", null, file))
                .param("name", "王科长")
                .session(making)
                .with(csrf())
                .exchange();
    }

    /** Approves one item, and leaves the others open. */
    private static byte[] filled(byte[] zip, Pack pack, Documents.Written text) throws IOException {
        int number =
                pack.items().stream()
                        .filter(item -> item.document().equals(text.document()))
                        .findFirst()
                        .orElseThrow()
                        .number();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                if (each.getName().equals("预审意见表.xlsx")) {
                    return filled(in.readAllBytes(), number);
                }
            }
        }
        throw new AssertionError("no sheet in the pack");
    }

    private static byte[] filled(byte[] empty, int number) throws IOException {
        try (Workbook book = WorkbookFactory.create(new ByteArrayInputStream(empty));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = book.getSheetAt(0);
            sheet.getRow(2 + number).getCell(4).setCellValue("通过");
            book.write(out);
            return out.toByteArray();
        }
    }

    private EditionState state(Documents.Written text) {
        return queries.view(district.editor(), text.document()).summary().state();
    }

    private Documents.Written atThePreReview(String title) {
        Documents.Written draft =
                documents.create(district.editor(), district.article(title, "<p>正文</p>"));
        Documents.Written text = documents.submit(district.editor(), draft.document(), null);
        documents.approve(district.unitReviewer(), text.document(), text.digest(), "");
        documents.approve(district.officeReviewer(), text.document(), text.digest(), "");
        return text;
    }
}
