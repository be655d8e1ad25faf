package org.gongkai.content.assignment;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The assignments of campaigns. The office writes them, row by row or as a whole table, and issues
 * (下达) them to the liaisons of the units; what is issued does not change before it is withdrawn
 * (收回). Thread-safe.
 */
@Service
public class Assignments {
    private final AssignmentRows rows;
    private final Campaigns campaigns;
    private final Units units;
    private final AuditLog audit;
    private final Clock clock;

    Assignments(
            AssignmentRows rows, Campaigns campaigns, Units units, AuditLog audit, Clock clock) {
        this.rows = rows;
        this.campaigns = campaigns;
        this.units = units;
        this.audit = audit;
        this.clock = clock;
    }

    /** All assignments of a campaign by number, for the system; pages ask with an actor. */
    @Transactional(readOnly = true)
    public List<Assignment> of(String campaign) {
        return rows.of(campaign);
    }

    /**
     * The breakdown of a campaign as this person sees it: all of it, or what is issued to the own
     * units.
     *
     * @throws org.gongkai.content.campaign.NoSuchEntry if there is no such campaign
     * @throws org.gongkai.content.people.NotAllowed if the actor is of no unit and does not oversee
     */
    @Transactional(readOnly = true)
    public Breakdown breakdown(Actor actor, String campaign) {
        Rights.requireReader(actor);
        campaigns.get(campaign);
        return new Breakdown(
                campaign,
                rows.version(campaign),
                rows.of(campaign).stream().filter(one -> sees(actor, one)).toList());
    }

    /**
     * An assignment by its number.
     *
     * @throws NoSuchAssignment if there is none that the actor may see
     */
    @Transactional(readOnly = true)
    public Assignment get(Actor actor, String campaign, int number) {
        return breakdown(actor, campaign).assignments().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(() -> none(campaign, number));
    }

    /**
     * An assignment by its id.
     *
     * @throws NoSuchAssignment if there is none that the actor may see
     */
    @Transactional(readOnly = true)
    public Assignment get(Actor actor, AssignmentId id) {
        Rights.requireReader(actor);
        return rows.find(id)
                .filter(one -> sees(actor, one))
                .orElseThrow(() -> new NoSuchAssignment("assignment " + id));
    }

    /**
     * Saves a table, such as an imported one, all of it or nothing: rows are changed or added by
     * their number. What the table does not have stays; {@link #remove} takes it away one by one.
     *
     * @param version of the table that was read before, 0 for none
     * @throws AssignmentRefused if the table changed meanwhile, a number stands twice, or an issued
     *     assignment would change
     */
    @Transactional
    public Breakdown save(Actor by, String campaign, long version, List<Breakdown.Row> table) {
        Rights.requireOffice(by, "Writing the breakdown");
        campaigns.get(campaign);
        long current = rows.lock(campaign);
        if (current != version) {
            throw stale();
        }
        Set<Integer> numbers = new HashSet<>();
        Map<Integer, Assignment> before =
                rows.of(campaign).stream()
                        .collect(Collectors.toMap(Assignment::number, Function.identity()));
        for (Breakdown.Row row : table) {
            if (!numbers.add(row.number())) {
                throw new AssignmentRefused(
                        AssignmentRefused.Why.NUMBER_TWICE,
                        "Two rows have the number " + row.number(),
                        row.number());
            }
            Assignment one = before.get(row.number());
            if (one == null) {
                add(by, campaign, row);
            } else if (!one.task().equals(row.task())) {
                change(by, one, row.task());
            }
        }
        rows.changed(campaign);
        return breakdown(by, campaign);
    }

    /**
     * Adds a row, or changes the one with its number.
     *
     * @param version of the row that was read before; null for a new one
     * @throws AssignmentRefused if it changed meanwhile, is there already, or is issued
     */
    @Transactional
    public Assignment put(Actor by, String campaign, @Nullable Long version, Breakdown.Row row) {
        Rights.requireOffice(by, "Writing the breakdown");
        campaigns.get(campaign);
        rows.lock(campaign);
        Assignment one = find(campaign, row.number());
        if (one == null) {
            if (version != null) {
                throw stale();
            }
            add(by, campaign, row);
        } else {
            requireVersion(one, version);
            if (one.task().equals(row.task())) {
                return one;
            }
            change(by, one, row.task());
        }
        rows.changed(campaign);
        return get(by, campaign, row.number());
    }

