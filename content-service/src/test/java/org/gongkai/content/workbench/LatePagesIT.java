package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.SignIn;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Deadlines as they are seen on the pages. */
class LatePagesIT extends CampaignApplication {
    private static final String PASSWORD = "a-long-enough-one";

    @Autowired private DocumentQueries queries;
    @Autowired private SignIn signIn;

    @Test
    void whatIsLateIsRedAsksForAReasonAndWaitsForTheOffice() {
        clock.set("2020-04-29T09:00");
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit, PASSWORD);
        String campaign = campaign();
        DocumentId id =
                documents
                        .create(
                                editor,
                                new NewDocument(
                                        "article", section(campaign), unit, text("防汛准备"), null))
                        .document();
        MockHttpSession editing = session(editor);
        assertThat(get(editing, "/workbench")).contains("剩 1 个工作日").doesNotContain("due late");
        assertThat(get(editing, "/workbench/documents/" + id))
                .contains("最迟提交：2020-04-30 17:00")
                .contains("截止 2020-05-08 17:30")
                .doesNotContain("lateReason");

        clock.set("2020-05-07T09:00");
        assertThat(get(editing, "/workbench")).contains("class=\"due late\"", "逾期 2 个工作日");
        assertThat(get(editing, "/workbench/documents?late=true"))
                .contains("防汛准备", "name=\"lateReason\"");
        assertThat(get(editing, "/workbench/documents/" + id)).contains("name=\"lateReason\"");
        assertThat(act(editing, editor, id, "SUBMIT", "lateReason", "")).contains("迟交理由");
        assertThat(act(editing, editor, id, "SUBMIT", "lateReason", "等防汛数据")).isEqualTo("null");

        Actor officer = people.person(Role.OFFICE_REVIEWER, null, PASSWORD);
        MockHttpSession office = session(officer);
        assertThat(get(office, "/workbench")).contains("防汛准备", "迟交，待办公室同意");
        assertThat(get(office, "/workbench/documents/" + id))
                .contains("等防汛数据")
                .contains("/workbench/documents/" + id + "/CONSENT")
                .contains("/workbench/documents/" + id + "/RETURN")
                .doesNotContain("/workbench/documents/" + id + "/APPROVE");
        Actor reviewer = people.person(Role.UNIT_REVIEWER, unit, PASSWORD);
        MockHttpSession reviewing = session(reviewer);
        assertThat(get(reviewing, "/workbench/documents/" + id))
                .contains("须由办公室先同意迟交")
                .doesNotContain("/workbench/documents/" + id + "/APPROVE");
        assertThat(get(reviewing, "/workbench/review/" + id)).contains("等防汛数据");

        assertThat(act(office, officer, id, "CONSENT", "comment", "事关安全")).isEqualTo("null");
        assertThat(get(reviewing, "/workbench/documents/" + id))
                .contains("/workbench/documents/" + id + "/APPROVE")
                .contains("事关安全");
        assertThat(get(reviewing, "/workbench/documents")).contains(">迟交<");
    }

    @Test
    void whatIsNotReleasedIsListedWithItsLastStateAndCanBeDownloaded() {
        clock.set("2020-04-29T09:00");
        Team team = team();
        String campaign = campaign();
        Documents.Written draft = create(team, section(campaign), "没有公开的稿件");
        documents.submit(team.editor(), draft.document(), null);
        clock.set("2020-06-02T09:00");
        MockHttpSession supervising = session(people.person(Role.SUPERVISOR, null, PASSWORD));

        assertThat(get(supervising, "/workbench/unreleased?campaign=" + campaign))
                .contains("未发布清单", "没有公开的稿件", "单位审核", "单位编辑", "截至活动结束")
                .contains("/workbench/unreleased.csv?campaign=" + campaign);
        assertThat(get(supervising, "/workbench/unreleased.csv?campaign=" + campaign))
                .startsWith("\uFEFF")
                .contains("没有公开的稿件");
        assertThat(get(supervising, "/workbench")).contains("/workbench/unreleased");
        MvcTestResult none =
                http.get()
                        .uri("/workbench/unreleased?campaign=none")
                        .session(supervising)
                        .exchange();
        assertThat(none).hasStatus(404);
        MockHttpSession publishing = session(people.person(Role.PUBLISHER, null, PASSWORD));
        assertThat(http.get().uri("/workbench/unreleased").session(publishing)).hasStatus(403);
        assertThat(get(publishing, "/workbench")).doesNotContain("/workbench/unreleased");
    }

    @Test
    void aYearThatNobodyEnteredIsToldOnThePage() {
        clock.set("2020-04-29T09:00");
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit, PASSWORD);
        String campaign = campaign();
        move(
                campaign,
                java.util.Map.of(
                        org.gongkai.content.campaign.Campaign.Milestone.CLOSING,
                        org.gongkai.content.SettableClock.instant("2023-06-01T00:00")));
        DocumentId id =
                documents
                        .create(
                                editor,
                                new NewDocument(
                                        "article", continuing(campaign), unit, text("明年"), null))
                        .document();

        assertThat(get(session(editor), "/workbench/documents/" + id))
                .contains("日历中还没有 2023 年的节假日");
    }

    /** The refusal that the next page shows; "null" if there is none. */
    private String act(
            MockHttpSession session,
            Actor by,
            DocumentId id,
            String verb,
            String parameter,
            String value) {
        DocumentSummary seen = queries.view(by, id).summary();
        MvcTestResult done =
                http.post()
                        .uri("/workbench/documents/{id}/{verb}", id.value(), verb)
                        .session(session)
                        .with(csrf())
                        .param("version", seen.version())
                        .param("digest", seen.digest())
                        .param(parameter, value)
                        .exchange();
        assertThat(done).hasStatus3xxRedirection();
        return String.valueOf(done.getMvcResult().getFlashMap().get("refused"));
    }

    private String get(MockHttpSession session, String address) {
        MvcTestResult page = http.get().uri(address).session(session).exchange();
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MockHttpSession session(Actor person) {
        SignIn.SignedIn signedIn = signIn.signIn(person.account(), PASSWORD, "192.0.2.9");
        MockHttpSession session = new MockHttpSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(
                        UsernamePasswordAuthenticationToken.authenticated(
                                signedIn, null, List.of())));
        return session;
    }
}
