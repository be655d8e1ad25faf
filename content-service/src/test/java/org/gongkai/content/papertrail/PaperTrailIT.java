package org.gongkai.content.papertrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Draft;
import org.gongkai.content.document.NewDocument;
import org.gongkai.content.document.NoSuchDocument;
import org.gongkai.content.paper.TestPapers;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The forms of a document say what the record says, and nothing else. */
class PaperTrailIT extends CampaignApplication {
    @Autowired private PaperTrail trail;

    private @Nullable Team founded;
    private String section = "";

    @BeforeEach
    void atTheDesk() {
        clock.set("2020-04-27T09:00");
        founded = team();
        section = section(campaign());
        goesOn(section(campaign())); // so that the site has words, and the checks a page
    }

    @Test
    void eachReviewStandsWithNameTimeAndOpinion() {
        Documents.Written text = submitted("滨海路改造工程", "政策法规科", "区司法局");
        clock.set("2020-04-28T10:05");
        documents.approve(desk().unitReviewer(), text.document(), text.digest(), "属实");
        clock.set("2020-04-29T11:06");
        documents.approve(desk().office(), text.document(), text.digest(), "");

        List<String> rows = rows(desk().editor(), text, PaperForm.THREE_REVIEWS);

        assertThat(rows)
                .contains("稿件标题|滨海路改造工程")
                .contains("作者|政策法规科|稿件来源|区司法局")
                .contains("起草人|" + desk().editor().name() + "|提交审核|2020年4月27日 09:00")
                .contains("内容摘要|" + text.digest().hex())
                .contains(
                        "一审|单位审核|%s|2020-04-28\n10:05|通过：属实|"
                                .formatted(desk().unitReviewer().name()))
                .contains("二审|办公室审核|%s|2020-04-29\n11:06|通过|".formatted(desk().office().name()))
                .contains("三审|市级预审||||")
                .contains("一校|||", "二校|||", "三校|||")
                .contains("公开情况|");
    }

    @Test
    void whatTheRecordDoesNotKnowStaysBlank() {
        Documents.Written draft = create(desk(), section, "草稿");

        assertThat(rows(desk().editor(), draft, PaperForm.THREE_REVIEWS))
                .contains("作者||稿件来源|")
                .contains("起草人|" + desk().editor().name() + "|提交审核|")
                .contains("一审|单位审核||||", "二审|办公室审核||||", "三审|市级预审||||");
        assertThat(rows(desk().editor(), draft, PaperForm.SECRECY))
                .contains("承办人||提交时间|")
                .contains("审核记录|")
                .contains("是否涉及|□国家秘密　□工作秘密　□商业秘密　□个人隐私　□均不涉及")
                .noneMatch(row -> row.contains("☑") || row.contains("■"));
    }

    @Test
    void anApprovalOfOtherContentIsInTheAnnexAndNotAmongTheReviews() {
        Documents.Written text = submitted("标题", "", "");
        documents.approve(desk().unitReviewer(), text.document(), text.digest(), "第一稿可以");
        documents.returnForChanges(desk().office(), text.document(), text.digest(), "请补数据");
        Documents.Written changed =
                documents.save(desk().editor(), text.document(), null, text("改过的标题"));
        documents.submit(desk().editor(), text.document(), null);

        List<String> rows = rows(desk().editor(), changed, PaperForm.THREE_REVIEWS);

        assertThat(rows).contains("稿件标题|改过的标题", "一审|单位审核||||");
        assertThat(rows)
                .anyMatch(
                        row ->
                                row.contains("|通过|第一稿可以")
                                        && row.contains(text.digest().hex().substring(0, 12)))
                .anyMatch(row -> row.contains("|退回|请补数据"));
    }

    @Test
    void aStageThatTheRouteDoesNotHaveIsSaid() {
        String continuing = continuing(campaign());
        Documents.Written text = create(desk(), continuing, "持续发布");
        documents.submit(desk().editor(), text.document(), null);

        assertThat(rows(desk().editor(), text, PaperForm.THREE_REVIEWS))
                .contains("一审|单位审核|||审核流程不设此环节|", "二审|办公室审核||||");
    }

