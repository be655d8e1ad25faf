package org.gongkai.content.releaseset;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.document.ContentRefused;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.document.DocumentQueries;
import org.gongkai.content.document.DocumentSummary;
import org.gongkai.content.document.Documents;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NoSuchUnit;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people do with release sets. Each command is one transaction: it waits for a release that is
 * being recorded, locks the set's documents, and writes the change with an audit entry on the chain
 * of every member. While a release makes members public, nothing is changed (the database holds the
 * same). Whoever is refused has changed nothing. Thread-safe.
 */
@Service
@Transactional
public class ReleaseSets {
    private static final int MOST_MEMBERS = 200;

    private final ReleaseSetRows rows;
    private final ReleaseSetQueries sets;
    private final InterpretedPolicies policies;
    private final DocumentQueries queries;
    private final Documents documents;
    private final Units units;
    private final AuditLog audit;
    private final Clock clock;

    ReleaseSets(
            ReleaseSetRows rows,
            ReleaseSetQueries sets,
            InterpretedPolicies policies,
            DocumentQueries queries,
            Documents documents,
            Units units,
            AuditLog audit,
            Clock clock) {
        this.rows = rows;
        this.sets = sets;
        this.policies = policies;
        this.queries = queries;
        this.documents = documents;
        this.units = units;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes a set, with its first members.
     *
     * @throws NotAllowed if the actor is neither an editor of the unit nor an office reviewer
     * @throws InAnotherSet if a document belongs to a set already
     */
    public ReleaseSetId create(Actor by, NewReleaseSet asked) {
        UnitKey unit = asked.unit();
        ReleaseSet.requireKeeper(by, unit);
        if (unit != null && units.find(unit).isEmpty()) {
            throw new NoSuchUnit(unit);
        }
        rows.standStill();
        ReleaseSet set = insert(by, asked.name(), unit);
        for (DocumentId document : asked.members()) {
            requireAddable(by, set, document);
        }
        join(by, set, asked.members());
        created(by, set);
        return set.id();
    }

    /**
     * Adds a document; one that is a member already changes nothing.
     *
     * @param expected the version that the person saw; null skips the check
     */
    public void add(Actor by, ReleaseSetId id, @Nullable Long expected, DocumentId document) {
        ReleaseSet set = kept(by, id, expected);
        if (rows.members(id).contains(document)) {
            return;
        }
        requireAddable(by, set, document);
        join(by, set, List.of(document));
        rows.changed(id, by, clock.instant());
    }

    /**
     * Takes a document out of its set.
     *
     * @throws ContentRefused if an interpretation is handed in that counts on going with its policy
     */
    public void remove(Actor by, ReleaseSetId id, @Nullable Long expected, DocumentId document) {
        ReleaseSet set = kept(by, id, expected);
        List<DocumentId> members = rows.members(id);
        if (!members.contains(document)) {
            throw new NoSuchReleaseSet(set, document);
        }
        requireNoneLeftAlone(set, document);
        requireStill(set, members);
        rows.delete(List.of(document));
        rows.changed(id, by, clock.instant());
        record(by, set, document, "left set", Map.of());
        for (DocumentId member : rows.members(id)) {
            record(by, set, member, "set changed", Map.of("left", document.toString()));
        }
    }

    /** Dissolves a set: from then on each of its documents goes by itself. */
    public void dissolve(Actor by, ReleaseSetId id, @Nullable Long expected) {
        ReleaseSet set = kept(by, id, expected);
        requireNoneLeftAlone(set, null);
        List<DocumentId> members = rows.members(id);
        requireStill(set, members);
        rows.delete(members);
        rows.changed(id, by, clock.instant());
        rows.dissolved(id, clock.instant());
        members.forEach(member -> record(by, set, member, "set dissolved", Map.of()));
        audit.append(AuditLog.SYSTEM, by.account(), "release set dissolved", described(set));
    }

    /**
     * Puts an interpretation into one release set with the policy that it explains (POL-2), and
     * makes that set if there is none. The policy may belong to another unit: whoever explains a
     * policy that is not public yet goes with it.
     *
     * @param name of a set that is made; null for one after the policy, or after the unit that
     *     explains it
     * @throws ContentRefused if the document explains no policy, or one that is public already
     */
    public ReleaseSetId withPolicy(Actor by, DocumentId interpretation, @Nullable String name) {
        rows.standStill();
        DocumentSummary explains = queries.view(by, interpretation).summary();
        if (!by.holds(Role.OFFICE_REVIEWER)
                && !by.holds(Role.EDITOR, new UnitKey(explains.unit()))) {
            throw new NotAllowed(
                    "An interpretation is put with its policy by an editor of its unit or an office reviewer; you are neither.");
        }
        InterpretedPolicies.Policy policy = policies.waitingPolicyOf(by, interpretation);
        Optional<ReleaseSet> its = rows.of(policy.document());
        Optional<ReleaseSet> own = rows.of(interpretation);
        if (own.isPresent()) {
            if (its.isPresent() && its.get().id().equals(own.get().id())) {
                return own.get().id();
            }
            throw new InAnotherSet(interpretation, own.get());
        }
        if (its.isPresent()) {
            join(by, its.get(), List.of(interpretation));
            rows.changed(its.get().id(), by, clock.instant());
            return its.get().id();
        }
        String called = name == null ? nameOf(policy, explains) : name;
        NewReleaseSet asked =
                new NewReleaseSet(
                        called, policy.unit(), List.of(policy.document(), interpretation));
        ReleaseSet set = insert(by, asked.name(), policy.unit());
        join(by, set, asked.members());
        created(by, set);
        return set.id();
    }

    /**
     * Lets every held member go, so that the set can go with the next release.
     *
     * @return how many were held
     * @throws NotAllowed if the actor is no publisher
     */
    public int letGo(Actor by, ReleaseSetId id) {
        if (!by.holds(Role.PUBLISHER)) {
            throw new NotAllowed(
                    "What is held is let go by a publisher; you do not hold that role.");
        }
        rows.standStill();
        List<DocumentId> held =
                sets.view(by, id).members().stream()
                        .filter(member -> member.readiness() == Readiness.HELD)
                        .map(ReleaseSetView.Member::document)
                        .toList();
        rows.lock(held); // all of them, before the first takes what every command shares
        held.forEach(document -> documents.letGo(by, document, null));
        return held.size();
    }

    /** Neither unit reads the title of the other's draft in the name of the set. */
    private String nameOf(InterpretedPolicies.Policy policy, DocumentSummary interpretation) {
        UnitKey unit = new UnitKey(interpretation.unit());
        String told =
                unit.equals(policy.unit())
                        ? policy.title()
                        : units.find(unit).map(Unit::name).orElse(interpretation.unit()) + "解读";
        return NewReleaseSet.fitting("政策与解读：" + told);
    }

    private ReleaseSet insert(Actor by, String name, @Nullable UnitKey unit) {
        return rows.find(rows.insert(name, unit, by, clock.instant())).orElseThrow();
    }

    private void created(Actor by, ReleaseSet set) {
        audit.append(AuditLog.SYSTEM, by.account(), "release set created", described(set));
    }

    /** The set, locked with its documents, for someone who may change it now. */
    private ReleaseSet kept(Actor by, ReleaseSetId id, @Nullable Long expected) {
        rows.standStill();
        sets.view(by, id);
        ReleaseSet set = rows.find(id).orElseThrow(() -> new NoSuchReleaseSet(id));
        ReleaseSet.requireKeeper(by, set.unit());
        if (set.dissolvedAt() != null) {
            throw ReleaseSetSettled.dissolved(set);
        }
        if (expected != null && expected != set.version()) {
            throw new StaleReleaseSet(set, expected);
        }
        rows.lock(rows.members(id));
        return set;
    }

    /** A unit's editors add what is their own; office reviewers add what they may see. */
    private void requireAddable(Actor by, ReleaseSet set, DocumentId document) {
        UnitKey unit = new UnitKey(queries.view(by, document).summary().unit());
        boolean own = unit.equals(set.unit()) && by.holds(Role.EDITOR, unit);
        if (!own && !by.holds(Role.OFFICE_REVIEWER)) {
            throw new NotAllowed(
                    "Document "
                            + document
                            + " belongs to the unit "
                            + unit
                            + ": editors put documents of the set's own unit together, office reviewers those of several.");
        }
        rows.of(document)
                .ifPresent(
                        other -> {
                            throw new InAnotherSet(document, other);
                        });
    }

    private void join(Actor by, ReleaseSet set, List<DocumentId> documents) {
        List<DocumentId> before = rows.members(set.id());
        if (before.size() + documents.size() > MOST_MEMBERS) {
            throw new ContentRefused(
                    "SET-SIZE",
                    "members",
                    "A release set has at most " + MOST_MEMBERS + " members.");
        }
        List<DocumentId> all = new ArrayList<>(before);
        all.addAll(documents);
        rows.lock(all);
        requireStill(set, all);
        for (DocumentId document : documents) {
            rows.insert(set.id(), document, by, clock.instant());
        }
        for (DocumentId document : documents) {
            record(by, set, document, "joined set", Map.of());
            for (DocumentId member : before) {
                record(by, set, member, "set changed", Map.of("joined", document.toString()));
            }
        }
    }

    private void requireStill(ReleaseSet set, List<DocumentId> documents) {
        if (rows.releasing(documents)) {
            throw ReleaseSetSettled.releasing(set.name());
        }
    }

    /**
     * An interpretation that is handed in leaves its policy only after it was taken back, whether
     * it goes or the policy does (POL-2).
     *
     * @param leaving null if the whole set is dissolved
     */
    private void requireNoneLeftAlone(ReleaseSet set, @Nullable DocumentId leaving) {
        for (InterpretedPolicies.Pair pair : policies.handedIn(set.id())) {
            if (leaving == null
                    || leaving.equals(pair.interpretation())
                    || leaving.equals(pair.policy())) {
                throw new ContentRefused(
                        "POL-2",
                        "members",
                        "The interpretation %s is handed in and becomes public with its policy %s, which is not public yet: take the interpretation back or return it first."
                                .formatted(pair.interpretation(), pair.policy()));
            }
        }
    }

    private void record(
            Actor by, ReleaseSet set, DocumentId member, String action, Map<String, String> more) {
        Map<String, Object> detail = new HashMap<>(more);
        detail.put("set", set.id().toString());
        detail.put("name", new Words(set.name()));
        audit.append(member.toString(), by.account(), action, detail);
    }

    private static Map<String, Object> described(ReleaseSet set) {
        Map<String, Object> detail = new HashMap<>();
        detail.put("set", set.id().toString());
        detail.put("name", new Words(set.name()));
        if (set.unit() != null) {
            detail.put("unit", set.unit().value());
        }
        return detail;
    }
}
