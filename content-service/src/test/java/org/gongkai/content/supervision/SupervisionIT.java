package org.gongkai.content.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gongkai.content.SettableClock.instant;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Liaisons;
import org.gongkai.content.assignment.Shares;
import org.gongkai.content.assignment.Tasks;
import org.gongkai.content.document.Documents;
import org.gongkai.content.document.WithdrawalNotice;
import org.gongkai.content.document.WithdrawalReason;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two units through the campaign of 2020, with figures counted by hand: 1 to 5 May were holidays,
 * Saturday 9 May was worked, 31 May was a Sunday.
 */
class SupervisionIT extends CampaignApplication {
    @Autowired private Supervision supervision;
    @Autowired private Assignments assignments;
    @Autowired private Shares shares;
    @Autowired private Liaisons liaisons;

    private Team one;
    private Team other;
    private String campaign;

    /** 1 for one unit until 8 May; 2 for both in the window; 3 for the other, going on. */
    @BeforeEach
    void threeAssignmentsAreIssued() {
        clock.set("2020-04-29T09:00");
        one = team();
        other = team();
        campaign = campaign();
        assignments.save(
                one.office(),
                campaign,
                0,
                List.of(
                        new Breakdown.Row(
                                1,
                                Tasks.until("报送材料", Set.of(one.unit()), LocalDate.of(2020, 5, 8))),
                        new Breakdown.Row(
                                2,
                                Tasks.inTheWindow(
                                        "解读政策",
                                        Set.of(one.unit(), other.unit()),
                                        Channel.PORTAL,
                                        Channel.NEW_MEDIA)),
                        new Breakdown.Row(
                                3,
                                Tasks.continuing(
                                        "开学信息", Set.of(other.unit()), Channel.NEW_MEDIA))));
        assignments.issueAll(one.office(), campaign);
    }

    @Test
    void colorsFollowFromDatesAndEvidence() {
        is(
                "2020-04-29T09:00",
                "1 one GREY 4",
                "2 one GREY 20",
                "2 other GREY 20",
                "3 other GREY 20");
        is(
                "2020-04-30T09:00",
                "1 one AMBER 3",
                "2 one GREY 19",
                "2 other GREY 19",
                "3 other GREY 19");
        is(
                "2020-05-08T23:59",
                "1 one AMBER 0",
                "2 one GREY 16",
                "2 other GREY 16",
                "3 other GREY 16");
        is(
                "2020-05-09T09:00",
                "1 one RED 1",
                "2 one GREY 15",
                "2 other GREY 15",
                "3 other GREY 15");
        clock.set("2020-05-11T10:00");
        elsewhere(one, 1, Channel.NEW_MEDIA, "2020-05-11T09:30");
        is(
                "2020-05-11T10:00",
                "1 one GREEN 2",
                "2 one GREY 14",
                "2 other GREY 14",
                "3 other GREY 14");
        clock.set("2020-05-16T10:00");
        elsewhere(one, 2, Channel.NEW_MEDIA, "2020-05-16T08:00");
        is(
                "2020-05-18T09:00",
                "1 one GREEN 2",
                "2 one AMBER 9",
                "2 other GREY 9",
                "3 other GREY 9");
        clock.set("2020-05-20T08:00");
        Documents.Written document = published(one, 2);
        is(
                "2020-05-25T09:00",
                "1 one GREEN 2",
                "2 one GREEN -",
                "2 other GREY 4",
                "3 other GREY 4");
        is(
                "2020-05-26T09:00",
                "1 one GREEN 2",
                "2 one GREEN -",
                "2 other AMBER 3",
                "3 other AMBER 3");
        is(
                "2020-05-31T23:59",
                "1 one GREEN 2",
                "2 one GREEN -",
                "2 other AMBER 0",
                "3 other AMBER 0");
        is("2020-06-01T09:00", "1 one GREEN 2", "2 one GREEN -", "2 other RED 1", "3 other RED 1");
        documents.withdraw(
                one.office(), document.document(), WithdrawalNotice.of(WithdrawalReason.OUTDATED));
        is("2020-06-02T09:00", "1 one GREEN 2", "2 one RED 2", "2 other RED 2", "3 other RED 2");
    }

