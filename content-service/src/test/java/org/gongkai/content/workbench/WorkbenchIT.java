package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.document.DocumentFilter;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

class WorkbenchIT extends Browsing {
    @Autowired private Sections sections;
    @Autowired private DocumentQueries queries;

    private final String section = "w" + UUID.randomUUID().toString().substring(0, 13);
    private UnitKey unit = new UnitKey("x");
    private Actor editor =
            new Actor(
                    new org.gongkai.content.people.PersonId(UUID.randomUUID()),
                    "x",
                    "x",
                    java.util.Set.of());
    private MockHttpSession editing = new MockHttpSession();

    @BeforeEach
    void anEditor() {
        sections.put(people.administrator(), new Section(section, null, null));
        routes.send(section, ReviewStage.UNIT_REVIEW, ReviewStage.OFFICE_REVIEW);
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit, PASSWORD);
        editing = session(editor);
    }

    @Test
    void theSignInPageIsReadableInBothLanguagesWithoutAnyScript() {
        MvcTestResult chinese = http.get().uri("/workbench/sign-in").exchange();
        assertThat(chinese).hasStatusOk();
        assertThat(text(chinese)).contains("密码").contains("_csrf").doesNotContain("<script");
        assertThat(chinese.getResponse().getHeader("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(
                        text(
                                http.get()
                                        .uri("/workbench/sign-in")
                                        .header("Accept-Language", "en")
                                        .exchange()))
                .contains("Password");
        assertThat(http.get().uri("/workbench/assets/workbench.css")).hasStatusOk();
    }

    @Test
    void aDocumentIsWrittenSubmittedReturnedMendedAndApprovedOnThePages() {
        UUID id = write("区政府开放日<b>安排");
        assertThat(text(get(editing, "/workbench"))).contains("区政府开放日&lt;b&gt;安排");
        act(editing, id, "SUBMIT", "");

        MockHttpSession reviewing = session(people.person(Role.UNIT_REVIEWER, unit, PASSWORD));
        assertThat(text(get(reviewing, "/workbench"))).contains("等我审核").contains("区政府开放日");
        act(reviewing, id, "RETURN", "请补充时间");
        assertThat(text(get(editing, "/workbench/documents/" + id)))
                .contains("请补充时间")
                .contains("退回修改");

        DocumentView returned = view(id);
        assertThat(
                        http.post()
                                .uri("/workbench/documents/{id}/write", id)
                                .session(editing)
                                .with(csrf())
                                .param("version", returned.summary().version())
                                .param("title", "区政府开放日安排")
                                .param("body", "<p>五月十五日上午九时</p>"))
                .hasStatus3xxRedirection();
        act(editing, id, "SUBMIT", "");
        act(reviewing, id, "APPROVE", "");
        assertThat(view(id).summary().stage()).isEqualTo(ReviewStage.OFFICE_REVIEW);
        act(session(people.person(Role.OFFICE_REVIEWER, null, PASSWORD)), id, "APPROVE", "同意");
        assertThat(view(id).summary().state()).isEqualTo(EditionState.APPROVED);
    }

    @Test
    void whoWroteItReadsWhyItIsForSomebodyElseToReview() {
        UUID id = write("写的人不审");
        act(editing, id, "SUBMIT", "");

        assertThat(text(get(editing, "/workbench/documents/" + id)))
                .contains("您不能审核：")
                .doesNotContain("action=\"/workbench/documents/" + id + "/APPROVE\"");
    }

    @Test
    void whatWasTypedIsShownAgainWhenSomebodyElseSavedFirst() {
        UUID id = write("第一稿");
        String read = view(id).summary().version();
        save(id, read, "第二稿");

        MvcTestResult late = save(id, read, "打了很久的字");
        assertThat(late).hasStatusOk();
        assertThat(text(late))
                .contains("打了很久的字")
                .containsPattern("测试 于 \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d 改动过这篇稿件");
        assertThat(view(id).summary().title()).isEqualTo("第二稿");
    }

    @Test
    void manyAreApprovedAtOnceWithAnAnswerForEach() {
        UUID first = write("成批一");
        UUID second = write("成批二");
        MvcTestResult submitted = bulk(editing, "SUBMIT", item(first), item(second));
        assertThat(text(submitted)).contains("选中 2 件，办成 2 件");

        String stale = first + ":" + "0".repeat(64) + ":" + view(first).summary().version();
        MockHttpSession reviewing = session(people.person(Role.UNIT_REVIEWER, unit, PASSWORD));
        assertThat(text(bulk(reviewing, "APPROVE", stale, item(second))))
                .contains("选中 2 件，办成 0 件")
                .contains("您还没有打开过这一篇");
        assertThat(get(reviewing, "/workbench/documents/" + first)).hasStatusOk();
        assertThat(get(reviewing, "/workbench/review/" + second)).hasStatusOk();
        MvcTestResult approved = bulk(reviewing, "APPROVE", stale, item(second));
        assertThat(text(approved)).contains("选中 2 件，办成 1 件").contains("您还没有打开过这一篇");
        assertThat(view(first).summary().stage()).isEqualTo(ReviewStage.UNIT_REVIEW);
        assertThat(view(second).summary().stage()).isEqualTo(ReviewStage.OFFICE_REVIEW);
    }

    @Test
    void whatChangedIsShownWordByWordAndAnEarlierRevisionIsRestored() {
        UUID id = write("开展<i>活动");
        String first = view(id).summary().digest();
        save(id, view(id).summary().version(), "举办<i>活动");

        String page = text(get(editing, "/workbench/documents/" + id + "/difference"));
        assertThat(page)
                .contains("<del>开展</del><ins>举办</ins>&lt;i&gt;活动")
                .contains("第 1 版第 2 次修订")
                .contains("确认恢复为新草稿")
                .doesNotContain("??", "fields.")
                .doesNotContain("<i>");
        MvcTestResult restored = restore(id, view(id).summary().version(), first);
        assertThat(restored).hasStatus3xxRedirection();
        assertThat(view(id).summary().digest()).isEqualTo(first);
        assertThat(text(get(editing, "/workbench/documents/" + id))).contains("测试恢复了以前的内容");

        MvcTestResult late = restore(id, "1.0", first);
        assertThat(late.getMvcResult().getFlashMap().get("refused"))
                .asString()
                .contains("测试", "改动过这篇稿件");
        assertThat(
                        get(
                                editing,
                                "/workbench/documents/"
                                        + id
                                        + "/difference?from="
                                        + "0".repeat(64)))
                .hasStatus(404);
    }

    @Test
    void whoElseHasItOpenIsSaidOnTheDocumentAndOnTheWritingPage() {
        UUID id = write("两人同时打开");
        Actor colleague = people.person(Role.EDITOR, unit, PASSWORD);
        get(session(colleague), "/workbench/documents/" + id + "/write");

        for (String page : List.of("", "/write")) {
            MvcTestResult opened = get(editing, "/workbench/documents/" + id + page);
            assertThat(text(opened))
                    .contains(colleague.name() + " 正在修改这篇稿件")
                    .contains("src=\"/workbench/assets/presence.js\"")
                    .contains("name=\"version\"");
            assertThat(opened.getResponse().getHeader("Content-Security-Policy"))
                    .contains("script-src 'self'");
        }
        assertThat(http.get().uri("/workbench/assets/presence.js"))
                .hasStatusOk()
                .hasContentTypeCompatibleWith("text/javascript");
        assertThat(
                        http.put()
                                .uri("/api/v1/documents/{id}/presence", id)
                                .session(editing)
                                .with(csrf().asHeader())
                                .contentType("application/json")
                                .content("{\"editing\":true}"))
                .hasStatusOk()
                .bodyText()
                .contains(colleague.account());
    }

    @Test
    void theListIsFilteredAndPaged() {
        write("只有这一篇说到灯塔");
        write("别的");

        assertThat(
                        text(
                                get(
                                        editing,
                                        "/workbench/documents?title=灯塔&state=DRAFT&section="
                                                + section)))
                .contains("共 1 件")
                .contains("只有这一篇说到灯塔");
    }

    @Test
    void theListIsTakenAwayAsItIsFiltered() throws java.io.IOException {
        write("=带走这一篇");
        write("别的一篇");
        String asked = "?title=带走&section=" + section + "&sort=-changed";

        assertThat(text(get(editing, "/workbench/documents" + asked)))
                .contains("/workbench/documents.xlsx?state=&amp;kind=&amp;section=" + section);
        MvcTestResult csv = get(editing, "/workbench/documents.csv" + asked);
        assertThat(csv).hasStatusOk();
        assertThat(text(csv)).contains("标题,", "'=带走这一篇").doesNotContain("别的一篇");
        MvcTestResult xlsx = get(editing, "/workbench/documents.xlsx" + asked);
        try (var workbook =
                new org.apache.poi.xssf.usermodel.XSSFWorkbook(
                        new java.io.ByteArrayInputStream(
                                xlsx.getResponse().getContentAsByteArray()))) {
            assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(1);
            assertThat(workbook.getSheetAt(0).getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("=带走这一篇");
        }
        assertThat(get(editing, "/workbench/documents.pdf" + asked)).hasStatus(404);
    }

    @Test
    void anotherUnitsDraftIsNotFoundAndAnAdministratorSeesNone() {
        UUID id = write("别的单位看不到");

        MockHttpSession stranger = session(people.person(Role.EDITOR, people.unit(), PASSWORD));
        assertThat(get(stranger, "/workbench/documents/" + id)).hasStatus(404);
        MockHttpSession admin = session(people.person(Role.ADMINISTRATOR, null, PASSWORD));
        assertThat(get(admin, "/workbench/documents/" + id)).hasStatus(404);
        assertThat(get(admin, "/workbench/write")).hasStatus(403);
        assertThat(text(get(admin, "/workbench"))).contains("现在没有等您办理的事项");
        assertThat(get(admin, "/workbench/nowhere")).hasStatus(404);
    }

    @Test
    void everyoneReadsWhatWasReleasedButOnlyAPublisherCanAskForARelease() {
        MvcTestResult read = get(editing, "/workbench/releases");
        assertThat(read).hasStatusOk();
        assertThat(text(read)).contains("发布由发布员进行").doesNotContain("现在发布");
        assertThat(http.post().uri("/workbench/releases").session(editing).with(csrf()))
                .hasStatus(403);
        MockHttpSession publishing = session(people.person(Role.PUBLISHER, null, PASSWORD));
        assertThat(text(get(publishing, "/workbench/releases"))).contains("现在发布");
        assertThat(get(publishing, "/workbench/site")).hasStatusOk();
    }

    private UUID write(String title) {
        MvcTestResult written =
                http.post()
                        .uri("/workbench/write")
                        .session(editing)
                        .with(csrf())
                        .param("kind", "article")
                        .param("section", section)
                        .param("unit", unit.value())
                        .param("title", title)
                        .param("body", "<p>正文</p><script>alert(1)</script>")
                        .exchange();
        assertThat(written).hasStatus3xxRedirection();
        String address = Objects.requireNonNull(written.getResponse().getHeader("Location"));
        return UUID.fromString(address.substring(address.lastIndexOf('/') + 1));
    }

    private MvcTestResult save(UUID id, String version, String title) {
        return http.post()
                .uri("/workbench/documents/{id}/write", id)
                .session(editing)
                .with(csrf())
                .param("version", version)
                .param("title", title)
                .param("body", "<p>正文</p>")
                .exchange();
    }

    private MvcTestResult restore(UUID id, String version, String digest) {
        return http.post()
                .uri("/workbench/documents/{id}/restore", id)
                .session(editing)
                .with(csrf())
                .param("version", version)
                .param("digest", digest)
                .exchange();
    }

    private void act(MockHttpSession session, UUID id, String verb, String comment) {
        DocumentView seen = view(id);
        MvcTestResult done =
                http.post()
                        .uri("/workbench/documents/{id}/{verb}", id, verb)
                        .session(session)
                        .with(csrf())
                        .param("version", seen.summary().version())
                        .param("digest", seen.summary().digest())
                        .param("comment", comment)
                        .exchange();
        assertThat(done).hasStatus3xxRedirection();
        assertThat(done.getMvcResult().getFlashMap().get("refused")).isNull();
    }

    private MvcTestResult bulk(MockHttpSession session, String verb, String... items) {
        return http.post()
                .uri("/workbench/documents/bulk")
                .session(session)
                .with(csrf())
                .param("verb", verb)
                .param("item", items)
                .exchange();
    }

    private String item(UUID id) {
        DocumentView seen = view(id);
        return id + ":" + seen.summary().digest() + ":" + seen.summary().version();
    }

    private DocumentView view(UUID id) {
        assertThat(queries.list(editor, DocumentFilter.ALL, 1, 1).total()).isPositive();
        return queries.view(editor, new DocumentId(id));
    }
}
