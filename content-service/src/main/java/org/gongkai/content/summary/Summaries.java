package org.gongkai.content.summary;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.campaign.Campaign;
import org.gongkai.content.campaign.Campaign.Milestone;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.canonical.Digest;
import org.gongkai.content.deadline.Deadlines;
import org.gongkai.content.deadline.Today;
import org.gongkai.content.figures.FactBook;
import org.gongkai.content.figures.Facts;
import org.gongkai.content.figures.Snapshot;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NoSuchUnit;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The summaries of a campaign: each unit's to the office, and the district's to the city. Editors
 * of the unit write and submit, the office accepts or returns; the office writes that of the
 * district, and municipal reviewers accept or return it. While one is written its figures are those
 * of the moment; what is submitted keeps the figures of that time, with their digest. Thread-safe.
 */
@Service
public class Summaries {
    private static final int LONGEST_REASON = 2000;

    private final SummaryRows rows;
    private final Campaigns campaigns;
    private final FactBook facts;
    private final Units units;
    private final Deadlines deadlines;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final Clock clock;

    Summaries(
            SummaryRows rows,
            Campaigns campaigns,
            FactBook facts,
            Units units,
            Deadlines deadlines,
            TransactionOperations transactions,
            AuditLog audit,
            Clock clock) {
        this.rows = rows;
        this.campaigns = campaigns;
        this.facts = facts;
        this.units = units;
        this.deadlines = deadlines;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether this person sees any summary. */
    public static boolean mayRead(Actor actor) {
        return overseesUnits(actor)
                || actor.holds(Role.MUNICIPAL_REVIEWER)
                || !actor.units().isEmpty();
    }

    private static boolean overseesUnits(Actor actor) {
        return actor.holds(Role.OFFICE_REVIEWER) || actor.holds(Role.SUPERVISOR);
    }

    /** Whether this person sees the summary of this unit; null for the district's. */
    public static boolean sees(Actor actor, @Nullable UnitKey unit) {
        return overseesUnits(actor)
                || (unit == null
                        ? actor.holds(Role.MUNICIPAL_REVIEWER)
                        : actor.units().contains(unit));
    }

    /** Whether this person writes it. */
    public static boolean writes(Actor actor, @Nullable UnitKey unit) {
        return unit == null ? actor.holds(Role.OFFICE_REVIEWER) : actor.holds(Role.EDITOR, unit);
    }

    /** Whether this person decides on what is submitted. */
    public static boolean decides(Actor actor, @Nullable UnitKey unit) {
        return actor.holds(unit == null ? Role.MUNICIPAL_REVIEWER : Role.OFFICE_REVIEWER);
    }

    /**
     * The summaries that this person sees, the district's first: of every unit that has a share or
     * a document, also where nothing is written yet.
     *
     * @throws org.gongkai.content.campaign.NoSuchEntry if there is no such campaign
     * @throws NotAllowed if the actor sees none
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Summary> of(Actor actor, String campaign) {
        if (!mayRead(actor)) {
            throw new NotAllowed(
                    "Summaries are for the people of units, office, supervision and city; %s is none"
                            .formatted(actor.account()));
        }
        return all(campaigns.get(campaign)).stream()
                .filter(one -> sees(actor, key(one)))
                .map(one -> shown(actor, one))
                .toList();
    }

    /**
     * A summary.
     *
     * @param unit null for the district's
     * @throws NotAllowed if the actor does not see it
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Summary get(Actor actor, String campaign, @Nullable UnitKey unit) {
        requireSees(actor, unit);
        return shown(actor, rows.get(campaigns.get(campaign), unit, deadlines.today()));
    }

    /** The facts as they are now, for who sees the summary. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Facts facts(Actor actor, String campaign, @Nullable UnitKey unit) {
        requireSees(actor, unit);
        return facts(campaign, unit);
    }

    /**
     * Saves the words of a draft.
     *
     * @param version that was read before
     * @throws NotAllowed unless the actor writes it
     * @throws SummaryRefused if it changed meanwhile, or is submitted or accepted
     */
    @Transactional
    public Summary save(
            Actor by, String campaign, @Nullable UnitKey unit, long version, Summary.Words words) {
        Summary before = locked(by, campaign, unit, version);
        if (!words.equals(before.words()) || before.state() == Summary.State.NONE) {
            rows.save(before, words, by.id(), clock.instant());
            record(by, "summary-saved", before, Map.of("version", before.version() + 1));
        }
        return get(by, campaign, unit);
    }

    /**
     * Saves the words and submits them, with the figures of now. These are read before, in a
     * transaction of their own, because they have to be of one moment and what is written must not
     * wait for them.
     *
     * @throws NotAllowed unless the actor writes it
     * @throws SummaryRefused if it changed meanwhile, is submitted or accepted, or does not say
     *     what was done
     */
    public Summary submit(
            Actor by, String campaign, @Nullable UnitKey unit, long version, Summary.Words words) {
        if (words.practice().isEmpty()) {
            throw new SummaryRefused(
                    SummaryRefused.Why.PRACTICE,
                    "A summary that is submitted says in words what was done (practice)");
        }
        requireWrites(by, unit);
        byte[] figures = Snapshot.bytes(facts(campaign, unit));
        return Objects.requireNonNull(
                transactions.execute(
                        status -> submit(by, campaign, unit, version, words, figures)));
    }

    private Summary submit(
            Actor by,
            String campaign,
            @Nullable UnitKey unit,
            long version,
            Summary.Words words,
            byte[] figures) {
        Summary before = locked(by, campaign, unit, version);
        rows.save(before, words, by.id(), clock.instant());
        int number = before.submissions().size() + 1;
        rows.submit(campaign, unit, number, words, figures, by.id(), clock.instant());
        record(
                by,
                "summary-submitted",
                before,
                Map.of("number", number, "figures", Digest.of(figures).hex()));
        return get(by, campaign, unit);
    }

    /**
     * Accepts what was submitted.
     *
     * @param number of the submission that was read
     * @throws NotAllowed unless the actor decides on it
     * @throws SummaryRefused if that one does not wait for a decision, or the actor submitted it
     */
    @Transactional
    public Summary accept(Actor by, String campaign, @Nullable UnitKey unit, int number) {
        return decide(by, campaign, unit, number, true, "");
    }

    /**
     * Returns what was submitted.
     *
     * @param number of the submission that was read
     * @param reason why
     * @throws NotAllowed unless the actor decides on it
     * @throws SummaryRefused if there is no reason, that one does not wait for a decision, or the
     *     actor submitted it
     */
    @Transactional
    public Summary giveBack(
            Actor by, String campaign, @Nullable UnitKey unit, int number, String reason) {
        if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw new SummaryRefused(
                    SummaryRefused.Why.REASON,
                    "Whoever returns a summary says why, in at most %d characters"
                            .formatted(LONGEST_REASON));
        }
        return decide(by, campaign, unit, number, false, reason.strip());
    }

