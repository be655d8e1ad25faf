package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentView;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.Version;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.review.Remark;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A reviewer goes through what waits. */
class ReviewPagesIT extends Browsing {
    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private Sections sections;

    private final String section = "r" + UUID.randomUUID().toString().substring(0, 13);
    private UnitKey unit;
    private Actor editor;
    private Actor reviewer;
    private MockHttpSession reviewing = new MockHttpSession();

    @BeforeEach
    void aUnit() {
        sections.put(people.administrator(), new Section(section, null, null));
        routes.send(section, ReviewStage.UNIT_REVIEW, ReviewStage.OFFICE_REVIEW);
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit, PASSWORD);
        reviewer = people.person(Role.UNIT_REVIEWER, unit, PASSWORD);
        reviewing = session(reviewer);
    }

    @Test
    void oneAfterTheOtherIsDecidedWithoutGoingBack() {
        DocumentId first = submitted("第一篇", "<p>群众关心的事</p>");
        DocumentId second = submitted("第二篇", "<p>另一,件事</p>");

        MvcTestResult begin = get(reviewing, "/workbench/review");
        assertThat(begin.getResponse().getRedirectedUrl()).isEqualTo("/workbench/review/" + first);
        assertThat(text(get(reviewing, "/workbench/review/" + first)))
                .contains("第 1 篇，共 2 篇待审", "/workbench/review/" + second, "群众关心的事")
                .doesNotContain("??");

        MvcTestResult approved = decide(first, "APPROVE", second.toString(), "可以", List.of());
        assertThat(approved.getResponse().getRedirectedUrl())
                .isEqualTo("/workbench/review/" + second);
        assertThat(approved.getMvcResult().getFlashMap().get("said")).isEqualTo("已同意“第一篇”。");

        MvcTestResult returned = decide(second, "RETURN", "", "", List.of("另一,件", "", "换个说法"));
        assertThat(returned.getResponse().getRedirectedUrl()).isEqualTo("/workbench/review");
        DocumentView view = queries.view(editor, second);
        assertThat(view.summary().state()).isEqualTo(EditionState.RETURNED);
        assertThat(view.verdicts().getLast().comment()).isEqualTo("请看批注（1 处）。");
        assertThat(view.verdicts().getLast().remarks())
                .containsExactly(new Remark("body", "另一,件", "", "换个说法"));
        assertThat(text(get(session(editor), "/workbench")))
                .as("what came back, and why")
                .contains("退回修改", "请看批注（1 处）。", "/workbench/documents/" + second);
        assertThat(get(reviewing, "/workbench/review").getResponse().getRedirectedUrl())
                .isEqualTo("/workbench");
    }

    @Test
    void whatWasHandedInBeforeStandsBesideWhatIsAskedNow() {
        DocumentId id = submitted("两版", "<p>旧的说法</p>");
        decide(id, "RETURN", "", "改一改", List.of());
        DocumentView returned = queries.view(editor, id);
        documents.save(
                editor,
                id,
                Version.parse(returned.summary().version()),
                draft("两版", "<p>新的说法</p>"));
        submit(id);

        assertThat(text(get(reviewing, "/workbench/review/" + id)))
                .contains("与上次对照", "<del>旧</del><ins>新</ins>的说法", "改一改")
                .as("all that is approved, the address too")
                .contains(queries.view(editor, id).content().path().value())
                .doesNotContain("??");
    }

    @Test
    void whoMayNotApproveIsToldWhyAndAStaleDecisionIsRefused() {
        DocumentId id = submitted("自己写的", "<p>正文</p>");
        assertThat(text(get(session(editor), "/workbench/review/" + id)))
                .contains("您不能审核")
                .doesNotContain("id=\"approve\"");

        String digest = queries.view(editor, id).summary().digest();
        decide(id, "APPROVE", "", "", List.of());
        MvcTestResult again =
                http.post()
                        .uri("/workbench/review/" + id + "/APPROVE")
                        .session(reviewing)
                        .with(csrf())
                        .param("version", "1.0")
                        .param("digest", digest)
                        .param("quote", "正文")
                        .param("before", "")
                        .param("remark", "改这里")
                        .exchange();
        assertThat(again).hasStatus(409);
        assertThat(text(again)).contains("class=\"refused\"", "改这里", "value=\"正文\"");
    }

    private DocumentId submitted(String title, String body) {
        DocumentId id =
                documents
                        .create(
                                editor,
                                new NewDocument("article", section, unit, draft(title, body), null))
                        .document();
        submit(id);
        return id;
    }

    private void submit(DocumentId id) {
        documents.submit(
                editor, id, Version.parse(queries.view(editor, id).summary().version()), null);
    }

    private static Draft draft(String title, String body) {
        return new Draft(title, body, Map.of(), List.of(), null, List.of());
    }

    /**
     * @param remark quote, what stands before, and comment; or nothing
     */
    private MvcTestResult decide(
            DocumentId id, String verb, String next, String comment, List<String> remark) {
        DocumentView view = queries.view(reviewer, id);
        var request =
                http.post()
                        .uri("/workbench/review/" + id + "/" + verb)
                        .session(reviewing)
                        .with(csrf())
                        .param("version", view.summary().version())
                        .param("digest", Objects.requireNonNull(view.summary().digest()))
                        .param("next", next)
                        .param("comment", comment);
        if (!remark.isEmpty()) {
            request.param("quote", remark.get(0))
                    .param("before", remark.get(1))
                    .param("remark", remark.get(2));
        }
        return request.exchange();
    }
}
