package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.Publication;
import org.gongkai.content.notice.NoticeRows;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class NoticePagesIT extends Browsing {
    @Autowired private Sections sections;
    @Autowired private Documents documents;
    @Autowired private Publication publication;
    @Autowired private NoticeRows rows;
    @Autowired private TransactionTemplate transactions;

    private final JdbcClient app = JdbcClient.create(DATABASE.app());
    private final String section = "q" + UUID.randomUUID().toString().substring(0, 13);

    @Test
    void theCityReadsOnItsHomePageWhatBecamePublicAndTheOfficeWhatTheCityAsks() {
        DocumentId document = published("灯塔开放公告");
        Actor city = people.person(Role.MUNICIPAL_REVIEWER, null, PASSWORD);
        MockHttpSession reviewing = session(city);
        UUID notice =
                rows.list(city, NoticeRows.Which.OPEN, 1, 200).items().stream()
                        .filter(each -> each.document().equals(document.value()))
                        .findFirst()
                        .orElseThrow()
                        .id();

        assertThat(text(get(reviewing, "/workbench")))
                .contains("公开后告知我的")
                .contains("灯塔开放公告")
                .contains("/workbench/notices/" + notice + "/ACKNOWLEDGE");
        assertThat(get(reviewing, "/workbench/documents/" + document)).hasStatusOk();
        assertThat(said(act(reviewing, notice, "ASK", ""))).isEqualTo("refused 请说明理由。");
        assertThat(said(act(reviewing, notice, "ASK", "开放时间有误"))).isEqualTo("said 已建议办公室撤稿。");
        assertThat(said(act(reviewing, notice, "ACKNOWLEDGE", "")))
                .isEqualTo("refused 这条告知已经有人处理过。");

        MockHttpSession office = session(people.person(Role.OFFICE_REVIEWER, null, PASSWORD));
        assertThat(text(get(office, "/workbench")))
                .contains("有人建议撤稿")
                .contains("开放时间有误")
                .contains("/workbench/notices/" + notice + "/ANSWER");
        assertThat(said(act(office, notice, "ANSWER", "时间已核实"))).isEqualTo("said 已答复。");
        assertThat(text(get(office, "/workbench"))).doesNotContain(notice.toString());
        assertThat(text(get(reviewing, "/workbench/notices"))).contains("时间已核实");
        assertThat(text(get(office, "/workbench/documents/" + document)))
                .contains("建议撤稿")
                .contains("答复：保留公开")
                .doesNotContain("??");
    }

    private DocumentId published(String title) {
        sections.put(people.administrator(), new Section(section, null, null));
        routes.send(section, "continuing");
        UnitKey unit = people.unit();
        Actor editor = people.person(Role.EDITOR, unit);
        Draft text = new Draft(title, "<p>正文</p>", Map.of(), List.of(), null, List.of());
        DocumentId document =
                documents
                        .create(editor, new NewDocument("article", section, unit, text, null))
                        .document();
        Digest content = documents.submit(editor, document, null).digest();
        documents.approve(people.person(Role.UNIT_REVIEWER, unit), document, content, "");
        documents.approve(people.person(Role.OFFICE_REVIEWER), document, content, "");
        EditionId edition =
                app.sql("select id from edition where document_id = :id and latest")
                        .param("id", document.value())
                        .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                        .single();
        transactions.executeWithoutResult(
                done ->
                        publication.published(
                                List.of(edition), 1, Instant.parse("2020-05-14T16:00:00Z")));
        return document;
    }

    private MvcTestResult act(MockHttpSession session, UUID notice, String act, String comment) {
        return http.post()
                .uri("/workbench/notices/{id}/{act}", notice, act)
                .session(session)
                .with(csrf())
                .param("comment", comment)
                .exchange();
    }

    private static String said(MvcTestResult result) {
        Map<String, ?> flash = result.getMvcResult().getFlashMap();
        String kind = flash.containsKey("said") ? "said" : "refused";
        return kind + " " + flash.get(kind);
    }
}
