package org.gongkai.content.reminder;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;

import java.util.Optional;

/**
 * How people are reminded. The server that takes the mail is Spring's {@code spring.mail.*}.
 *
 * @param schedule when it is looked what is due, as six fields of cron (second, minute, hour, day,
 *     month, weekday) by the application's clock; {@code false} for never by itself
 * @param sender the address that letters come from; empty: none are sent
 * @param workbench where people reach the workbench, such as {@code
 *     https://gongkai.example.gov.cn}; links in letters begin with it; empty: {@code
 *     gongkai.publisher.origin}
 * @param daysBefore how many working days before its date people are told of a duty
 * @param daysAfter how many working days after it the office is told
 * @param receiptWithin within how many working days a receipt is signed
 */
@ConfigurationProperties("gongkai.reminders")
public record ReminderSettings(
        @DefaultValue("0 5 8-17 * * *") String schedule,
        @DefaultValue("") String sender,
        @DefaultValue("") String workbench,
        @DefaultValue("3") int daysBefore,
        @DefaultValue("2") int daysAfter,
        @DefaultValue("2") int receiptWithin) {
    public ReminderSettings {
        schedule = schedule.strip();
        if (!schedule.equals("false") && !CronExpression.isValidExpression(schedule)) {
            throw new IllegalArgumentException(
                    "gongkai.reminders.schedule is false or six fields of cron such as 0 5 8-17 * * *, not “%s”"
                            .formatted(schedule));
        }
        if (daysBefore < 1 || daysAfter < 1 || receiptWithin < 1) {
            throw new IllegalArgumentException(
                    "gongkai.reminders.days-before, .days-after and .receipt-within are at least 1");
        }
    }

    /** When it is looked what is due; empty for never by itself. */
    Optional<CronExpression> cron() {
        return schedule.equals("false")
                ? Optional.empty()
                : Optional.of(CronExpression.parse(schedule));
    }
}
