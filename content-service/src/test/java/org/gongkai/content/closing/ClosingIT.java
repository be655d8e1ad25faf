package org.gongkai.content.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.content.SettableClock.instant;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.campaign.NoSuchEntry;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.EditionState;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.review.ReviewStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A campaign that closes while its documents are in every state. */
class ClosingIT extends CampaignApplication {
    @Autowired private Closing closing;

    @BeforeEach
    void theFirstDayOfWork() {
        clock.set("2020-04-27T09:00");
    }

    @Test
    void everyDocumentIsReleasedOrListedWithItsLastState() {
        Team team = team();
        String campaign = campaign();
        String section = section(campaign);
        create(team, section, "草稿");
        Documents.Written inReview = submitted(team, section, "审核中");
        Documents.Written returned = submitted(team, section, "已退回");
        documents.returnForChanges(
                team.unitReviewer(), returned.document(), returned.digest(), "请补充");
        Documents.Written discarded = create(team, section, "已废弃");
        documents.discard(team.editor(), discarded.document(), null);
        Documents.Written approved = submitted(team, section, "已审定");
        approve(team, approved);
        Documents.Written held = submitted(team, section, "被拦下");
        approve(team, held);
        app.sql("update edition set state = 'HELD', held_reason = 'META-3' where document_id = :id")
                .param("id", held.document().value())
                .update();
        published(team, section, "已公开");
        Documents.Written withdrawn = published(team, section, "已撤稿");
        documents.withdraw(
                team.office(), withdrawn.document(), WithdrawalNotice.of(WithdrawalReason.WRONG));
        Documents.Written successor = published(team, section, "第一版已公开");
        documents.save(team.editor(), successor.document(), null, text("第二版还是草稿"));
        create(team, section(campaign()), "别的活动的稿件");
        clock.set("2020-05-20T09:00");

        Unreleased found = closing.unreleased(people.person(Role.SUPERVISOR), campaign);

        assertThat(found.documents()).isEqualTo(9);
        assertThat(found.released()).isEqualTo(2);
        assertThat(found.list()).hasSize(7);
        assertThat(found.states())
                .containsEntry(EditionState.DRAFT, 2L)
                .containsEntry(EditionState.IN_REVIEW, 1L)
                .containsEntry(EditionState.RETURNED, 1L)
                .containsEntry(EditionState.DISCARDED, 1L)
                .containsEntry(EditionState.APPROVED, 1L)
                .containsEntry(EditionState.HELD, 1L)
                .hasSize(6);
        assertThat(found.closed()).isFalse();
        assertThat(line(found, inReview))
                .returns(ReviewStage.UNIT_REVIEW, Unreleased.Line::stage)
                .returns(instant("2020-05-06T17:00"), Unreleased.Line::dueAt)
                .returns(11L, Unreleased.Line::workingDaysLate)
                .returns("submitted", Unreleased.Line::lastAction)
                .returns(Role.EDITOR, Unreleased.Line::lastRole);
        assertThat(line(found, returned))
                .returns("returned", Unreleased.Line::lastAction)
                .returns(Role.UNIT_REVIEWER, Unreleased.Line::lastRole);
        assertThat(line(found, approved))
                .returns(instant("2020-05-15T00:00"), Unreleased.Line::dueAt)
                .returns(4L, Unreleased.Line::workingDaysLate)
                .returns(Role.MUNICIPAL_REVIEWER, Unreleased.Line::lastRole);
        assertThat(line(found, successor)).returns(true, Unreleased.Line::live);

        Unreleased first = closing.unreleased(people.person(Role.SUPERVISOR), campaign, 3);
        assertThat(first.list()).isEqualTo(found.list().subList(0, 3));
        assertThat(first.unreleased()).isEqualTo(7);
        assertThat(first.states()).isEqualTo(found.states());
    }

    @Test
    void whatBecomesPublicAfterTheClosingStaysInTheListAndLaterNewsDoesNotEnterIt() {
        Team team = team();
        String campaign = campaign();
        String section = section(campaign);
        String continuing = continuing(campaign);
        Documents.Written tooLate = submitted(team, section, "来不及");
        Documents.Written draft = create(team, section, "一直是草稿");
        clock.set("2020-06-03T09:00");
        approve(team, tooLate);
        publish(tooLate.document());
        create(team, continuing, "活动结束后的动态");
        Documents.Written afterTheEnd = create(team, section, "结束后才写");

        Unreleased found = closing.unreleased(team.office(), campaign);

        assertThat(found.closed()).isTrue();
        assertThat(found.asOf()).isEqualTo(instant("2020-06-01T00:00"));
        assertThat(found.list())
                .extracting(Unreleased.Line::id)
                .containsExactlyInAnyOrder(
                        tooLate.document().value(),
                        draft.document().value(),
                        afterTheEnd.document().value());
        assertThat(found.documents()).isEqualTo(3);
        assertThat(line(found, tooLate))
                .returns(EditionState.PUBLISHED, Unreleased.Line::state)
                .returns(instant("2020-06-03T09:00"), Unreleased.Line::publishedAt)
                .returns(3L, Unreleased.Line::workingDaysLate)
                .returns(null, Unreleased.Line::lastRole);
    }

