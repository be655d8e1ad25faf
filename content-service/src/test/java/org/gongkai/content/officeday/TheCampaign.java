package org.gongkai.content.officeday;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import org.gongkai.content.CampaignSetting;
import org.gongkai.content.SettableClock;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.engine.TestPostgres;
import org.gongkai.content.proposal.Proposal;
import org.gongkai.content.site.SiteContents;
import org.gongkai.content.site.SiteRevisions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The story: the office and fourteen units from the notice of 26 April to the closing report of 1
 * June 2020, played once for all tests of the class.
 */
@Import({FourteenUnits.class, Hands.class, Diary.class, PreReview.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TheCampaign extends CampaignSetting {
    /** Of its own: it counts all units there are. */
    private static final TestPostgres DISTRICT = TestPostgres.fresh();

    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Autowired FourteenUnits district;
    @Autowired private Hands hands;
    @Autowired Diary diary;
    @Autowired PreReview preReview;
    @Autowired private SiteRevisions site;

    String campaign = "";
    private String column = "";
    private String school = "";

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        configure(registry, DISTRICT);
        MAIL.start();
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
        registry.add("gongkai.reminders.sender", () -> "gongkai@example.gov.cn");
        registry.add("gongkai.reminders.workbench", () -> "https://gongkai.example.gov.cn/");
    }

    @Override
    protected final TestPostgres database() {
        return DISTRICT;
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    // ------------------------------------------------------------------ the story

    @BeforeAll
    void theCampaignIsPlayed() {
        theDistrictIsReady();
        theNoticeGoesOut();
        materialsAreWritten();
        materialsComeLate();
        theCityReviews();
        theDayOfOpenness();
        theWindow();
        theSummaries();
    }

    private void theDistrictIsReady() {
        diary.begin("04-26T08:00");
        district.found();
        campaign = campaign();
        Map<Milestone, Instant> milestones = new EnumMap<>(MILESTONES);
        milestones.put(Milestone.SUMMARIES_DUE, SettableClock.instant("2020-05-25T17:30"));
        milestones.put(Milestone.DISTRICT_SUMMARY_DUE, SettableClock.instant("2020-05-31T17:30"));
        move(campaign, milestones);
        column = section(campaign);
        school = section(campaign);
        Proposal words =
                site.propose(
                        district.office(),
                        SiteContents.of(school, district.of("education").unit(), null, true));
        site.approve(district.publisher(), words.id(), words.digest());
        site.approve(district.city(), words.id(), words.digest());
        hands.actIn(campaign);
        preReview.actIn(campaign);
        diary.watch(
                campaign, Expected.table("Dashboard").stream().map(row -> row.get("day")).toList());
    }

    private void theNoticeGoesOut() {
        at("04-26T10:00");
        hands.issue("关于开展“政务公开日”活动的通知", TwelveTasks.rows(district));
        others("town2").forEach(hands::nameLiaison);
        at("04-26T15:00");
        others("culture", "transport", "town2").forEach(hands::sign);
        at("04-27T11:00");
        hands.sign("culture");
        at("04-30T10:00");
        hands.sign("transport");
    }

    private void materialsAreWritten() {
        hands.write("market", 2, column, "行政权力事项清单");
        hands.write("office", 12, column, "政务公开制度选编");
        hands.write("justice", 3, column, "一图读懂合法性审查");
        hands.write("finance", 3, column, "看懂部门预算");
        hands.write("health", 4, column, "家门口的体检");
        hands.write("housing", 5, column, "加装电梯听取意见");
        hands.write("environment", 9, column, "河道水质月报");
        at("04-30T16:00");
        Stream.of("market", "office", "justice", "health", "environment").forEach(hands::submit);
        hands.review("market", "office", "justice", "health", "environment");
    }

    /** The cut-off was 30 April, 17:00. */
    private void materialsComeLate() {
        at("04-30T17:30");
        assertThatThrownBy(() -> hands.submit("housing"))
                .isInstanceOf(ContentRefused.class)
                .hasMessageContaining("cut-off");
        hands.submitLate("housing", "会议开得晚");
        at("05-06T10:00");
        hands.nameLiaison("town2");
        hands.sign("town2");
        hands.giveBack("housing", "不同意逾期：请先补充听证材料");
        hands.submitLate("finance", "部门决算数据节后才核定");
        hands.consent("finance");
        hands.review("finance");
        at("05-06T11:00");
        hands.elsewhere(1, Channel.SERVICE_SITE, "planning");
        at("05-06T14:00");
        hands.passTheOffice("market", "justice", "environment", "office");
        at("05-07T10:00");
        hands.passTheOffice("health", "finance");
    }

    private void theCityReviews() {
        at("05-07T15:00");
        preReview.makePack(1);
        at("05-08T10:00");
        hands.takeBack("environment");
        again("environment", "河道水质月报（更正）", "监测数据有更正");
        hands.passTheOffice("environment");
        at("05-08T14:00");
        preReview.theSheetComesBack(1, "office", "目录缺少一份制度，请补充");
        at("05-08T16:00");
        publish(hands.document("market"));
        at("05-09T10:00");
        again("office", "政务公开制度选编（补充）", "按市级预审意见修改");
        hands.passTheOffice("office");
        at("05-09T16:00");
        preReview.makePack(2);
        preReview.theSheetOfAnotherPackIsRefused(1, 2);
        at("05-11T10:00");
        preReview.theCityBringsItsSheet(2);
        again("housing", "加装电梯听取意见及采纳情况", "已补充听证材料");
        hands.elsewhere(11, Channel.NEW_MEDIA, "office", "justice", "finance", "planning");
        at("05-12T10:00");
        hands.passTheOffice("housing");
        hands.write("education", 6, school, "入学问答");
        hands.submit("education");
        hands.review("education");
        hands.passTheOffice("education");
        publish(hands.document("education"));
        at("05-13T10:00");
        hands.passTheCity("housing");
        hands.elsewhere(11, Channel.NEW_MEDIA, "education", "health", "market", "housing", "civil");
        at("05-14T10:00");
        hands.elsewhere(6, Channel.NEW_MEDIA, "education");
        hands.draft("culture", column, "现场花絮");
    }

    private void again(String unit, String title, String reason) {
        hands.rewrite(unit, title);
        hands.submitLate(unit, reason);
        hands.consent(unit);
        hands.review(unit);
    }

    private void theDayOfOpenness() {
        at("05-15T08:00");
        Stream.of("justice", "finance", "health", "housing", "environment", "office")
                .map(hands::document)
                .forEach(this::publish);
        at("05-15T10:00");
        hands.elsewhere(11, Channel.NEW_MEDIA, "culture", "town1");
        hands.elsewhereByFile(11, Channel.NEW_MEDIA, "environment");
        hands.elsewhere(3, Channel.NEW_MEDIA, "justice");
        at("05-16T14:00");
        hands.elsewhere(8, Channel.NEW_MEDIA, "culture");
        at("05-18T10:00");
        hands.elsewhere(8, Channel.NEW_MEDIA, "town1");
        hands.elsewhere(11, Channel.NEW_MEDIA, "town2");
        hands.elsewhereByFile(4, Channel.TRADITIONAL_MEDIA, "health");
    }

    private void theWindow() {
        at("05-19T15:00");
        hands.sumUp("justice");
        at("05-20T11:00");
        hands.sumUp("culture");
        at("05-21T10:00");
        hands.returnSummary("culture", "请补充群众评价情况");
        at("05-22T10:00");
        hands.elsewhere(7, Channel.SERVICE_SITE, "civil");
        hands.withdraw("health");
    }

    private void theSummaries() {
        at("05-22T15:00");
        hands.sumUp("culture", "office", "education", "health", "market");
        hands.sumUp("housing", "civil", "planning", "town1", "environment");
        at("05-25T10:00");
        hands.elsewhere(3, Channel.NEW_MEDIA, "finance");
        at("05-25T16:00");
        hands.sumUp("finance");
        at("05-26T16:00");
        hands.sumUp("town2");
        at("05-27T11:00");
        hands.sumUp("transport");
        at("05-28T10:00");
        hands.acceptAllSummaries();
        at("05-31T15:00");
        hands.sumUpTheDistrict();
        at("06-01T10:00");
        hands.acceptTheDistrictsSummary();
        at("06-01T19:00");
    }

    private void at(String time) {
        diary.until(MAIL, time);
    }

    private Stream<String> others(String... than) {
        return district.keys().stream().filter(unit -> !List.of(than).contains(unit));
    }
}
