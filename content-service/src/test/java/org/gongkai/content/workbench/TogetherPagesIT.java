package org.gongkai.content.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import org.gongkai.content.WholeApplication;
import org.gongkai.content.campaign.Section;
import org.gongkai.content.campaign.Sections;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.EditionId;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.Publication;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.SignIn;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.releaseset.ReleaseSetQueries;
import org.gongkai.content.releaseset.ReleaseSetView;
import org.gongkai.content.review.ReviewStage;
import org.gongkai.content.routing.TestRoutings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Release sets and withdrawals on the pages of the workbench, without a script. */
class TogetherPagesIT extends WholeApplication {
    private static final String PASSWORD = "a-long-enough-one";
    private static final Actor NOBODY =
            new Actor(new PersonId(new UUID(0, 0)), "nobody", "无", Set.of());

    @Autowired private Sections sections;
    @Autowired private TestRoutings routings;
    @Autowired private Documents documents;
    @Autowired private DocumentQueries queries;
    @Autowired private ReleaseSetQueries sets;
    @Autowired private Publication publication;
    @Autowired private TransactionTemplate transactions;
    @Autowired private SignIn signIn;

    private final JdbcClient app = JdbcClient.create(DATABASE.app());
    private final String section = "v" + UUID.randomUUID().toString().substring(0, 13);
    private UnitKey unit = new UnitKey("x");
    private Actor editor = NOBODY;
    private Actor reviewer = NOBODY;
    private MockHttpSession editing = new MockHttpSession();
    private MockHttpSession publishing = new MockHttpSession();
    private MockHttpSession office = new MockHttpSession();

    @BeforeEach
    void aUnitWithItsPeople() {
        Actor admin = people.administrator();
        sections.put(admin, new Section(section, null, null));
        routings.send(section, ReviewStage.UNIT_REVIEW);
        unit = people.unit();
        editor = people.person(Role.EDITOR, unit, PASSWORD);
        reviewer = people.person(Role.UNIT_REVIEWER, unit);
        editing = session(editor);
        publishing = session(people.person(Role.PUBLISHER, null, PASSWORD));
        office = session(people.person(Role.OFFICE_REVIEWER, null, PASSWORD));
    }

    @Test
    void aSetIsMadeJoinedSeenAndLeftOnThePageOfADocument() {
        DocumentId first = approved("开放日活动安排");
        DocumentId second = draft("article", "开放日<i>报名办法", Map.of());
        post(editing, first, "release-set/create", "name", "开放日", "unit", unit.value());
        ReleaseSetView set = sets.of(editor, first).orElseThrow();
        assertThat(page(editing, second)).contains("加入发布组").contains("开放日");
        post(editing, second, "release-set/join", "set", set.id().toString());

        assertThat(page(editing, first))
                .contains("还不能公开，有稿件未到齐。")
                .contains("开放日&lt;i&gt;报名办法")
                .contains("须由其单位提交审核")
                .contains("加入发布组");
        assertThat(text(get(editing, "/workbench/releases")))
                .contains("等待同组稿件的发布组")
                .contains("须由其单位提交审核");
        assertThat(text(get(publishing, "/workbench/releases")))
                .as("the draft's title is its unit's")
                .contains("开放日活动安排")
                .doesNotContain("报名办法");

        String version = sets.of(editor, first).orElseThrow().version();
        assertThat(
                        post(
                                editing,
                                second,
                                "release-set/leave",
                                "set",
                                set.id().toString(),
                                "version",
                                "0"))
                .contains("别人改动过这个发布组");
        post(editing, second, "release-set/leave", "set", set.id().toString(), "version", version);
        assertThat(sets.of(editor, second)).isEmpty();
        assertThat(page(editing, first)).contains("随下一次发布一起公开。");
        post(editing, first, "release-set/dissolve", "set", set.id().toString(), "version", "2");
        assertThat(page(editing, first)).contains("发布组解散").contains("新建发布组");
    }

    @Test
    void anInterpretationIsOfferedToGoWithItsPolicy() {
        DocumentId policy =
                draft(
                        "policy",
                        "若干措施",
                        Map.of(
                                "documentNumber", "测政办发〔2020〕3号",
                                "documentDate", "2020-04-17",
                                "issuer", "测试区人民政府办公室",
                                "validity", "有效"));
        DocumentId reading =
                draft(
                        "interpretation",
                        "若干措施解读",
                        Map.of("interprets", policy.toString(), "form", "text"));
        assertThat(page(editing, reading))
                .contains("所解读的政策文件尚未公开，二者须同时公开")
                .contains("与所解读的政策文件同时公开");

        post(editing, reading, "release-set/with-policy");

        assertThat(page(editing, reading)).contains("政策与解读：若干措施").doesNotContain("二者须同时公开");
    }

    @Test
    void aPublisherLetsAWholeSetGo() {
        DocumentId one = approved("其一");
        DocumentId two = approved("其二");
        post(editing, one, "release-set/create", "name", "两篇", "unit", unit.value());
        String set = sets.of(editor, one).orElseThrow().id().toString();
        post(editing, two, "release-set/join", "set", set);
        transactions.executeWithoutResult(
                done -> {
                    publication.held(edition(one), 3, "VETO-6: 链接");
                    publication.held(edition(two), 3, "SET-1: 同组");
                });
        assertThat(page(editing, one)).doesNotContain("整组放行");
        assertThat(page(publishing, one)).contains("整组放行");

        post(publishing, one, "release-set/let-go", "set", set);

        assertThat(queries.view(editor, two).summary().state()).isEqualTo(EditionState.APPROVED);
    }