    /** All summaries of a campaign that are owed, the district's first. */
    private List<Summary> all(Campaign campaign) {
        Today today = deadlines.today();
        List<@Nullable UnitKey> owed = new ArrayList<>();
        owed.add(null);
        owed.addAll(facts.units(campaign.key()));
        return owed.stream().map(unit -> rows.get(campaign, unit, today)).toList();
    }

    private Summary decide(
            Actor by,
            String campaign,
            @Nullable UnitKey unit,
            int number,
            boolean accept,
            String reason) {
        if (!decides(by, unit)) {
            throw new NotAllowed(
                    unit == null
                            ? "The city decides on the summary of the district"
                            : "The office decides on the summaries of units");
        }
        rows.lock(campaign, unit);
        Summary before = rows.get(campaigns.get(campaign), unit, deadlines.today());
        if (before.state() != Summary.State.SUBMITTED) {
            throw new SummaryRefused(
                    SummaryRefused.Why.NOTHING_SUBMITTED,
                    "Nothing is submitted that could be decided; it is " + before.state());
        }
        int waiting = before.submissions().getFirst().number();
        if (waiting != number) {
            throw new SummaryRefused(
                    SummaryRefused.Why.OTHER,
                    "Submission %d waits for a decision and not %d; read it first"
                            .formatted(waiting, number));
        }
        if (!Collections.disjoint(by.behind(), rows.submittedBehind(campaign, unit, number))) {
            throw new SummaryRefused(
                    SummaryRefused.Why.OWN, "Nobody decides on what they submitted themselves");
        }
        rows.decide(campaign, unit, number, accept, by.id(), reason, clock.instant());
        if (accept) {
            record(by, "summary-accepted", before, Map.of("number", number));
        } else {
            record(
                    by,
                    "summary-returned",
                    before,
                    Map.of(
                            "number",
                            number,
                            "reason",
                            new org.gongkai.content.audit.Words(reason)));
        }
        return get(by, campaign, unit);
    }

