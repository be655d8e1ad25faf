package org.gongkai.content.officeday;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;

import org.gongkai.content.SettableClock;
import org.gongkai.content.document.Page;
import org.gongkai.content.reminder.Duty;
import org.gongkai.content.reminder.ReminderLine;
import org.gongkai.content.reminder.ReminderRounds;
import org.gongkai.content.reminder.Reminders;
import org.gongkai.content.supervision.Burnup;
import org.gongkai.content.supervision.Light;
import org.gongkai.content.supervision.Overview;
import org.gongkai.content.supervision.Standing;
import org.gongkai.content.supervision.Supervision;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Moves the clock. On the way a round of reminders is made each morning at 9:00, and on some days
 * the office looks at the dashboard at 18:00; what it sees is kept in the words of the tables.
 */
@TestComponent
class Diary {
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final LocalTime EVENING = LocalTime.of(18, 0);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);
    private static final Pattern TASK = Pattern.compile("任务(\\d+)：.*");

    @Autowired private SettableClock clock;
    @Autowired private ReminderRounds rounds;
    @Autowired private Reminders reminders;
    @Autowired private Supervision supervision;
    @Autowired private FourteenUnits district;

    private final List<String> daysOff = new ArrayList<>();
    private final Map<String, String> letters = new TreeMap<>();
    private final Map<String, Overview> looks = new TreeMap<>();
    private Set<String> looked = Set.of();
    private String campaign = "";

    /** Begins on a day, such as {@code 04-26T08:00}, before 9:00. */
    void begin(String at) {
        clock.set("2020-" + at);
    }

    /**
     * Of this campaign.
     *
     * @param days on which the office looks, such as {@code 05-15}
     */
    void watch(String campaign, Collection<String> days) {
        this.campaign = campaign;
        looked = new HashSet<>(days);
    }

    /** Lets the time pass until then. */
    void until(GreenMail mail, String then) {
        LocalDateTime end = LocalDateTime.parse("2020-" + then);
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), SettableClock.SHANGHAI);
        for (LocalDate day = now.toLocalDate();
                !day.isAfter(end.toLocalDate());
                day = day.plusDays(1)) {
            for (LocalTime hour : List.of(MORNING, EVENING)) {
                LocalDateTime next = day.atTime(hour);
                if (next.isAfter(now) && !next.isAfter(end)) {
                    clock.set(next.toString());
                    if (hour.equals(MORNING)) {
                        remind(mail, DAY.format(day));
                    } else if (looked.contains(DAY.format(day))) {
                        looks.put(
                                DAY.format(day), supervision.overview(district.office(), campaign));
                    }
                }
            }
        }
        clock.set(end.toString());
    }

    private void remind(GreenMail mail, String day) {
        try {
            mail.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new AssertionError(e);
        }
        if (!rounds.make(district.office()).workingDay()) {
            daysOff.add(day);
        }
        if (mail.getReceivedMessages().length > 0) {
            letters.put(
                    day,
                    Arrays.stream(mail.getReceivedMessages())
                            .map(Diary::recipient)
                            .map(FourteenUnits::mailbox)
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String recipient(Message letter) {
        try {
            return letter.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** The day of a time, as the tables write it. */
    static String day(Instant at) {
        return DAY.format(at.atZone(SettableClock.SHANGHAI));
    }

    /** Days whose rounds found that nobody works. */
    String daysOff() {
        return String.join(" ", daysOff);
    }

    /** Who got letters, each as often as they came: {@code 05-08} → {@code liaison market}. */
    Map<String, String> letters() {
        return letters;
    }

    /** What was told: {@code 05-08 SHARE DUE} → {@code market 2}. */
    Map<String, String> reminders() {
        Map<String, Map<String, Set<String>>> told = new TreeMap<>();
        for (ReminderLine line : lines()) {
            String key = "%s %s %s".formatted(day(line.at()), line.kind(), line.step());
            Set<String> items =
                    told.computeIfAbsent(key, k -> new TreeMap<>())
                            .computeIfAbsent(line.unit(), k -> new TreeSet<>());
            Matcher task = TASK.matcher(line.what());
            if (task.matches()) {
                items.add(task.group(1));
            } else if (line.kind() == Duty.Kind.RECEIPT) {
                items.add("notice");
            }
        }
        Map<String, String> written = new TreeMap<>();
        told.forEach(
                (key, units) ->
                        written.put(
                                key,
                                units.entrySet().stream()
                                        .map(
                                                one ->
                                                        one.getKey()
                                                                + " "
                                                                + String.join(" ", one.getValue()))
                                        .map(String::strip)
                                        .collect(Collectors.joining("; "))));
        return written;
    }

    private List<ReminderLine> lines() {
        List<ReminderLine> lines = new ArrayList<>();
        Page<ReminderLine> page;
        int number = 1;
        do {
            page = reminders.list(district.office(), campaign, number++, Page.MOST);
            lines.addAll(page.items());
        } while (lines.size() < page.total());
        return lines;
    }

    /** {@code 11 town2 05-18} → {@code green, 1 late}. */
    Map<String, String> colours() {
        Map<String, String> colours = new TreeMap<>();
        looks.forEach(
                (day, look) ->
                        look.list()
                                .forEach(one -> colours.put(share(one) + " " + day, colour(one))));
        return colours;
    }

    private static String share(Standing one) {
        return one.share().assignment().number() + " " + one.share().unit();
    }

    private static String colour(Standing one) {
        if (one.light() == Light.GREEN) {
            return one.workingDaysLate() == null
                    ? "green"
                    : "green, %d late".formatted(one.workingDaysLate());
        }
        Long days = one.workingDaysLeft() == null ? one.workingDaysLate() : one.workingDaysLeft();
        return one.light().name().toLowerCase(Locale.ROOT) + " " + days;
    }

    /** {@code 05-15 green} → {@code 19}, and the other columns. */
    Map<String, String> dashboard() {
        Map<String, String> figures = new TreeMap<>();
        looks.forEach(
                (day, look) -> {
                    look.total()
                            .lights()
                            .forEach(
                                    (light, count) ->
                                            figures.put(
                                                    day
                                                            + " "
                                                            + light.name().toLowerCase(Locale.ROOT),
                                                    Long.toString(count)));
                    figures.put(day + " per cent", Long.toString(look.total().percent()));
                    figures.put(day + " nothing", nothing(look));
                    figures.put(day + " unsigned", Long.toString(look.unsigned()));
                    figures.put(day + " next", next(look));
                    figures.put(day + " stages", stages(look));
                });
        return figures;
    }

    private static String nothing(Overview look) {
        return look.nothing().size() > 2
                ? Integer.toString(look.nothing().size())
                : look.nothing().stream()
                        .map(Object::toString)
                        .sorted()
                        .collect(Collectors.joining(" "));
    }

    private static String next(Overview look) {
        return look.next().stream()
                .map(one -> one.share().assignment().number())
                .distinct()
                .sorted()
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    private static String stages(Overview look) {
        return new TreeMap<>(look.stages())
                .entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** The line as it was seen on a day. */
    Map<String, Burnup.Day> burnup(String seen) {
        Map<String, Burnup.Day> days = new HashMap<>();
        Objects.requireNonNull(looks.get(seen))
                .burnup()
                .days()
                .forEach(day -> days.put(DAY.format(day.day()), day));
        return days;
    }
}