    /**
     * Removes a row.
     *
     * @throws AssignmentRefused if it changed meanwhile, or was issued once: it stays on record
     */
    @Transactional
    public void remove(Actor by, String campaign, int number, long version) {
        Rights.requireOffice(by, "Removing assignments");
        Assignment one = locked(campaign, number, version);
        if (one.issues() > 0) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.ON_RECORD,
                    "Assignment %d was issued and stays on record; withdraw it if it does not count any more"
                            .formatted(number),
                    number);
        }
        delete(by, one);
        rows.changed(campaign);
    }

    /**
     * Issues (下达) an assignment to the liaisons of its units, who sign for it. Issuing what is
     * issued changes nothing.
     *
     * @throws AssignmentRefused if it changed meanwhile, has open questions, no units, or no end
     */
    @Transactional
    public Assignment issue(Actor by, String campaign, int number, long version) {
        Rights.requireOffice(by, "Issuing assignments");
        Assignment one = locked(campaign, number, version);
        if (!one.isIssued()) {
            issue(by, one);
            rows.changed(campaign);
        }
        return get(by, campaign, number);
    }

    /**
     * Issues every assignment of a campaign that is not issued, all of them or none; those that
     * were withdrawn stay withdrawn.
     *
     * @return how many were issued
     * @throws AssignmentRefused if one of them cannot be issued
     */
    @Transactional
    public int issueAll(Actor by, String campaign) {
        Rights.requireOffice(by, "Issuing assignments");
        campaigns.get(campaign);
        rows.lock(campaign);
        List<Assignment> waiting =
                rows.of(campaign).stream().filter(one -> one.issues() == 0).toList();
        waiting.forEach(one -> issue(by, one));
        rows.changed(campaign);
        return waiting.size();
    }

    /**
     * Withdraws (收回) an assignment: nobody has to do it any more, and it can be changed.
     *
     * @throws AssignmentRefused if it changed meanwhile, or is not issued
     */
    @Transactional
    public Assignment withdraw(Actor by, String campaign, int number, long version) {
        Rights.requireOffice(by, "Withdrawing assignments");
        Assignment one = locked(campaign, number, version);
        if (!one.isIssued()) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.NOT_ISSUED,
                    "Assignment %d is not issued".formatted(number),
                    number);
        }
        rows.issue(one.id(), null, null);
        record(by, "assignment-withdrawn", one, new HashMap<>(Map.of("issue", one.issues())));
        rows.changed(campaign);
        return get(by, campaign, number);
    }

    private void issue(Actor by, Assignment one) {
        Task task = one.task();
        if (!task.questions().isEmpty()) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.QUESTIONS,
                    "Assignment %d has open questions (%s); settle them first"
                            .formatted(
                                    one.number(),
                                    task.questions().stream()
                                            .map(question -> question.doubt().name())
                                            .collect(Collectors.joining(", "))),
                    one.number());
        }
        if (task.text().isEmpty()) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.TEXT,
                    "Assignment %d does not say what is to be done".formatted(one.number()),
                    one.number());
        }
        if (!task.everyUnit() && task.units().isEmpty()) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.NO_UNITS,
                    "No unit is responsible for assignment " + one.number(),
                    one.number());
        }
        if (!task.continuing() && task.end() == null) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.NO_END,
                    "Assignment %d neither ends nor goes on".formatted(one.number()),
                    one.number());
        }
        rows.issue(one.id(), by.id().value(), clock.instant());
        record(by, "assignment-issued", one, new HashMap<>(Map.of("issue", one.issues() + 1)));
    }

    private void add(Actor by, String campaign, Breakdown.Row row) {
        requireUnits(row.task());
        AssignmentId id = new AssignmentId(java.util.UUID.randomUUID());
        rows.insert(id, campaign, row.number(), row.task());
        record(
                by,
                "assignment-added",
                new Assignment(id, campaign, row.number(), row.task(), 0, 0, null),
                described(row.task()));
    }

    private void change(Actor by, Assignment one, Task task) {
        if (one.isIssued()) {
            throw issued(one);
        }
        requireUnits(task);
        rows.update(one.id(), task);
        record(by, "assignment-changed", one, described(task));
    }

    private void delete(Actor by, Assignment one) {
        rows.delete(one.id());
        record(by, "assignment-removed", one, new HashMap<>());
    }

    private void requireUnits(Task task) {
        Set<UnitKey> known =
                units.all().stream().map(unit -> unit.key()).collect(Collectors.toSet());
        List<UnitKey> unknown = new ArrayList<>(task.units());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.UNIT,
                    "There is no unit " + unknown.getFirst(),
                    unknown.getFirst().value());
        }
    }

    private Assignment locked(String campaign, int number, long version) {
        rows.lock(campaigns.get(campaign).key());
        Assignment one = find(campaign, number);
        if (one == null) {
            throw none(campaign, number);
        }
        requireVersion(one, version);
        return one;
    }

    private @Nullable Assignment find(String campaign, int number) {
        return rows.of(campaign).stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElse(null);
    }

    private static boolean sees(Actor actor, Assignment one) {
        return Rights.oversees(actor)
                || one.isIssued()
                        && actor.units().stream()
                                .anyMatch(
                                        unit ->
                                                one.task().everyUnit()
                                                        || one.task().units().contains(unit));
    }

    private static void requireVersion(Assignment one, @Nullable Long version) {
        if (version == null || one.version() != version) {
            throw stale();
        }
    }

    private void record(Actor by, String action, Assignment one, Map<String, Object> detail) {
        detail.put("campaign", one.campaign());
        detail.put("assignment", one.number());
        audit.append(AuditLog.SYSTEM, by.account(), action, detail);
    }

    private static Map<String, Object> described(Task task) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("block", new Words(task.block()));
        detail.put("text", new Words(task.text()));
        detail.put(
                "units",
                task.everyUnit()
                        ? "every unit"
                        : task.units().stream()
                                .map(UnitKey::value)
                                .collect(Collectors.joining(" ")));
        detail.put("start", String.valueOf(task.start()));
        detail.put("end", task.continuing() ? "continuing" : String.valueOf(task.end()));
        detail.put(
                "channels",
                task.channels().stream().map(Enum::name).collect(Collectors.joining(" ")));
        detail.put("questions", task.questions().size());
        return detail;
    }

    private static AssignmentRefused stale() {
        return new AssignmentRefused(
                AssignmentRefused.Why.STALE,
                "Somebody changed the breakdown meanwhile; read it again, then repeat your change");
    }

    private static AssignmentRefused issued(Assignment one) {
        return new AssignmentRefused(
                AssignmentRefused.Why.ISSUED,
                "Assignment %d is issued and does not change; withdraw it first"
                        .formatted(one.number()),
                one.number());
    }

    private static NoSuchAssignment none(String campaign, int number) {
        return new NoSuchAssignment("assignment %d of %s".formatted(number, campaign));
    }
}
