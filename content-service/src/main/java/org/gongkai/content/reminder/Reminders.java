package org.gongkai.content.reminder;

import org.gongkai.content.assignment.Liaison;
import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.campaign.WorkingCalendar;
import org.gongkai.content.campaign.WorkingDays;
import org.gongkai.content.document.Page;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.PersonId;
import org.gongkai.content.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who was told of what, and who has to be told now. Each step of each duty is one row, written
 * before anything is sent, so nobody is told twice. Thread-safe.
 */
@Service
public class Reminders {
    /** Campaigns are held once a year. */
    private static final int SHOWN_DAYS = 366;

    private final ReminderRows rows;
    private final Campaigns campaigns;
    private final List<Duties> sources;
    private final Addressees addressees;
    private final WorkingDays days;
    private final ReminderSettings settings;
    private final Post post;
    private final AuditLog audit;
    private final Clock clock;

    Reminders(
            ReminderRows rows,
            Campaigns campaigns,
            List<Duties> sources,
            Addressees addressees,
            WorkingDays days,
            ReminderSettings settings,
            Post post,
            AuditLog audit,
            Clock clock) {
        this.rows = rows;
        this.campaigns = campaigns;
        this.sources = sources;
        this.addressees = addressees;
        this.days = days;
        this.settings = settings;
        this.post = post;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether letters are sent at all: a mail server and a sender are configured. */
    public boolean lettersAreSent() {
        return post.works();
    }

    /** Whether this person sees what others are told, and can have people reminded now. */
    public static boolean oversees(Actor actor) {
        return actor.holds(Role.OFFICE_REVIEWER) || actor.holds(Role.SUPERVISOR);
    }

    /** Whether there may be reminders for this person. */
    public static boolean concern(Actor actor) {
        return oversees(actor) || !actor.units().isEmpty();
    }

    /**
     * What was told: for the office and supervisors to everybody, for others to themselves; the
     * newest first.
     *
     * @param campaign null for all
     * @param page from 1
     * @param size 1 to {@link Page#MOST}
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Page<ReminderLine> list(Actor actor, @Nullable String campaign, int page, int size) {
        if (page < 1 || size < 1 || size > Page.MOST) {
            throw new IllegalArgumentException(
                    "A page is numbered from 1 and has 1 to %d items, not page %d of %d"
                            .formatted(Page.MOST, page, size));
        }
        Set<PersonId> people = oversees(actor) ? null : actor.behind();
        return new Page<>(
                lines(rows.told(people, campaign, size, (long) (page - 1) * size)),
                page,
                size,
                rows.count(people, campaign));
    }

    /** Whether anybody has entered the public holidays of the year, so that days off are known. */
    public boolean daysOffAreKnown() {
        return days.calendar().knows(LocalDate.now(clock).getYear());
    }

    /**
     * What has come to a step, is not done and is for this person to do or to see to, whoever was
     * told of it then: a new liaison finds what the former was told. Each duty once, the most
     * urgent first; of the last {@value #SHOWN_DAYS} days.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<ReminderLine> waiting(Actor actor) {
        if (!concern(actor)) {
            return List.of();
        }
        List<ReminderRows.Told> all =
                rows.since(
                        LocalDate.now(clock).minusDays(SHOWN_DAYS),
                        actor.holds(Role.OFFICE_REVIEWER) ? null : actor.units());
        Map<String, List<Liaison>> liaisons =
                addressees.liaisons(
                        all.stream().map(one -> one.duty().campaign()).distinct().toList());
        Map<Duty.Id, ReminderRows.Told> latest = new LinkedHashMap<>();
        for (ReminderRows.Told one : all) {
            Duty duty = one.duty();
            if (Addressees.concerns(
                    actor, duty, one.step(), liaisons.getOrDefault(duty.campaign(), List.of()))) {
                latest.putIfAbsent(duty.id(), one);
            }
        }
        return lines(latest.values()).stream()
                .filter(ReminderLine::open)
                .sorted(
                        Comparator.comparing(ReminderLine::due)
                                .thenComparing(ReminderLine::kind)
                                .thenComparing(ReminderLine::what))
                .toList();
    }

    boolean workingDay() {
        return days.calendar().isWorkingDay(LocalDate.now(clock));
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    List<Duty> open() {
        return campaigns.all().stream().flatMap(this::open).toList();
    }

    private Stream<Duty> open(Campaign campaign) {
        return sources.stream().flatMap(source -> source.open(campaign).stream());
    }

    /**
     * Writes down each step that has come and was not told before, and one letter to each person
     * who is told anything.
     *
     * @param by the account that has it done
     * @return how many steps
     */
    @Transactional
    int write(String by, List<Duty> open) {
        LocalDate today = LocalDate.now(clock);
        OffsetDateTime at = OffsetDateTime.now(clock);
        WorkingCalendar calendar = days.calendar();
        Set<ReminderRows.Written> before = rows.written(open);
        Addressees.Known known =
                addressees.known(open.stream().map(Duty::campaign).distinct().toList());
        Map<PersonId, List<UUID>> letters = new LinkedHashMap<>();
        List<AuditLog.Act> acts = new ArrayList<>();
        for (Duty duty : open) {
            for (Step step :
                    Step.on(
                            today,
                            duty.due(),
                            calendar,
                            settings.daysBefore(),
                            settings.daysAfter())) {
                if (before.contains(new ReminderRows.Written(duty.id(), step))) {
                    continue;
                }
                rows.insert(duty, step, at)
                        .ifPresent(
                                reminder -> {
                                    for (PersonId person : known.of(duty, step)) {
                                        letters.computeIfAbsent(person, x -> new ArrayList<>())
                                                .add(reminder);
                                    }
                                    acts.add(
                                            new AuditLog.Act(
                                                    AuditLog.SYSTEM,
                                                    by,
                                                    "reminded",
                                                    ReminderRows.described(duty, step)));
                                });
            }
        }
        letters.forEach(
                (person, reminders) -> rows.insertLetter(person, reminders, post.works(), at));
        if (!acts.isEmpty()) {
            audit.append(acts);
        }
        return acts.size();
    }

    private List<ReminderLine> lines(Collection<ReminderRows.Told> told) {
        if (told.isEmpty()) {
            return List.of();
        }
        Set<Duty.Id> open =
                told.stream()
                        .map(one -> one.duty().campaign())
                        .distinct()
                        .flatMap(campaign -> open(campaigns.get(campaign)))
                        .map(Duty::id)
                        .collect(Collectors.toSet());
        WorkingCalendar calendar = days.calendar();
        LocalDate today = LocalDate.now(clock);
        return told.stream()
                .map(
                        one ->
                                new ReminderLine(
                                        one.id(),
                                        one.duty().kind(),
                                        one.duty().key(),
                                        one.step(),
                                        one.duty().campaign(),
                                        one.duty().unit().value(),
                                        one.duty().what(),
                                        one.duty().due(),
                                        one.duty().page(),
                                        one.at().toInstant(),
                                        open.contains(one.duty().id()),
                                        calendar.between(today, one.duty().due()),
                                        List.copyOf(one.letters())))
                .toList();
    }
}