    @Test
    void aWithdrawalIsPreparedSeenAndDone() {
        DocumentId old = published("旧的办事指南");
        DocumentId fresh = published("新的办事指南");
        DocumentId notice = draft("notice", "关于更换办事指南的通知", Map.of());
        documents.submit(editor, notice, null);
        assertThat(page(office, old)).contains("/workbench/documents/" + old + "/withdraw");
        assertThat(get(editing, "/workbench/documents/" + old + "/withdraw")).hasStatus(403);

        String found =
                text(
                        get(
                                office,
                                "/workbench/documents/{id}/withdraw?reason=SUPERSEDED&replacement=办事指南&explanation=更换",
                                old));
        assertThat(found)
                .contains("新的办事指南")
                .contains("关于更换办事指南的通知")
                .contains("公开后才会出现")
                .contains("该内容已被新的内容替代。")
                .contains("“已被替代”须指明替代它的公开稿件。")
                .doesNotContain("name=\"replacedBy\" value=\"" + old + "\"")
                .doesNotContain("action=\"/workbench/documents/" + old + "/WITHDRAW\"");
        String chosen =
                text(
                        get(
                                office,
                                "/workbench/documents/{id}/withdraw?reason=SUPERSEDED&replacedBy={fresh}&explainedBy={notice}",
                                old,
                                fresh,
                                notice));
        assertThat(chosen)
                .contains("请查看")
                .contains("情况说明")
                .contains("action=\"/workbench/documents/" + old + "/WITHDRAW\"");

        var view = queries.view(editor, old);
        assertThat(
                        post(
                                office,
                                old,
                                "WITHDRAW",
                                "version",
                                view.summary().version(),
                                "digest",
                                view.summary().digest(),
                                "reason",
                                "SUPERSEDED",
                                "replacedBy",
                                fresh.toString(),
                                "explainedBy",
                                notice.toString()))
                .isEmpty();
        var withdrawn = queries.view(editor, old);
        assertThat(withdrawn.summary().state()).isEqualTo(EditionState.WITHDRAWN);
        assertThat(withdrawn.withdrawal()).isNotNull();
        assertThat(withdrawn.withdrawal().notice().reason()).isEqualTo(WithdrawalReason.SUPERSEDED);
        assertThat(page(office, old)).contains("读者将看到").contains("修改读者看到的内容");
        assertThat(page(editing, old)).contains("新的办事指南").doesNotContain("修改读者看到的内容");

        assertThat(
                        post(
                                office,
                                old,
                                "withdrawal",
                                "version",
                                withdrawn.summary().version(),
                                "replacedBy",
                                fresh.toString(),
                                "explainedBy",
                                ""))
                .isEmpty();
        assertThat(queries.view(editor, old).withdrawal())
                .extracting(told -> told.notice().explainedBy())
                .isNull();
        assertThat(page(editing, old)).contains("修改了撤稿后读者看到的内容");
    }

    private DocumentId draft(String kind, String title, Map<String, String> fields) {
        return documents
                .create(
                        editor,
                        new NewDocument(
                                kind,
                                section,
                                unit,
                                new Draft(title, "<p>正文。</p>", fields, List.of(), null, List.of()),
                                null))
                .document();
    }

    private DocumentId approved(String title) {
        DocumentId id = draft("article", title, Map.of());
        Digest content = documents.submit(editor, id, null).digest();
        documents.approve(reviewer, id, content, "");
        return id;
    }

    private DocumentId published(String title) {
        DocumentId id = approved(title);
        transactions.executeWithoutResult(
                done ->
                        publication.published(
                                List.of(edition(id)), 1, Instant.parse("2020-05-14T16:00:00Z")));
        return id;
    }

    private EditionId edition(DocumentId document) {
        return app.sql("select id from edition where document_id = :id and latest")
                .param("id", document.value())
                .query((row, n) -> new EditionId(row.getObject(1, UUID.class)))
                .single();
    }

    /** Sends a form of the document's page; answers why it was refused, or nothing. */
    private String post(MockHttpSession session, DocumentId id, String act, String... parameters) {
        MockMvcRequestBuilder request =
                http.post()
                        .uri("/workbench/documents/" + id + "/" + act)
                        .session(session)
                        .with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        MvcTestResult done = request.exchange();
        assertThat(done).hasStatus3xxRedirection();
        Object refused = done.getMvcResult().getFlashMap().get("refused");
        return refused == null ? "" : refused.toString();
    }

    private String page(MockHttpSession session, DocumentId id) {
        MvcTestResult page = get(session, "/workbench/documents/" + id);
        assertThat(page).hasStatusOk();
        assertThat(text(page)).as("every word is there").doesNotContain("??");
        return text(page);
    }

    private MvcTestResult get(MockHttpSession session, String address, Object... variables) {
        return http.get().uri(address, variables).session(session).exchange();
    }

    private MockHttpSession session(Actor person) {
        SignIn.SignedIn signedIn = signIn.signIn(person.account(), PASSWORD, "192.0.2.19");
        MockHttpSession session = new MockHttpSession();
        session.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(
                        UsernamePasswordAuthenticationToken.authenticated(
                                signedIn, null, List.of())));
        return session;
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
