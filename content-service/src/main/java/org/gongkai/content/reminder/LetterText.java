package org.gongkai.content.reminder;

import org.gongkai.content.campaign.WorkingCalendar;
import org.gongkai.content.campaign.WorkingDays;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.Units;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a letter says: in Chinese, as plain text, what is due when, how many working days are left,
 * and where it is done. The most urgent comes first.
 */
@Component
class LetterText {
    private static final Locale CHINESE = Locale.CHINA;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("y年M月d日（EEEE）", CHINESE);
    private static final List<Step> ORDER =
            List.of(Step.ESCALATED, Step.OVERDUE, Step.DUE, Step.BEFORE);
    private static final List<String> NUMBERS = List.of("一", "二", "三", "四");

    private final MessageSource messages;
    private final WorkingDays days;
    private final Units units;
    private final Clock clock;
    private final String workbench;

    LetterText(
            MessageSource messages,
            WorkingDays days,
            Units units,
            Clock clock,
            ReminderSettings settings,
            @Value("${gongkai.publisher.origin:}") String origin) {
        this.messages = messages;
        this.days = days;
        this.units = units;
        this.clock = clock;
        String base = settings.workbench().isBlank() ? origin : settings.workbench();
        this.workbench = base.strip().replaceFirst("/+$", "");
    }

    Post.Letter of(Letters.Claim claim) {
        LocalDate today = LocalDate.now(clock);
        WorkingCalendar calendar = days.calendar();
        List<String> counts = new ArrayList<>();
        StringBuilder body = new StringBuilder(say("reminder.mail.greeting", claim.name()));
        body.append("\n\n").append(say("reminder.mail.opening")).append('\n');
        int part = 0;
        for (Step step : ORDER) {
            List<Letters.Item> items =
                    claim.items().stream().filter(item -> item.step() == step).toList();
            if (items.isEmpty()) {
                continue;
            }
            counts.add(say("reminder.mail.count." + step, items.size()));
            body.append('\n')
                    .append(NUMBERS.get(part++))
                    .append('、')
                    .append(say("reminder.mail.part." + step))
                    .append('\n');
            for (int i = 0; i < items.size(); i++) {
                append(body, i + 1, items.get(i), today, calendar);
            }
        }
        body.append('\n').append(say("reminder.mail.closing")).append("\n\n");
        units.all().stream()
                .filter(unit -> unit.kind() == Unit.Kind.OFFICE)
                .findFirst()
                .ifPresent(office -> body.append(office.name()).append('\n'));
        body.append(DateTimeFormatter.ofPattern("y年M月d日", CHINESE).format(today)).append('\n');
        return new Post.Letter(
                claim.id(),
                claim.to(),
                say("reminder.mail.subject", String.join("、", counts)),
                body.toString());
    }

    private void append(
            StringBuilder body,
            int number,
            Letters.Item item,
            LocalDate today,
            WorkingCalendar calendar) {
        Duty duty = item.duty();
        body.append(number)
                .append(". ")
                .append(
                        say(
                                "reminder.mail.what." + duty.kind(),
                                item.unit(),
                                duty.what(),
                                item.campaign()))
                .append('\n')
                .append("   ")
                .append(say("reminder.mail.due", DAY.format(duty.due())))
                .append(left(item, today, calendar))
                .append('\n');
        if (!workbench.isEmpty()) {
            body.append("   ")
                    .append(say("reminder.mail.page", workbench + duty.page()))
                    .append('\n');
        }
    }

    private String left(Letters.Item item, LocalDate today, WorkingCalendar calendar) {
        LocalDate due = item.duty().due();
        long left = calendar.between(today, due);
        if (today.isEqual(due)) {
            return say("reminder.mail.today");
        }
        if (today.isBefore(due)) {
            return left == 0 ? say("reminder.mail.dayOff") : say("reminder.mail.left", left);
        }
        return item.step() == Step.DUE
                ? say("reminder.mail.moved")
                : say("reminder.mail.overdue", -left);
    }

    private String say(String key, Object... values) {
        return Objects.requireNonNull(messages.getMessage(key, values, CHINESE));
    }
}
