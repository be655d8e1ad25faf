package org.gongkai.content.supervision;

import org.gongkai.content.assignment.Rights;
import org.gongkai.content.assignment.Share;
import org.gongkai.content.assignment.Shares;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.deadline.Today;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells how the units are with their shares. The office and supervisors see all, the people of a
 * unit its own. Nothing is stored: every figure follows from assignments, evidence and dates.
 * Thread-safe.
 */
@Service
public class Supervision {
    private static final int MOST_DAYS = 366;

    private final Shares shares;
    private final BurnupRows burnups;
    private final Campaigns campaigns;
    private final Deadlines deadlines;
    private final int soon;

    Supervision(
            Shares shares,
            BurnupRows burnups,
            Campaigns campaigns,
            Deadlines deadlines,
            @Value("${gongkai.supervision.due-soon:3}") int soon) {
        if (soon < 0) {
            throw new IllegalArgumentException(
                    "gongkai.supervision.due-soon is a number of working days, not " + soon);
        }
        this.shares = shares;
        this.burnups = burnups;
        this.campaigns = campaigns;
        this.deadlines = deadlines;
        this.soon = soon;
    }

    /** How every share of a campaign stands, for the system; pages ask with an actor. */
    @Transactional(readOnly = true)
    public List<Standing> of(String campaign) {
        return standings(shares.of(campaign), campaigns.get(campaign), deadlines.today());
    }

    /**
     * How a campaign stands.
     *
     * @throws org.gongkai.content.campaign.NoSuchEntry if there is no such campaign
     * @throws org.gongkai.content.people.NotAllowed if the actor is of no unit and does not oversee
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Overview overview(Actor actor, String key) {
        List<Share> seen = shares.of(actor, key);
        Campaign campaign = campaigns.get(key);
        Today today = deadlines.today();
        List<Standing> list = standings(seen, campaign, today);
        List<Overview.Figure> units = figures(list, one -> one.share().unit().value(), true);
        return new Overview(
                key,
                today.now(),
                figure("", list),
                units,
                figures(list, one -> one.share().assignment().task().block(), false),
                stages(list),
                next(list),
                units.stream()
                        .map(Overview.Figure::key)
                        .filter(
                                unit ->
                                        list.stream()
                                                .filter(
                                                        one ->
                                                                one.share()
                                                                        .unit()
                                                                        .value()
                                                                        .equals(unit))
                                                .noneMatch(one -> one.share().begun()))
                        .map(UnitKey::new)
                        .toList(),
                list.stream().filter(one -> one.share().receipt() == null).count(),
                burnup(actor, campaign, list, today),
                list);
    }

    private List<Standing> standings(List<Share> some, Campaign campaign, Today today) {
        return some.stream()
                .map(one -> Standing.of(one, due(one, campaign, today.hours().zone()), today, soon))
                .toList();
    }

    /** The end of its last day; what goes on has to have its evidence when the campaign closes. */
    private static @Nullable Instant due(Share share, Campaign campaign, ZoneId zone) {
        LocalDate end = share.assignment().task().end();
        return end == null
                ? campaign.milestones().get(Milestone.CLOSING)
                : end.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** In the order of the list, or the least done first. */
    private static List<Overview.Figure> figures(
            List<Standing> list, Function<Standing, String> key, boolean leastFirst) {
        Map<String, List<Standing>> groups =
                list.stream()
                        .collect(
                                Collectors.groupingBy(
                                        key, LinkedHashMap::new, Collectors.toList()));
        Stream<Overview.Figure> figures =
                groups.entrySet().stream().map(one -> figure(one.getKey(), one.getValue()));
        return (leastFirst
                        ? figures.sorted(Comparator.comparing(Overview.Figure::percent))
                        : figures)
                .toList();
    }

    private static Overview.Figure figure(String key, Collection<Standing> some) {
        return new Overview.Figure(
                key,
                some.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Standing::light,
                                        () -> new EnumMap<>(Light.class),
                                        Collectors.counting())));
    }

    private static Map<String, Long> stages(List<Standing> list) {
        Map<String, String> stages = new TreeMap<>();
        list.stream()
                .flatMap(Standing::documents)
                .forEach(one -> stages.put(one.id().toString(), Standing.stage(one)));
        return stages.values().stream()
                .collect(
                        Collectors.groupingBy(
                                Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static List<Standing> next(List<Standing> list) {
        List<Standing> open = list.stream().filter(one -> one.workingDaysLeft() != null).toList();
        Instant nearest =
                open.stream()
                        .map(Standing::due)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null);
        return open.stream().filter(one -> Objects.equals(one.due(), nearest)).toList();
    }

    private Burnup burnup(Actor actor, Campaign campaign, List<Standing> list, Today today) {
        boolean all = Rights.oversees(actor);
        String[] units = actor.units().stream().map(UnitKey::value).toArray(String[]::new);
        ZoneId zone = today.hours().zone();
        List<LocalDate> handedUp =
                burnups.handedUp(campaign.key(), all, units).stream()
                        .map(at -> at.atZone(zone).toLocalDate())
                        .toList();
        List<LocalDate> done =
                list.stream()
                        .flatMap(one -> one.share().doneAt().stream())
                        .map(at -> at.atZone(zone).toLocalDate())
                        .toList();
        Map<Milestone, LocalDate> milestones = new EnumMap<>(Milestone.class);
        campaign.milestones().forEach((kind, at) -> milestones.put(kind, today.hours().dayOf(at)));
        if (milestones.containsKey(Milestone.OPENING)) { // begins a day, where others end one
            Instant opening = campaign.milestones().get(Milestone.OPENING);
            milestones.put(
                    Milestone.OPENING, Objects.requireNonNull(opening).atZone(zone).toLocalDate());
        }
        return new Burnup(
                list.size(),
                burnups.documents(campaign.key(), all, units),
                milestones,
                days(
                        list,
                        milestones,
                        handedUp,
                        done,
                        today.now().atZone(zone).toLocalDate(),
                        zone));
    }

    private static List<Burnup.Day> days(
            List<Standing> list,
            Map<Milestone, LocalDate> milestones,
            List<LocalDate> handedUp,
            List<LocalDate> done,
            LocalDate now,
            ZoneId zone) {
        Stream<LocalDate> issued =
                list.stream()
                        .map(one -> one.share().assignment().issue())
                        .filter(Objects::nonNull)
                        .map(issue -> issue.at().atZone(zone).toLocalDate());
        LocalDate first =
                Stream.concat(
                                issued,
                                Stream.of(Milestone.PREPARATION, Milestone.PRE_REVIEW_DUE)
                                        .map(milestones::get)
                                        .filter(Objects::nonNull))
                        .min(LocalDate::compareTo)
                        .orElse(now);
        LocalDate last = milestones.getOrDefault(Milestone.CLOSING, now);
        List<Burnup.Day> days = new ArrayList<>();
        for (LocalDate day = first;
                !day.isAfter(last) && days.size() < MOST_DAYS;
                day = day.plusDays(1)) {
            days.add(
                    new Burnup.Day(day, until(handedUp, day), until(done, day), !day.isAfter(now)));
        }
        return days;
    }

    private static long until(List<LocalDate> some, LocalDate day) {
        return some.stream().filter(one -> !one.isAfter(day)).count();
    }
}