    @Test
    void theSecrecyFormNamesWhoSubmittedAndWhatTheChecksFound() {
        Documents.Written text =
                documents.create(
                        desk().editor(),
                        new NewDocument(
                                "article",
                                section,
                                desk().unit(),
                                new Draft(
                                        "联系方式",
                                        "<p>电话 13912345678</p>",
                                        Map.of(),
                                        List.of(),
                                        null,
                                        List.of()),
                                null));
        documents.submit(desk().editor(), text.document(), null);
        documents.approve(desk().unitReviewer(), text.document(), text.digest(), "");

        assertThat(rows(desk().office(), text, PaperForm.SECRECY))
                .contains("承办人|" + desk().editor().name() + "|提交时间|2020年4月27日 09:00")
                .contains(
                        "审核记录|单位审核　%s　2020年4月27日 09:00　通过".formatted(desk().unitReviewer().name()))
                .anyMatch(row -> row.startsWith("系统检查|") && row.contains("PII-1　“139…78”像是手机号码"));
    }

    @Test
    void aSubmissionOfOtherContentIsNotTakenForThatOfTheContentAtHand() {
        Documents.Written text = submitted("原来的标题", "", "");
        documents.takeBack(desk().editor(), text.document(), null);
        documents.save(desk().editor(), text.document(), null, text("改过的标题"));

        assertThat(rows(desk().editor(), text, PaperForm.SECRECY)).contains("承办人||提交时间|");
    }

    @Test
    void theyAreDownloadedByWhoMayReadTheStoryAndByNobodyElse() {
        Documents.Written draft = create(desk(), section, "草稿");
        Actor stranger = people.person(Role.EDITOR, people.unit());

        MvcTestResult docx = get(desk().editor(), draft, "three-reviews.docx");
        assertThat(docx).hasStatusOk();
        assertThat(docx.getResponse().getHeader(HttpHeaders.CONTENT_DISPOSITION))
                .contains("attachment", ".docx");
        assertThat(TestPapers.rows(docx.getResponse().getContentAsByteArray())).contains("稿件标题|草稿");
        assertThat(get(stranger, draft, "three-reviews.docx")).hasStatus(404);
        assertThat(get(desk().office(), draft, "secrecy.docx")).hasStatus(404);
        assertThat(get(desk().editor(), draft, "other.docx")).hasStatus(400);
        assertThatThrownBy(() -> trail.paper(stranger, draft.document(), PaperForm.SECRECY))
                .isInstanceOf(NoSuchDocument.class);
    }

    @Test
    void thePdfSaysTheSame() {
        TestPapers.requireSoffice();
        Documents.Written text = submitted("滨海路改造工程", "", "区司法局");
        documents.approve(desk().unitReviewer(), text.document(), text.digest(), "属实");

        byte[] pdf =
                TestPapers.pdf(
                        trail.paper(desk().editor(), text.document(), PaperForm.THREE_REVIEWS)
                                .docx());

        assertThat(TestPapers.text(pdf)).contains("三审三校", "滨海路改造工程", "通过：属实", text.digest().hex());
        assertThat(TestPapers.embeds(pdf)).isTrue();
        assertThat(get(desk().editor(), text, "three-reviews.pdf"))
                .as("LibreOffice is off here")
                .hasStatus(503)
                .bodyText()
                .contains("take the docx");
    }

    private Team desk() {
        return Objects.requireNonNull(founded);
    }

    private Documents.Written submitted(String title, String author, String source) {
        Map<String, String> fields =
                author.isEmpty() && source.isEmpty()
                        ? Map.of()
                        : author.isEmpty()
                                ? Map.of("source", source)
                                : Map.of("author", author, "source", source);
        Documents.Written draft =
                documents.create(
                        desk().editor(),
                        new NewDocument(
                                "article",
                                section,
                                desk().unit(),
                                new Draft(title, "<p>正文。</p>", fields, List.of(), null, List.of()),
                                null));
        return documents.submit(desk().editor(), draft.document(), null);
    }

    private List<String> rows(Actor by, Documents.Written document, PaperForm form) {
        return TestPapers.rows(trail.paper(by, document.document(), form).docx());
    }

    private MvcTestResult get(Actor by, Documents.Written document, String paper) {
        return http.get()
                .uri("/api/v1/documents/{id}/papers/" + paper, document.document())
                .header(HttpHeaders.AUTHORIZATION, people.bearer(by))
                .exchange();
    }
}
