package org.gongkai.content.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Shares;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.campaign.NoSuchEntry;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.closing.CampaignDocuments;
import org.gongkai.content.document.Bypasses;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.Emergency;
import org.gongkai.content.figures.Facts;
import org.gongkai.content.figures.Figures;
import org.gongkai.content.paper.TestPapers;
import org.gongkai.content.people.NoSuchUnit;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.summary.Summaries;
import org.gongkai.content.summary.Summary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small campaign that closes, and what its report says, compared with what is known by hand. */
class ReportIT extends CampaignApplication {
    @Autowired private Reports reports;
    @Autowired private ReportPaper paper;
    @Autowired private Summaries summaries;
    @Autowired private Assignments assignments;
    @Autowired private Shares shares;
    @Autowired private Bypasses bypasses;

    private Team team;
    private Team idle;
    private String campaign = "";
    private String section = "";

    @BeforeEach
    void aCampaignOfTwoUnits() {
        clock.set("2020-04-27T09:00");
        team = team();
        idle = team();
        campaign = campaign();
        section = section(campaign);
        issue(1, "公布权责清单", Set.of(team.unit(), idle.unit()), false);
        issue(2, "持续公开服务事项", Set.of(team.unit()), true);
        clock.set("2020-04-28T09:00");
        publish(approved("权责清单").document());
        create(team, section, "没有写完的稿件");
        // After the cut-off of 30 April, with a reason and the office's consent.
        clock.set("2020-05-11T09:00");
        Documents.Written late = create(team, section, "迟交的通知");
        documents.submit(team.editor(), late.document(), null, "等上级复核数据");
        documents.consent(team.office(), late.document(), null, "");
        approve(team, late);
        publish(late.document());
        Documents.Written urgent = create(team, section, "防汛紧急通知");
        documents.submit(team.editor(), urgent.document(), null, "汛情紧急");
        bypasses.request(
                people.person(Role.OFFICE_REVIEWER),
                urgent.document(),
                digest(urgent),
                "汛情紧急，来不及三审");
        bypasses.confirm(people.person(Role.PUBLISHER), urgent.document(), digest(urgent));
        publish(urgent.document());
        clock.set("2020-05-18T10:00");
        elsewhere(1, team, "https://mp.example.com/1");
        clock.set("2020-05-20T10:00");
        elsewhere(2, team, "https://mp.example.com/2");
    }

    @Test
    void everyFigureIsTheOneCountedByHand() {
        clock.set("2020-06-01T09:00");

        Figures unit = reports.get(team.office(), campaign, team.unit()).facts().figures();
        assertThat(unit)
                .isEqualTo(
                        new Figures(
                                1,
                                2,
                                2,
                                1,
                                0,
                                0,
                                4,
                                3,
                                0,
                                Map.of(Channel.PORTAL, 3, Channel.NEW_MEDIA, 2),
                                2,
                                1,
                                1));
        Report district = reports.get(team.office(), campaign, null);
        assertThat(district.facts().closed()).isTrue();
        assertThat(district.sentences())
                .containsExactly(
                        "活动期间，全区2个单位共承担任务3项次，完成2项次（其中1项次超过期限），1项次尚未完成，已经逾期。",
                        "发布信息：门户网站3篇，政务新媒体2条；另有1篇稿件没有公开。",
                        "迟交稿件2篇次，均说明了理由。",
                        "使用应急发布1次，尚未补审。");
        assertThat(district.facts().units().keySet())
                .containsExactlyInAnyOrder(team.unit(), idle.unit());
        // What comes after the closing does not change what the campaign came to.
        elsewhere(1, idle, "https://mp.example.com/3");
        assertThat(reports.get(team.office(), campaign, null).facts().figures())
                .isEqualTo(district.facts().figures());
    }

    @Test
    void thePaperSaysWhatThePageSays() throws IOException {
        clock.set("2020-06-01T09:00");
        summaries.submit(
                team.editor(),
                campaign,
                team.unit(),
                0,
                new Summary.Words("开展政策解读。\n组织开放日。", "宣传面不够宽。", "继续公开。"));
        reports.write(team.office(), campaign, null, 0, "总体完成较好。\n下一步抓好整改。");

        byte[] district = paper.of(reports.get(team.office(), campaign, null)).docx();
        List<String> rows = TestPapers.rows(district);
        assertThat(rows)
                .contains("承担任务（项）|3|", "已完成|2|其中 1 项超过期限", "迟交稿件（篇次）|2|")
                .contains(name(team.unit()) + "|2|2|0|3|2|■■■■■■■■■■ 100%")
                .contains(name(idle.unit()) + "|1|0|1|0|0|□□□□□□□□□□ 0%")
                .contains("1|" + name(idle.unit()) + "|公布权责清单|5月15日|—|逾期未完成")
                .contains("1|" + name(team.unit()) + "|公布权责清单|5月15日|5月18日|超期 1 个工作日完成")
                .contains("2|" + name(team.unit()) + "|持续公开服务事项|5月31日|5月20日|已完成")
                .contains(name(team.unit()) + "|（未提交，标题不公开）")
                .noneMatch(row -> row.contains("没有写完的稿件"))
                .anySatisfy(row -> assertThat(row).contains("迟交的通知|5月11日 09:00|等上级复核数据|已同意"))
                .anySatisfy(row -> assertThat(row).startsWith("防汛紧急通知|").endsWith("尚未补审"))
                .anySatisfy(
                        row ->
                                assertThat(row)
                                        .contains("政务新媒体")
                                        .contains("https://mp.example.com/2"));
        byte[] unit = paper.of(reports.get(team.editor(), campaign, team.unit())).docx();
        Path kept = Path.of("target", "papers");
        Files.createDirectories(kept);
        Files.write(kept.resolve("report-district.docx"), district);
        Files.write(kept.resolve("report-unit.docx"), unit);
        TestPapers.requireSoffice();
        byte[] pdf = TestPapers.pdf(district);
        Files.write(kept.resolve("report-district.pdf"), pdf);
        byte[] unitPdf = TestPapers.pdf(unit);
        Files.write(kept.resolve("report-unit.pdf"), unitPdf);
        assertThat(TestPapers.text(pdf)).contains("一、总体情况").contains("总体完成较好。");
        assertThat(TestPapers.text(unitPdf)).contains("组织开放日。").contains("宣传面不够宽。");
    }