    @Test
    void theFiguresSayWhoHasDoneWhatAndWhatIsNext() {
        liaisons.name(one.editor(), campaign, one.unit(), one.editor().account());
        shares.sign(one.editor(), campaign, 1, one.unit());
        clock.set("2020-05-07T10:00");
        elsewhere(one, 1, Channel.NEW_MEDIA, "2020-05-06T09:30");
        Documents.Written draft = create(one, section(campaign), "草稿");
        shares.prove(one.editor(), campaign, 2, one.unit(), draft.document());

        Overview found = supervision.overview(one.office(), campaign);

        assertThat(found.total().lights())
                .isEqualTo(Map.of(Light.RED, 0L, Light.AMBER, 0L, Light.GREY, 3L, Light.GREEN, 1L));
        assertThat(found.total().percent()).isEqualTo(25);
        assertThat(found.units())
                .extracting(Overview.Figure::key, Overview.Figure::shares, Overview.Figure::percent)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(other.unit().value(), 2L, 0L),
                        org.assertj.core.api.Assertions.tuple(one.unit().value(), 2L, 50L));
        assertThat(found.blocks())
                .singleElement()
                .returns("主题活动", Overview.Figure::key)
                .returns(4L, Overview.Figure::shares);
        assertThat(found.stages()).isEqualTo(Map.of("DRAFT", 1L));
        assertThat(found.nothing()).containsExactly(other.unit());
        assertThat(found.unsigned()).isEqualTo(3);
        assertThat(found.next())
                .extracting(standing -> standing.share().assignment().number())
                .containsExactly(2, 2, 3);
        Overview own = supervision.overview(other.editor(), campaign);
        assertThat(own.total().shares()).isEqualTo(2);
        assertThat(own.units())
                .extracting(Overview.Figure::key)
                .containsExactly(other.unit().value());
        assertThatThrownBy(() -> supervision.overview(one.city(), campaign))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void theBurnupCountsWhatWentUpAndWhatWasDoneDayByDay() {
        String section = section(campaign);
        Documents.Written first = create(one, section, "第一篇");
        create(other, section, "还是草稿");
        documents.submit(one.editor(), first.document(), null);
        clock.set("2020-04-30T09:00");
        documents.approve(one.unitReviewer(), first.document(), first.digest(), "");
        clock.set("2020-05-07T09:00");
        documents.approve(one.office(), first.document(), first.digest(), "");
        elsewhere(one, 1, Channel.NEW_MEDIA, "2020-05-06T09:30");
        clock.set("2020-05-18T09:00");

        Burnup burnup = supervision.overview(people.person(Role.SUPERVISOR), campaign).burnup();

        assertThat(burnup.shares()).isEqualTo(4);
        assertThat(burnup.documents()).isEqualTo(2);
        assertThat(burnup.milestones().values())
                .containsExactly(
                        LocalDate.of(2020, 5, 8),
                        LocalDate.of(2020, 5, 15),
                        LocalDate.of(2020, 5, 31));
        assertThat(burnup.days()).hasSize(33);
        assertThat(burnup.days())
                .first()
                .isEqualTo(new Burnup.Day(LocalDate.of(2020, 4, 29), 0, 0, true));
        assertThat(burnup.days().get(7))
                .isEqualTo(new Burnup.Day(LocalDate.of(2020, 5, 6), 0, 1, true));
        assertThat(burnup.days().get(8))
                .isEqualTo(new Burnup.Day(LocalDate.of(2020, 5, 7), 1, 1, true));
        assertThat(burnup.days().stream().filter(Burnup.Day::past)).hasSize(20);
        assertThat(burnup.days())
                .last()
                .isEqualTo(new Burnup.Day(LocalDate.of(2020, 5, 31), 1, 1, false));
    }

    @Test
    void theApiAnswersWithJsonOrATable() {
        MvcTestResult json = get("application/json");
        assertThat(json).bodyJson().extractingPath("$.total.shares").isEqualTo(4);
        assertThat(json).bodyJson().extractingPath("$.list[0].light").isEqualTo("GREY");
        MvcTestResult csv = get("text/csv");
        assertThat(csv).hasContentType("text/csv;charset=UTF-8");
        assertThat(new String(csv.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8))
                .startsWith("\uFEFF序号,板块,任务,单位,")
                .contains("报送材料")
                .contains(",未到期,2020-05-09 00:00,");
    }

    private MvcTestResult get(String accept) {
        return http.get()
                .uri("/api/v1/campaigns/{key}/supervision", campaign)
                .header("Authorization", people.bearer(one.office()))
                .header("Accept", accept)
                .exchange();
    }

    private void is(String at, String... standings) {
        clock.set(at);
        assertThat(
                        supervision.overview(one.office(), campaign).list().stream()
                                .map(this::shown)
                                .sorted()
                                .toList())
                .as(at)
                .containsExactly(standings);
    }

    private String shown(Standing standing) {
        Long days =
                standing.workingDaysLeft() == null
                        ? standing.workingDaysLate()
                        : standing.workingDaysLeft();
        return "%d %s %s %s"
                .formatted(
                        standing.share().assignment().number(),
                        standing.share().unit().equals(one.unit()) ? "one" : "other",
                        standing.light(),
                        days == null ? "-" : days);
    }

    private void elsewhere(Team team, int number, Channel channel, String at) {
        shares.prove(
                team.editor(),
                campaign,
                number,
                team.unit(),
                new Evidence.Elsewhere(channel, "https://a.example/1", null, instant(at), ""));
    }

    private Documents.Written published(Team team, int number) {
        Documents.Written document = create(team, continuing(campaign), "公开的");
        shares.prove(team.editor(), campaign, number, team.unit(), document.document());
        documents.submit(team.editor(), document.document(), null);
        documents.approve(team.office(), document.document(), document.digest(), "");
        publish(document.document());
        return document;
    }
}