    private Summary locked(Actor by, String campaign, @Nullable UnitKey unit, long version) {
        requireWrites(by, unit);
        Campaign of = campaigns.get(campaign);
        rows.lock(campaign, unit);
        Summary before = rows.get(of, unit, deadlines.today());
        if (!before.state().writable()) {
            throw new SummaryRefused(
                    SummaryRefused.Why.SEALED,
                    "The summary is %s and does not change".formatted(before.state()));
        }
        if (before.version() != version) {
            throw new SummaryRefused(
                    SummaryRefused.Why.STALE,
                    "Somebody saved it meanwhile; read it anew and add what is missing");
        }
        return before;
    }

    private static void requireWrites(Actor by, @Nullable UnitKey unit) {
        if (!writes(by, unit)) {
            throw new NotAllowed(
                    unit == null
                            ? "The office writes the summary of the district"
                            : "Editors of the unit %s write its summary".formatted(unit));
        }
    }

    private Facts facts(String campaign, @Nullable UnitKey unit) {
        return unit == null ? facts.district(campaign) : facts.of(campaign, unit);
    }

    private void requireSees(Actor actor, @Nullable UnitKey unit) {
        if (!sees(actor, unit)) {
            throw new NotAllowed(
                    "%s does not see the summary of %s"
                            .formatted(actor.account(), unit == null ? "the district" : unit));
        }
        if (unit != null && units.find(unit).isEmpty()) {
            throw new NoSuchUnit(unit);
        }
    }

    private static @Nullable UnitKey key(Summary summary) {
        return summary.unit() == null ? null : new UnitKey(summary.unit());
    }

    /** A draft is seen by those who write it; others see what was submitted last. */
    private static Summary shown(Actor actor, Summary one) {
        UnitKey unit = key(one);
        if (writes(actor, unit) || unit != null && actor.units().contains(unit)) {
            return one;
        }
        Summary.Words words =
                one.submissions().isEmpty()
                        ? Summary.Words.NONE
                        : one.submissions().getFirst().words();
        return new Summary(
                one.campaign(),
                one.unit(),
                one.state(),
                words,
                one.version(),
                one.due(),
                one.workingDaysLate(),
                one.submissions());
    }

    private void record(Actor by, String action, Summary of, Map<String, ?> more) {
        Map<String, Object> detail = new HashMap<>(more);
        detail.put("campaign", of.campaign());
        detail.put("unit", of.unit() == null ? "" : of.unit());
        audit.append(AuditLog.SYSTEM, by.account(), action, detail);
    }

    /** By when a summary has to be submitted. */
    static @Nullable Instant due(Campaign campaign, @Nullable UnitKey unit) {
        return campaign.milestones()
                .get(unit == null ? Milestone.DISTRICT_SUMMARY_DUE : Milestone.SUMMARIES_DUE);
    }
}
