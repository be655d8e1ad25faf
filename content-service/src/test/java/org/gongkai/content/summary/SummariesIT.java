package org.gongkai.content.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.SettableClock;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Shares;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.document.Documents;
import org.gongkai.content.figures.FactBook;
import org.gongkai.content.figures.Facts;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.reminder.ReminderLine;
import org.gongkai.content.reminder.ReminderRounds;
import org.gongkai.content.reminder.Reminders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The end of May 2020: units report to the office, and the office to the city. */
class SummariesIT extends CampaignApplication {
    private static final Summary.Words WORDS = new Summary.Words("开展了政策解读。", "", "继续公开。");

    @Autowired private Summaries summaries;
    @Autowired private FactBook facts;
    @Autowired private Assignments assignments;
    @Autowired private Shares shares;
    @Autowired private ReminderRounds rounds;
    @Autowired private Reminders reminders;

    private Team team;
    private String campaign = "";
    private String section = "";

    @BeforeEach
    void aUnitThatDidTwoOfItsThreeAssignments() {
        clock.set("2020-04-27T09:00");
        team = team();
        campaign = campaign();
        Map<Milestone, Instant> milestones = new EnumMap<>(MILESTONES);
        milestones.put(Milestone.SUMMARIES_DUE, SettableClock.instant("2020-05-25T17:30"));
        milestones.put(Milestone.DISTRICT_SUMMARY_DUE, SettableClock.instant("2020-05-31T17:30"));
        move(campaign, milestones);
        section = section(campaign);
        for (int number = 1; number <= 3; number++) {
            issue(number, LocalDate.of(2020, 5, 15));
        }
        clock.set("2020-04-28T09:00");
        published("公开了一");
        create(team, section, "还是草稿");
        clock.set("2020-05-14T09:00");
        elsewhere(1, "https://mp.example.com/1");
        clock.set("2020-05-20T09:00");
        elsewhere(2, "https://mp.example.com/2");
        clock.set("2020-05-25T09:00");
    }

    @Test
    void theFiguresAreThoseOfTheRecordAndSaySoInWords() {
        Facts found = facts.of(campaign, team.unit());

        assertThat(found.closed()).isFalse();
        assertThat(Sentences.of("司法局", found.figures(), found.asOf(), false, clock.getZone()))
                .containsExactly(
                        "截至2020年5月25日9时，司法局承担任务3项，完成2项（其中1项超过期限），1项尚未完成，已经逾期。",
                        "发布信息：门户网站1篇，政务新媒体2条；另有1篇稿件尚未公开。",
                        "稿件没有迟交。");
        assertThat(found.publications()).hasSize(3);
        assertThat(found.unpublished()).hasSize(1);
        assertThat(facts.district(campaign).figures().shares()).isEqualTo(3);
        assertThat(facts.units(campaign)).containsExactly(team.unit());
    }

    @Test
    void whatIsSubmittedKeepsItsFiguresAndWhatIsReturnedIsWrittenOn() {
        Summary draft = summaries.save(team.editor(), campaign, team.unit(), 0, WORDS);
        assertThat(draft.state()).isEqualTo(Summary.State.DRAFT);
        assertThat(summaries.get(team.office(), campaign, team.unit()).words().practice())
                .as("a draft is the unit's own")
                .isEmpty();

        Summary submitted =
                summaries.submit(team.editor(), campaign, team.unit(), draft.version(), WORDS);
        assertThat(submitted.state()).isEqualTo(Summary.State.SUBMITTED);
        elsewhere(3, "https://mp.example.com/3");
        Summary.Submission first =
                summaries.get(team.office(), campaign, team.unit()).submissions().getFirst();
        assertThat(first.figures().figures().done()).isEqualTo(2);
        assertThat(first.figures().differs(facts.of(campaign, team.unit()))).isTrue();
        assertThat(first.digest()).hasSize(64);
        refused(
                SummaryRefused.Why.SEALED,
                () ->
                        summaries.save(
                                team.editor(), campaign, team.unit(), submitted.version(), WORDS));
        assertThatThrownBy(() -> summaries.accept(team.editor(), campaign, team.unit(), 1))
                .isInstanceOf(NotAllowed.class);
        refused(
                SummaryRefused.Why.REASON,
                () -> summaries.giveBack(team.office(), campaign, team.unit(), 1, " "));

        Summary returned = summaries.giveBack(team.office(), campaign, team.unit(), 1, "请补充社会评议情况");
        assertThat(returned.state()).isEqualTo(Summary.State.RETURNED);
        refused(
                SummaryRefused.Why.NOTHING_SUBMITTED,
                () -> summaries.accept(team.office(), campaign, team.unit(), 1));
        clock.set("2020-05-27T09:00");
        Summary again =
                summaries.submit(team.editor(), campaign, team.unit(), returned.version(), WORDS);
        assertThat(again.submissions()).hasSize(2);
        assertThat(again.submissions().getFirst().figures().figures().done()).isEqualTo(3);
        assertThat(again.workingDaysLate()).as("the first came in time").isNull();
        refused(
                SummaryRefused.Why.OTHER,
                () -> summaries.accept(team.office(), campaign, team.unit(), 1));
        refused(
                SummaryRefused.Why.OTHER,
                () -> summaries.giveBack(team.office(), campaign, team.unit(), 1, "再补充"));
        assertThat(summaries.accept(team.office(), campaign, team.unit(), 2).state())
                .isEqualTo(Summary.State.ACCEPTED);
        assertThatThrownBy(() -> app.sql("update summary_submission set practice = 'x'").update())
                .hasMessageContaining("stays as it was");
        assertThat(
                        app.sql(
                                        "select action from audit_entry where action like 'summary-%' and detail like '%'||:c||'%' order by position")
                                .param("c", campaign)
                                .query((row, n) -> row.getString(1))
                                .list())
                .containsExactly(
                        "summary-saved",
                        "summary-submitted",
                        "summary-returned",
                        "summary-submitted",
                        "summary-accepted");
    }

