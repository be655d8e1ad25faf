package org.gongkai.content.reminder;

import org.gongkai.content.assignment.Assignment;
import org.gongkai.content.assignment.Circular;
import org.gongkai.content.assignment.Circulars;
import org.gongkai.content.assignment.Share;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.WorkingCalendar;
import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.deadline.Today;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.gongkai.content.supervision.Standing;
import org.gongkai.content.supervision.Supervision;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What the office has issued: a unit signs for it within {@code gongkai.reminders.receipt-within}
 * working days, and does its share by the last day of the assignment. What goes on (持续发布) is due
 * when the campaign closes.
 */
@Component
class AssignmentDuties implements Duties {
    private static final String PAGE = "/workbench/assignments";

    private final Supervision supervision;
    private final Circulars circulars;
    private final Units units;
    private final Deadlines deadlines;
    private final ReminderSettings settings;
    private final MessageSource messages;

    AssignmentDuties(
            Supervision supervision,
            Circulars circulars,
            Units units,
            Deadlines deadlines,
            ReminderSettings settings,
            MessageSource messages) {
        this.supervision = supervision;
        this.circulars = circulars;
        this.units = units;
        this.deadlines = deadlines;
        this.settings = settings;
        this.messages = messages;
    }

    @Override
    public List<Duty> open(Campaign campaign) {
        Today today = deadlines.today();
        List<Duty> open = new ArrayList<>();
        for (Standing standing : supervision.of(campaign.key())) {
            addShare(open, standing, today);
            addReceipt(open, standing.share(), today);
        }
        circulars.of(campaign.key()).ifPresent(circular -> addCircular(open, circular, today));
        return open;
    }

    private void addShare(List<Duty> open, Standing standing, Today today) {
        Share share = standing.share();
        Instant due = standing.due();
        if (due != null && !share.done()) {
            Assignment assignment = share.assignment();
            open.add(
                    new Duty(
                            Duty.Kind.SHARE,
                            key(share),
                            assignment.campaign(),
                            share.unit(),
                            words(assignment),
                            today.hours().dayOf(due),
                            page(assignment)));
        }
    }

    private void addReceipt(List<Duty> open, Share share, Today today) {
        Assignment assignment = share.assignment();
        Assignment.Issue issue = assignment.issue();
        if (issue != null && share.receipt() == null) {
            open.add(
                    new Duty(
                            Duty.Kind.RECEIPT,
                            key(share) + " " + assignment.issues(),
                            assignment.campaign(),
                            share.unit(),
                            words(assignment),
                            signedBy(issue.at(), today),
                            page(assignment)));
        }
    }

    private void addCircular(List<Duty> open, Circular circular, Today today) {
        Assignment.Issue issue = circular.issue();
        if (issue == null) {
            return;
        }
        for (UnitKey unit : units.all().stream().map(Unit::key).toList()) {
            if (!circular.receipts().containsKey(unit)) {
                open.add(
                        new Duty(
                                Duty.Kind.RECEIPT,
                                "circular %s %s %d"
                                        .formatted(circular.campaign(), unit, circular.issues()),
                                circular.campaign(),
                                unit,
                                circular.title(),
                                signedBy(issue.at(), today),
                                PAGE + "?campaign=" + circular.campaign()));
            }
        }
    }

    /** So many working days after the day of the issue. */
    private LocalDate signedBy(Instant issued, Today today) {
        WorkingCalendar calendar = today.calendar();
        LocalDate from = issued.atZone(today.hours().zone()).toLocalDate();
        LocalDate day = from;
        while (calendar.between(from, day) < settings.receiptWithin()) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static String page(Assignment assignment) {
        return PAGE + "/" + assignment.campaign() + "/" + assignment.number();
    }

    private static String key(Share share) {
        return share.assignment().id() + " " + share.unit();
    }

    private String words(Assignment assignment) {
        return Objects.requireNonNull(
                messages.getMessage(
                        "reminder.assignment",
                        new Object[] {
                            Integer.toString(assignment.number()), assignment.task().text()
                        },
                        Locale.CHINA));
    }
}