    @Test
    void theOfficeConsentedOrRefusedAsTheOffice() {
        Team team = team();
        String campaign = campaign();
        String section = section(campaign);
        Documents.Written consented = create(team, section, "同意迟交");
        Documents.Written refused = create(team, section, "不同意迟交");
        clock.set("2020-05-06T09:00");
        documents.submit(team.editor(), consented.document(), null, "等数据");
        documents.submit(team.editor(), refused.document(), null, "忘了");
        assertThat(line(closing.unreleased(team.office(), campaign), consented))
                .returns(true, Unreleased.Line::submittedLate)
                .returns(true, Unreleased.Line::awaitsConsent);
        documents.consent(team.office(), consented.document(), null, "");
        documents.returnForChanges(team.office(), refused.document(), refused.digest(), "不同意");

        Unreleased found = closing.unreleased(team.office(), campaign);
        assertThat(line(found, consented))
                .returns(false, Unreleased.Line::awaitsConsent)
                .returns(Role.OFFICE_REVIEWER, Unreleased.Line::lastRole);
        assertThat(line(found, refused)).returns(Role.OFFICE_REVIEWER, Unreleased.Line::lastRole);
    }

    @Test
    void aUnitSeesItsOwnAndNobodyElseTheTitleOfADraftThatWasNeverSubmitted() {
        Team team = team();
        Team other = team();
        String campaign = campaign();
        String section = section(campaign);
        Documents.Written draft = create(team, section, "内部草稿");
        submitted(other, section, "别的单位的稿件");

        Unreleased own = closing.unreleased(team.editor(), campaign);
        assertThat(own.documents()).isEqualTo(1);
        assertThat(own.list())
                .singleElement()
                .returns("内部草稿", Unreleased.Line::title)
                .returns(draft.document().value(), Unreleased.Line::id);
        Unreleased all = closing.unreleased(team.office(), campaign);
        assertThat(all.list())
                .extracting(Unreleased.Line::title)
                .containsExactlyInAnyOrder(null, "别的单位的稿件");
        for (Role role : List.of(Role.PUBLISHER, Role.MUNICIPAL_REVIEWER, Role.ADMINISTRATOR)) {
            Actor outsider = people.person(role);
            assertThatThrownBy(() -> closing.unreleased(outsider, campaign))
                    .isInstanceOf(NotAllowed.class);
        }
        assertThatThrownBy(() -> closing.unreleased(team.office(), "none"))
                .isInstanceOf(NoSuchEntry.class);
    }

    @Test
    void theApiAnswersWithJsonOrATableForASpreadsheet() {
        Team team = team();
        String campaign = campaign();
        submitted(team, section(campaign), "=1+2，合计");

        MvcTestResult json = get(team.office(), campaign, "*/*");
        assertThat(json).hasContentTypeCompatibleWith("application/json");
        assertThat(text(json))
                .contains("\"documents\":1,\"released\":0,\"states\":{\"IN_REVIEW\":1}");
        assertThat(text(get(team.office(), campaign, "application/json"))).contains("\"list\":[{");
        MvcTestResult csv = get(team.office(), campaign, "text/csv");
        assertThat(csv).hasContentType("text/csv;charset=UTF-8");
        assertThat(csv.getResponse().getHeader("Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"unreleased-%1$s.csv\"; filename*=UTF-8''unreleased-%1$s.csv"
                                .formatted(campaign));
        assertThat(text(csv))
                .startsWith("\uFEFF单位,栏目,标题,")
                .contains(",'=1+2，合计,文章,1,单位审核,2020-05-06 17:00,")
                .contains(",提交了审核,单位编辑,2020-04-27 09:00,");
    }

    private Documents.Written submitted(Team team, String section, String title) {
        return documents.submit(team.editor(), create(team, section, title).document(), null);
    }

    private Documents.Written published(Team team, String section, String title) {
        Documents.Written written = submitted(team, section, title);
        approve(team, written);
        publish(written.document());
        return written;
    }

    private static Unreleased.Line line(Unreleased found, Documents.Written document) {
        return found.list().stream()
                .filter(line -> line.id().equals(document.document().value()))
                .findFirst()
                .orElseThrow();
    }

    private MvcTestResult get(Actor by, String campaign, String accept) {
        return http.get()
                .uri("/api/v1/campaigns/{key}/unreleased", campaign)
                .header("Authorization", people.bearer(by))
                .header("Accept", accept)
                .exchange();
    }

    private static String text(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
