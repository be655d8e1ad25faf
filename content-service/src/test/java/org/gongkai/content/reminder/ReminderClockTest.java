package org.gongkai.content.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import org.gongkai.content.reminder.ReminderClock.Rota;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.CronExpression;

import java.time.LocalDateTime;
import java.time.ZoneId;

/** Once a day, at five past nine. */
class ReminderClockTest {
    private final Rota rota = new Rota(CronExpression.parse("0 5 9 * * *"));

    @Test
    void eachTimeMakesOneRound() {
        assertThat(isTime("2020-05-08T09:00")).isFalse();
        assertThat(isTime("2020-05-08T09:05")).isTrue();
        assertThat(isTime("2020-05-08T09:06")).isFalse();
        assertThat(isTime("2020-05-11T10:00")).as("three days in one").isTrue();
        assertThat(isTime("2020-05-11T10:01")).isFalse();
    }

    @Test
    void aTimeOfTodayThatPassedWhileTheProcessWasDownIsMadeUpFor() {
        assertThat(isTime("2020-05-08T09:10")).isTrue();
        assertThat(isTime("2020-05-08T09:11")).isFalse();
    }

    @Test
    void aClockThatIsSetBackCountsAnew() {
        assertThat(isTime("2020-06-08T09:05")).isTrue();
        assertThat(isTime("2020-04-27T08:00")).isFalse();
        assertThat(isTime("2020-04-27T09:05")).isTrue();
    }

    private boolean isTime(String at) {
        return rota.isTime(LocalDateTime.parse(at).atZone(ZoneId.of("Asia/Shanghai")));
    }
}
