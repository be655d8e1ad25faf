package org.gongkai.content.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.gongkai.content.CampaignApplication;
import org.gongkai.content.assignment.Assignments;
import org.gongkai.content.assignment.Breakdown;
import org.gongkai.content.assignment.Channel;
import org.gongkai.content.assignment.Circular;
import org.gongkai.content.assignment.Circulars;
import org.gongkai.content.assignment.Evidence;
import org.gongkai.content.assignment.Liaisons;
import org.gongkai.content.assignment.Shares;
import org.gongkai.content.assignment.Task;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.EmailAddress;
import org.gongkai.content.people.EmailAddresses;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The spring of 2020 with a mail server: who gets which letter on which day. */
class RemindersIT extends CampaignApplication {
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Autowired private ReminderRounds rounds;
    @Autowired private Reminders reminders;
    @Autowired private EmailAddresses emails;
    @Autowired private Assignments assignments;
    @Autowired private Circulars circulars;
    @Autowired private Liaisons liaisons;
    @Autowired private Shares shares;
    @Autowired private JavaMailSenderImpl server;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        MAIL.start();
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
        registry.add("gongkai.reminders.sender", () -> "gongkai@example.gov.cn");
        registry.add("gongkai.reminders.workbench", () -> "https://gongkai.example.gov.cn/");
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @BeforeEach
    void theFirstDayOfWork() throws FolderException {
        clock.set("2020-04-26T09:00");
        MAIL.purgeEmailFromAllMailboxes();
    }

