package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.document.Districts;
import org.gongkai.content.document.Documents;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.reviewlink.ReviewLink;
import org.gongkai.content.reviewlink.ReviewLinks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

class ReviewLinkPagesIT extends Browsing {
    private static final String PAGE = "/workbench/review-links";

    @Autowired private Documents documents;
    @Autowired private Districts districts;
    @Autowired private ReviewLinks links;
    @Autowired private Clock clock;

    private Districts.District district = Districts.NONE;
    private Actor office = Districts.NONE.editor();
    private MockHttpSession issuing = new MockHttpSession();

    @BeforeEach
    void aDistrictAndAnotherPersonOfTheOffice() {
        district = districts.found();
        office = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        issuing = session(office);
    }

    @Test
    void theOfficeSendsChosenDocumentsSeesTheAddressOnceAndEveryUse() {
        Documents.Written first = atThePreReview("返校安排");
        Documents.Written second = atThePreReview("汛期值班表");
        assertThat(text(get(issuing, "/workbench"))).contains("href=\"" + PAGE + "\"");
        assertThat(text(get(issuing, PAGE)))
                .contains("返校安排")
                .contains("汛期值班表")
                .doesNotContain("??");

        MvcTestResult issued = issue(issuing, "王科长", "第一批", 3, item(first), item(second));
        assertThat(issued).hasStatus(302);
        String address = String.valueOf(issued.getMvcResult().getFlashMap().get("address"));
        String page = String.valueOf(issued.getResponse().getRedirectedUrl());
        assertThat(address).startsWith("http://localhost/review/");
        assertThat(text(get(issuing, page))).contains(address).contains("只发给王科长本人");
        assertThat(text(get(issuing, page)))
                .doesNotContain(address)
                .contains("还没有人打开过。")
                .contains(LocalDate.now(clock).plusDays(3) + " 24:00");
        assertThat(text(get(issuing, PAGE))).contains("已发给 王科长").contains("2 件");

        String path = URI.create(address).getPath();
        assertThat(http.get().uri(path)).hasStatusOk();
        assertThat(
                        http.post()
                                .uri(path + "/" + first.document())
                                .param("approve", "true")
                                .exchange())
                .hasStatus(302);
        MockHttpSession supervising = session(people.person(Role.SUPERVISOR, null, PASSWORD));
        assertThat(text(get(supervising, page)))
                .contains("打开了清单")
                .contains("<b>同意</b>")
                .contains("127.0.0.1")
                .contains("已审定")
                .doesNotContain("??");

        assertThat(revoke(supervising, page)).hasStatus(302);
        assertThat(http.get().uri(path)).hasStatus(404);
        assertThat(text(get(issuing, page))).contains("已撤销").doesNotContain(page + "/revoke");
    }

    @Test
    void whatIsRefusedIsSaidInWordsAndKeptInTheForm() {
        Documents.Written text = atThePreReview("返校安排");

        MvcTestResult late = issue(issuing, "王科长", "第一批材料", 31, item(text));
        assertThat(late).hasStatus(422);
        assertThat(text(late))
                .contains("从今天起，最长 31 天")
                .contains("value=\"王科长\"")
                .contains("value=\"第一批材料\"")
                .containsPattern(
                        "value=\""
                                + item(text)
                                + "\" aria-label=\"返校安排\" checked|checked[^>]*aria-label=\"返校安排\"");
        assertThat(text(issue(issuing, " ", "第一批", 3, item(text)))).contains("请填写发给谁");
        assertThat(text(issue(issuing, "王科长", "", 3, item(text)))).contains("请填写事由");
        assertThat(text(issue(issuing, "王科长", "第一批", 3))).contains("请至少选择一件稿件");
        String other = text.document() + ":" + "0".repeat(64);
        assertThat(text(issue(issuing, "王科长", "第一批", 3, other)))
                .contains("《返校安排》内容刚刚改过，请阅读现在的内容后再发。");
        assertThat(links.known(people.person(Role.SUPERVISOR)))
                .noneMatch(link -> link.item(text.document()).isPresent());
        assertThat(issue(issuing, "王科长", "第一批", 30, item(text))).hasStatus(302);
    }

    @Test
    void whoApprovedADocumentIsToldThatSomebodyElseHasToSendIt() {
        people.grant(office, Role.SUPERVISOR);
        Documents.Written text = handedToTheOffice("返校安排");
        documents.approve(people.again(office), text.document(), text.digest(), "");

        assertThat(text(get(issuing, PAGE)))
                .contains("不能由您发出的稿件")
                .contains("您写过或审过这一版，链接须由别人发出。")
                .doesNotContain(item(text));
        assertThat(text(issue(issuing, "王科长", "第一批", 3, item(text))))
                .contains("《返校安排》您写过或审过这一版，链接须由别人发出。");
    }

    @Test
    void whoGivesOutNoLinksSeesNoneAndFindsNoLinkToThem() {
        Documents.Written text = atThePreReview("返校安排");
        issue(issuing, "王科长", "第一批", 3, item(text));
        UUID id =
                links.known(office).stream()
                        .filter(link -> link.item(text.document()).isPresent())
                        .map(ReviewLink::id)
                        .findFirst()
                        .orElseThrow();

        for (Actor stranger :
                List.of(
                        people.person(Role.EDITOR, district.unit(), PASSWORD),
                        people.person(Role.MUNICIPAL_REVIEWER, null, PASSWORD),
                        people.person(Role.ADMINISTRATOR, null, PASSWORD))) {
            MockHttpSession session = session(stranger);
            assertThat(text(get(session, "/workbench"))).doesNotContain(PAGE);
            assertThat(get(session, PAGE)).hasStatus(403);
            assertThat(issue(session, "王科长", "第一批", 3, item(text))).hasStatus(403);
            assertThat(get(session, PAGE + "/" + id)).hasStatus(404);
            assertThat(revoke(session, PAGE + "/" + id)).hasStatus(404);
        }
        assertThat(
                        text(
                                http.get()
                                        .uri(PAGE + "/" + id)
                                        .session(issuing)
                                        .header("Accept-Language", "en")
                                        .exchange()))
                .contains("Nobody opened it yet.")
                .doesNotContain("??");
    }

    private MvcTestResult issue(
            MockHttpSession session, String name, String purpose, int days, String... items) {
        return http.post()
                .uri(PAGE)
                .session(session)
                .with(csrf())
                .param("name", name)
                .param("purpose", purpose)
                .param("until", LocalDate.now(clock).plusDays(days).toString())
                .param("item", items)
                .exchange();
    }

    private MvcTestResult revoke(MockHttpSession session, String page) {
        return http.post().uri(page + "/revoke").session(session).with(csrf()).exchange();
    }

    private static String item(Documents.Written text) {
        return text.document() + ":" + text.digest().hex();
    }

    private Documents.Written atThePreReview(String title) {
        Documents.Written text = handedToTheOffice(title);
        documents.approve(district.officeReviewer(), text.document(), text.digest(), "");
        return text;
    }

    private Documents.Written handedToTheOffice(String title) {
        Documents.Written draft =
                documents.create(district.editor(), district.article(title, "<p>正文</p>"));
        Documents.Written text = documents.submit(district.editor(), draft.document(), null);
        documents.approve(district.unitReviewer(), text.document(), text.digest(), "");
        return text;
    }
}