    @Test
    void aTitleThatWasTypedAfterAReturnIsNotTold() {
        clock.set("2020-05-12T09:00");
        Documents.Written written = create(team, section, "送审的标题");
        documents.submit(team.editor(), written.document(), null, "等上级复核数据");
        documents.takeBack(team.editor(), written.document(), null);
        documents.save(team.editor(), written.document(), null, text("还没有送审的标题"));

        Facts facts = summaries.facts(team.office(), campaign, null);

        assertThat(facts.unpublished())
                .extracting(CampaignDocuments.Counted::title)
                .containsExactlyInAnyOrder("送审的标题", null);
        assertThat(facts.late())
                .extracting(CampaignDocuments.Late::title)
                .contains("送审的标题")
                .doesNotContain("还没有送审的标题");
    }

    @Test
    void aRequestThatNobodyConfirmedIsNoEmergency() {
        Documents.Written asked = create(team, section, "没有人确认的通知");
        documents.submit(team.editor(), asked.document(), null, "汛情紧急");
        bypasses.request(
                people.person(Role.OFFICE_REVIEWER), asked.document(), digest(asked), "汛情紧急");

        Facts facts = summaries.facts(team.office(), campaign, null);

        assertThat(facts.figures().emergencies()).isEqualTo(1);
        assertThat(facts.emergencies()).extracting(Emergency::title).containsExactly("防汛紧急通知");
    }

    @Test
    void wordsAreOfACampaignAndAUnitThatThereAre() {
        assertThatThrownBy(() -> reports.write(team.office(), "none", null, 0, "x"))
                .isInstanceOf(NoSuchEntry.class);
        assertThatThrownBy(
                        () -> reports.write(team.office(), campaign, new UnitKey("none"), 0, "x"))
                .isInstanceOf(NoSuchUnit.class);
    }

    @Test
    void theOfficeAddsWordsAndNobodyElse() {
        reports.write(team.office(), campaign, null, 0, "第一稿");
        assertThatThrownBy(() -> reports.write(team.office(), campaign, null, 0, "另一稿"))
                .isInstanceOf(ReportRefused.class);
        reports.write(team.office(), campaign, null, 1, "第二稿");
        assertThat(reports.get(team.office(), campaign, null).words())
                .extracting(Report.Words::text)
                .containsExactly("第二稿", "第一稿");
        assertThatThrownBy(() -> reports.write(team.editor(), campaign, team.unit(), 0, "x"))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> reports.get(team.editor(), campaign, null))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> reports.get(idle.editor(), campaign, team.unit()))
                .isInstanceOf(NotAllowed.class);
        assertThat(
                        http.get()
                                .uri("/api/v1/campaigns/" + campaign + "/report/paper.docx")
                                .header("Authorization", people.bearer(team.office())))
                .hasStatusOk()
                .hasContentType(
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(
                        http.get()
                                .uri("/api/v1/campaigns/" + campaign + "/reports/" + team.unit())
                                .header("Authorization", people.bearer(team.editor())))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.facts.figures.emergencies")
                .isEqualTo(1);
    }

    private Documents.Written approved(String title) {
        Documents.Written written = create(team, section, title);
        documents.submit(team.editor(), written.document(), null);
        approve(team, written);
        return written;
    }

    private static Digest digest(Documents.Written written) {
        return written.digest();
    }

    private String name(UnitKey unit) {
        return app.sql("select name from unit where key = :key")
                .param("key", unit.value())
                .query((row, n) -> row.getString(1))
                .single();
    }

    private void elsewhere(int number, Team by, String link) {
        shares.prove(
                by.editor(),
                campaign,
                number,
                by.unit(),
                new Evidence.Elsewhere(Channel.NEW_MEDIA, link, null, clock.instant(), ""));
    }

    private void issue(int number, String text, Set<UnitKey> units, boolean continuing) {
        @Nullable LocalDate end = continuing ? null : LocalDate.of(2020, 5, 15);
        Task task =
                new Task(
                        "",
                        text,
                        false,
                        units,
                        null,
                        end,
                        continuing,
                        Set.of(Channel.NEW_MEDIA),
                        Set.of(),
                        List.of());
        long version =
                assignments
                        .put(team.office(), campaign, null, new Breakdown.Row(number, task))
                        .version();
        assignments.issue(team.office(), campaign, number, version);
    }
}