    @Test
    void twoWhoWriteAtOnceLoseNothingAndNobodyDecidesOnTheOwn() {
        summaries.save(team.editor(), campaign, team.unit(), 0, WORDS);
        refused(
                SummaryRefused.Why.STALE,
                () -> summaries.save(team.editor(), campaign, team.unit(), 0, WORDS));
        refused(
                SummaryRefused.Why.PRACTICE,
                () ->
                        summaries.submit(
                                team.editor(),
                                campaign,
                                team.unit(),
                                1,
                                new Summary.Words(" ", "", "")));
        Actor both = people.person(Role.EDITOR, team.unit());
        people.grant(both, Role.OFFICE_REVIEWER);
        summaries.submit(people.again(both), campaign, team.unit(), 1, WORDS);
        refused(
                SummaryRefused.Why.OWN,
                () -> summaries.accept(people.again(both), campaign, team.unit(), 1));
    }

    @Test
    void theDistrictsGoesFromTheOfficeToTheCity() {
        assertThat(summaries.of(team.office(), campaign)).hasSize(2);
        assertThat(summaries.of(team.editor(), campaign)).hasSize(1);
        assertThat(summaries.of(team.city(), campaign)).hasSize(1);
        assertThatThrownBy(() -> summaries.save(team.editor(), campaign, null, 0, WORDS))
                .isInstanceOf(NotAllowed.class);
        summaries.submit(team.office(), campaign, null, 0, WORDS);
        assertThat(summaries.accept(team.city(), campaign, null, 1).state())
                .isEqualTo(Summary.State.ACCEPTED);
        assertThatThrownBy(() -> summaries.get(team().editor(), campaign, team.unit()))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void whoeverOwesASummaryIsReminded() {
        clock.set("2020-05-20T09:00");
        rounds.make(team.office());
        assertThat(reminders.waiting(team.editor()))
                .extracting(ReminderLine::what)
                .contains("报送活动总结");
        assertThat(reminders.waiting(team.editor()))
                .filteredOn(line -> line.what().equals("报送活动总结"))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.due()).isEqualTo(LocalDate.of(2020, 5, 25));
                            assertThat(line.page())
                                    .isEqualTo(
                                            "/workbench/summaries/%s/%s"
                                                    .formatted(campaign, team.unit()));
                        });
        summaries.submit(team.editor(), campaign, team.unit(), 0, WORDS);
        assertThat(reminders.waiting(team.editor()))
                .noneMatch(line -> line.what().equals("报送活动总结"));
    }

    @Test
    void whatIsToBeDoneIsLookedUpWithoutTheFiguresOfAnybody() {
        Team other = team();
        create(other, section, "别的稿件");
        summaries.submit(other.editor(), campaign, other.unit(), 0, WORDS);
        assertThat(facts.units(campaign))
                .containsExactlyInAnyOrderElementsOf(facts.district(campaign).units().keySet())
                .contains(other.unit());
        clock.set("2020-05-21T09:00");
        rounds.make(team.office());
        owner.sql("alter table summary_submission disable trigger submission_is_lawful").update();
        app.sql(
                        """
                        update summary_submission set figures = 'x', digest = sha256('x')
                        where summary_id = (select id from summary where unit_key = :unit)
                        """)
                .param("unit", other.unit().value())
                .update();
        owner.sql("alter table summary_submission enable trigger submission_is_lawful").update();

        assertThat(reminders.waiting(team.editor()))
                .extracting(ReminderLine::what)
                .contains("报送活动总结");
        assertThat(reminders.waiting(other.editor()))
                .extracting(ReminderLine::what)
                .doesNotContain("报送活动总结");
    }

    @Test
    void theApiTellsFiguresAndRefusals() {
        String path = "/api/v1/campaigns/" + campaign + "/summaries/" + team.unit();
        String editor = people.bearer(team.editor());

        assertThat(http.get().uri(path + "/facts").header("Authorization", editor))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.figures.publications.NEW_MEDIA")
                .isEqualTo(2);
        assertThat(
                        http.post()
                                .uri(path + "/submissions")
                                .header("Authorization", editor)
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"version\": 0, \"practice\": \"\"}"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.refusal")
                .isEqualTo("PRACTICE");
        assertThat(
                        http.get()
                                .uri("/api/v1/campaigns/" + campaign + "/summary")
                                .header("Authorization", editor))
                .hasStatus(403);
    }

    private static void refused(
            SummaryRefused.Why why, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        SummaryRefused.class, e -> assertThat(e.why()).isEqualTo(why));
    }

    private void published(String title) {
        Documents.Written written = create(team, section, title);
        documents.submit(team.editor(), written.document(), written.version(), null);
        approve(team, written);
        publish(written.document());
    }

    private void elsewhere(int number, String link) {
        shares.prove(
                team.editor(),
                campaign,
                number,
                team.unit(),
                new Evidence.Elsewhere(Channel.NEW_MEDIA, link, null, clock.instant(), ""));
    }

    private void issue(int number, LocalDate end) {
        Task task =
                new Task(
                        "",
                        "第" + number + "件事",
                        false,
                        Set.of(team.unit()),
                        null,
                        end,
                        false,
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