    @Test
    void aShareIsToldBeforeOnAndAfterItsDayThenToTheOfficeAndNeverTwice() {
        Work work = work("公布区级权责清单", LocalDate.of(2020, 5, 8));
        signed(work);

        assertThat(letters("2020-04-29T09:00", work.liaison())).isEmpty();
        assertThat(letters("2020-04-30T09:00", work.liaison()))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getSubject()).isEqualTo("【催办】即将到期 1 项");
                            assertThat(text(letter))
                                    .contains("任务1：公布区级权责清单")
                                    .contains("截止日期：2020年5月8日（星期五），还剩 3 个工作日")
                                    .contains(
                                            "https://gongkai.example.gov.cn/workbench/assignments/%s/1"
                                                    .formatted(work.campaign()));
                        });
        for (String quiet :
                List.of(
                        "2020-04-30T16:00",
                        "2020-05-01T09:00",
                        "2020-05-05T09:00",
                        "2020-05-07T09:00")) {
            assertThat(letters(quiet, work.liaison())).as(quiet).isEmpty();
        }
        assertThat(letters("2020-05-08T09:00", work.liaison()))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getSubject()).isEqualTo("【催办】今日到期 1 项");
                            assertThat(text(letter)).contains("2020年5月8日（星期五），今日到期");
                        });
        // A Saturday that was worked.
        assertThat(letters("2020-05-09T09:00", work.liaison()))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getSubject()).isEqualTo("【催办】已逾期 1 项");
                            assertThat(text(letter)).contains("已逾期 1 个工作日");
                        });
        assertThat(letters("2020-05-10T09:00", work.liaison(), work.office())).isEmpty();
        assertThat(letters("2020-05-11T09:00", work.liaison())).isEmpty();
        assertThat(received(work.office()))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getSubject()).contains("各单位逾期未办");
                            assertThat(text(letter))
                                    .contains("各单位逾期未办，请督促")
                                    .contains(work.unitName());
                        });
        assertThat(letters("2020-05-12T09:00", work.liaison(), work.office())).isEmpty();
        assertThat(
                        app.sql(
                                        "select step from reminder where campaign_key = :c and kind = 'SHARE' order by at")
                                .param("c", work.campaign())
                                .query((row, n) -> row.getString(1))
                                .list())
                .containsExactly("BEFORE", "DUE", "OVERDUE", "ESCALATED");
    }

    @Test
    void whatFallsOnAHolidayMovesBehindItAndIsNotDoubled() {
        Work work = work("公布一件实事", LocalDate.of(2020, 5, 3));
        signed(work);

        assertThat(letters("2020-04-30T09:00", work.liaison())).hasSize(1);
        assertThat(letters("2020-05-03T09:00", work.liaison())).isEmpty();
        assertThat(letters("2020-05-06T09:00", work.liaison()))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getSubject()).isEqualTo("【催办】今日到期 1 项");
                            assertThat(text(letter)).contains("2020年5月3日（星期日），当日为休息日，请今日办结");
                        });
        assertThat(letters("2020-05-06T16:00", work.liaison())).isEmpty();
        assertThat(letters("2020-05-07T09:00", work.liaison()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getSubject()).isEqualTo("【催办】已逾期 1 项"));
    }

    @Test
    void whatIsDoneIsNotToldAndWhatSeveralRoundsMissedIsToldOnce() {
        Work work = work("公布区级权责清单", LocalDate.of(2020, 5, 8));
        signed(work);
        done(work);
        assertThat(letters("2020-05-08T09:00", work.liaison())).isEmpty();

        Work late = work("公布另一份清单", LocalDate.of(2020, 5, 8));
        signed(late);
        // No round ran for three weeks: no letter about days that are over.
        assertThat(letters("2020-05-29T09:00", late.liaison()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.getSubject()).isEqualTo("【催办】已逾期 1 项"));
        assertThat(received(late.office())).isNotEmpty();
    }

    @Test
    void oneLetterHoldsAllOfADayAndReceiptsAreAskedForFromTheLiaison() {
        Team team = team();
        Actor liaison = mailed(people.person(Role.EDITOR, team.unit()), "liaison");
        Actor editor = mailed(team.editor(), "editor");
        mailed(team.office(), "office");
        String campaign = campaign();
        Circular circular = circulars.put(team.office(), campaign, null, "活动通知", "请各单位办理。");
        circulars.issue(team.office(), campaign, circular.version());
        issue(team, campaign, 1, "第一件事", LocalDate.of(2020, 5, 20));
        issue(team, campaign, 2, "第二件事", LocalDate.of(2020, 5, 20));

        // Nobody is named: those who can name somebody are told.
        MimeMessage[] first = letters("2020-04-27T09:00", editor);
        assertThat(first)
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getSubject()).isEqualTo("【催办】即将到期 3 项");
                            assertThat(text(letter))
                                    .contains("签收：活动通知")
                                    .contains("签收：任务1：第一件事")
                                    .contains("签收：任务2：第二件事")
                                    .contains("2020年4月28日（星期二），还剩 1 个工作日");
                        });
        liaisons.name(team.office(), campaign, team.unit(), liaison.account());
        circulars.sign(people.again(liaison), campaign, team.unit());
        shares.sign(people.again(liaison), campaign, 1, team.unit());
        assertThat(letters("2020-04-28T09:00", editor)).isEmpty();
        assertThat(received(liaison))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getSubject()).isEqualTo("【催办】今日到期 1 项");
                            assertThat(text(letter)).contains("任务2").doesNotContain("任务1：");
                        });
        // It is for every unit, also for those of other tests.
        circulars.withdraw(team.office(), campaign, circulars.of(campaign).orElseThrow().version());
    }

    @Test
    void nobodyIsToldOfACampaignOfYearsAgo() {
        Work work = work("公布区级权责清单", LocalDate.of(2018, 5, 8));
        signed(work);

        assertThat(letters("2020-04-27T09:00", work.liaison(), work.office()))
                .noneSatisfy(letter -> assertThat(text(letter)).contains(work.unitName()));
        assertThat(reminders.waiting(work.liaison())).isEmpty();
    }

    @Test
    void aNewLiaisonFindsWhatTheFormerWasTold() {
        Work work = work("公布区级权责清单", LocalDate.of(2020, 5, 8));
        signed(work);
        assertThat(letters("2020-05-09T09:00", work.liaison())).hasSize(1);
        Actor successor = people.person(Role.EDITOR, work.unit());
        Actor office = work.team().office();
        liaisons.name(office, work.campaign(), work.unit(), successor.account());
        liaisons.remove(office, work.campaign(), work.unit(), work.liaison().account());

        assertThat(reminders.waiting(successor))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.what()).isEqualTo("任务1：公布区级权责清单");
                            assertThat(line.workingDaysLeft()).isEqualTo(-1);
                        });
        assertThat(reminders.waiting(work.liaison())).isEmpty();
    }

    @Test
    void oneTitleWithoutWordsDoesNotKeepOthersFromBeingTold() {
        Duty duty =
                new Duty(
                        Duty.Kind.SHARE,
                        "key",
                        "campaign",
                        new UnitKey("unit"),
                        "\u0001",
                        LocalDate.of(2020, 5, 8),
                        "/workbench");
        assertThat(duty.what()).isEqualTo("—");
    }

    @Test
    void nothingThatSomebodyWroteBeginsAHeaderOrALine() throws Exception {
        Work work = work("公布清单\r\nBcc: everybody@example.com\r\n\r\n正文", LocalDate.of(2020, 4, 28));
        signed(work);

        MimeMessage letter = letters("2020-04-27T09:00", work.liaison())[0];

        assertThat(letter.getHeader("Bcc")).isNull();
        assertThat(letter.getAllRecipients()).hasSize(1);
        assertThat(text(letter)).contains("公布清单 Bcc: everybody@example.com 正文");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThatThrownBy(() -> new EmailAddress("a@b.cn\r\nBcc: c@d.cn"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EmailAddress("a@b.cn,c@d.cn"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerThatIsAwayGetsTheLetterLaterUnlessItIsDoneByThen() {
        Work work = work("公布清单", LocalDate.of(2020, 4, 28));
        Work other = work("公布另一份清单", LocalDate.of(2020, 4, 28));
        signed(work);
        signed(other);
        server.setPort(1);
        clock.set("2020-04-27T09:00");
        assertThat(rounds.make("system").failed()).isGreaterThanOrEqualTo(2);
        assertThat(states(work.liaison())).containsExactly("WAITING");
        assertThat(
                        app.sql("select max(tries) from reminder_letter where person_id = :p")
                                .param("p", work.liaison().id().value())
                                .query(Integer.class)
                                .single())
                .as("a server that is away is no fault of the letter")
                .isZero();

        clock.set("2020-04-27T10:00");
        done(other);
        server.setPort(MAIL.getSmtp().getPort());
        assertThat(rounds.make("system").failed())
                .as("what need not be sent has not failed")
                .isZero();

        assertThat(states(work.liaison())).containsExactly("SENT");
        assertThat(states(other.liaison())).containsExactly("NOT_NEEDED");
        assertThat(received(work.liaison())).hasSize(1);
        assertThat(received(other.liaison())).isEmpty();
    }

    @Test
    void aLetterWhoseFateACrashHidGoesOnceMoreUnderTheSameName() throws Exception {
        Work work = work("公布清单", LocalDate.of(2020, 4, 28));
        signed(work);
        MimeMessage first = letters("2020-04-27T09:00", work.liaison())[0];
        // As if the process had ended between the server's answer and the mark.
        owner.sql("alter table reminder_letter disable trigger a_letter_is_sent_once").update();
        app.sql("update reminder_letter set state = 'SENDING', sent_at = null where person_id = :p")
                .param("p", work.liaison().id().value())
                .update();
        owner.sql("alter table reminder_letter enable trigger a_letter_is_sent_once").update();

        // Whoever is sending it has ten minutes.
        assertThat(letters("2020-04-27T09:05", work.liaison())).isEmpty();
        MimeMessage again = letters("2020-04-27T09:15", work.liaison())[0];
        assertThat(again.getMessageID()).isEqualTo(first.getMessageID());
        assertThat(letters("2020-04-27T09:30", work.liaison())).isEmpty();
    }

    @Test
    void whoeverHasNoAddressSeesItInTheWorkbench() {
        Team team = team();
        String campaign = campaign();
        issue(team, campaign, 1, "公布清单", LocalDate.of(2020, 4, 28));
        clock.set("2020-04-27T09:00");
        rounds.make("system");

        assertThat(states(team.editor())).containsExactly("NO_ADDRESS");
        assertThat(reminders.waiting(team.editor()))
                .extracting(ReminderLine::kind)
                .containsExactlyInAnyOrder(Duty.Kind.SHARE, Duty.Kind.RECEIPT);
        assertThat(reminders.waiting(team().editor())).isEmpty();
        assertThat(reminders.list(team.office(), campaign, 1, 20).total()).isEqualTo(2);
        assertThat(reminders.list(team().editor(), campaign, 1, 20).total()).isZero();
        assertThatThrownBy(() -> rounds.make(team.editor())).isInstanceOf(NotAllowed.class);
    }

    // ------------------------------------------------------------------ the district

    private record Work(String campaign, Team team, Actor liaison, Actor office, String unitName) {
        UnitKey unit() {
            return team.unit();
        }
    }

    /** An assignment that is issued to one unit, with a liaison who gets mail. */
    private Work work(String text, LocalDate end) {
        Team team = team();
        Actor liaison = mailed(team.editor(), "liaison");
        Actor office = mailed(team.office(), "office");
        String campaign = campaign();
        liaisons.name(team.office(), campaign, team.unit(), liaison.account());
        issue(team, campaign, 1, text, end);
        String name =
                app.sql("select name from unit where key = :key")
                        .param("key", team.unit().value())
                        .query(String.class)
                        .single();
        return new Work(campaign, team, liaison, office, name);
    }

    private void issue(Team team, String campaign, int number, String text, LocalDate end) {
        Task task =
                new Task(
                        "",
                        text,
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

    private void signed(Work work) {
        shares.sign(people.again(work.liaison()), work.campaign(), 1, work.unit());
    }

    private void done(Work work) {
        shares.prove(
                work.liaison(),
                work.campaign(),
                1,
                work.unit(),
                new Evidence.Elsewhere(
                        Channel.NEW_MEDIA,
                        "https://mp.example.com/s/1",
                        null,
                        clock.instant(),
                        ""));
    }

    private Actor mailed(Actor person, String name) {
        emails.set(
                people.administrator(),
                person.id(),
                new EmailAddress(name + "-" + UUID.randomUUID() + "@example.gov.cn"));
        return person;
    }

    /** Makes a round then, and returns what these people got by it. */
    private MimeMessage[] letters(String at, Actor... to) {
        clock.set(at);
        try {
            MAIL.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new AssertionError(e);
        }
        rounds.make("system");
        return Arrays.stream(to)
                .flatMap(one -> Arrays.stream(received(one)))
                .toArray(MimeMessage[]::new);
    }

    private MimeMessage[] received(Actor to) {
        String address =
                emails.of(people.administrator(), to.id()).map(EmailAddress::value).orElseThrow();
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(letter -> isTo(letter, address))
                .toArray(MimeMessage[]::new);
    }

    private static boolean isTo(MimeMessage letter, String address) {
        try {
            return letter.getRecipients(Message.RecipientType.TO)[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(MimeMessage letter) throws MessagingException, IOException {
        return String.valueOf(letter.getContent()).replace("\r\n", "\n");
    }

    private List<String> states(Actor person) {
        return app.sql("select state from reminder_letter where person_id = :p order by at")
                .param("p", person.id().value())
                .query((row, n) -> row.getString(1))
                .list();
    }
}
