package org.gongkai.content.assignment;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.document.DocumentId;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.Unit;
import org.gongkai.content.people.UnitKey;
import org.gongkai.content.people.Units;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The units' shares of what is issued: liaisons sign for them, and the people of the unit record by
 * what they are done. Thread-safe.
 */
@Service
public class Shares {
    /** How many documents can be chosen from; others are named by their address. */
    private static final int CANDIDATES = 100;

    private static final Pattern ID =
            Pattern.compile(".*/documents/([0-9a-fA-F-]{36})(?:[/?#].*)?");

    private final AssignmentRows assignments;
    private final Receipts receipts;
    private final EvidenceRows evidence;
    private final Publications publications;
    private final Assignments desk;
    private final Liaisons liaisons;
    private final Units units;
    private final AuditLog audit;
    private final Clock clock;

    Shares(
            AssignmentRows assignments,
            Receipts receipts,
            EvidenceRows evidence,
            Publications publications,
            Assignments desk,
            Liaisons liaisons,
            Units units,
            AuditLog audit,
            Clock clock) {
        this.assignments = assignments;
        this.receipts = receipts;
        this.evidence = evidence;
        this.publications = publications;
        this.desk = desk;
        this.liaisons = liaisons;
        this.units = units;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Every share of what is issued in a campaign, by number and then by unit, the office first.
     * For the system; pages ask with an actor.
     */
    @Transactional(readOnly = true)
    public List<Share> of(String campaign) {
        return shares(campaign, Set.of());
    }

    private List<Share> shares(String campaign, Set<UnitKey> readers) {
        Map<Receipts.Of, Receipt> signed = receipts.of(campaign);
        Map<Receipts.Of, List<Evidence>> recorded = evidence.of(campaign, readers);
        Map<AssignmentId, Set<UnitKey>> responsible = assignments.shares(campaign);
        List<UnitKey> all = units.all().stream().map(Unit::key).toList();
        return assignments.of(campaign).stream()
                .filter(Assignment::isIssued)
                .flatMap(
                        one ->
                                all.stream()
                                        .filter(
                                                responsible.getOrDefault(one.id(), Set.of())
                                                        ::contains)
                                        .map(
                                                unit -> {
                                                    Receipts.Of of =
                                                            new Receipts.Of(one.id(), unit);
                                                    return new Share(
                                                            one,
                                                            unit,
                                                            signed.get(of),
                                                            recorded.getOrDefault(of, List.of()));
                                                }))
                .toList();
    }

    /** The shares that this person may see: all, or those of the own units. */
    @Transactional(readOnly = true)
    public List<Share> of(Actor actor, String campaign) {
        desk.breakdown(actor, campaign); // refuses who may not, and an unknown campaign
        return shares(campaign, actor.units()).stream()
                .filter(one -> Rights.oversees(actor) || actor.units().contains(one.unit()))
                .toList();
    }

    /**
     * Signs for what was issued (签收); signing again changes nothing.
     *
     * @throws org.gongkai.content.people.NotAllowed unless the actor is a liaison of the unit
     * @throws AssignmentRefused if it is not issued to the unit
     */
    @Transactional
    public Receipt sign(Actor by, String campaign, int number, UnitKey unit) {
        liaisons.require(by, campaign, unit);
        Share share = locked(by, campaign, number, unit);
        return receipts.sign(by, campaign, share.assignment(), unit, share.assignment().issues());
    }

    /**
     * Names a document by which the share is done, at the latest once it is public. Documents of
     * other units are named by the office only.
     *
     * @throws AssignmentRefused if the unit has no share, or it is no document of the unit
     */
    @Transactional
    public Evidence prove(
            Actor by, String campaign, int number, UnitKey unit, DocumentId document) {
        Rights.requireOf(by, unit, "Recording evidence");
        Share share = locked(by, campaign, number, unit);
        String owner = evidence.unitOf(document).orElse("");
        if (owner.isEmpty() || !owner.equals(unit.value()) && !Rights.handsDown(by)) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.DOCUMENT,
                    "The unit %s has no document %s".formatted(unit, document),
                    document);
        }
        return record(by, share, Channel.PORTAL, document, null, "");
    }

    /**
     * Names a document by its address: its path, with or without the site before it, or its page in
     * the workbench.
     *
     * @throws AssignmentRefused if the unit has no share, or no such document
     */
    @Transactional
    public Evidence prove(Actor by, String campaign, int number, UnitKey unit, String address) {
        DocumentId document =
                at(address.strip())
                        .orElseThrow(
                                () ->
                                        new AssignmentRefused(
                                                AssignmentRefused.Why.DOCUMENT,
                                                "There is no document at " + address,
                                                address));
        return prove(by, campaign, number, unit, document);
    }

    /**
     * Documents of a unit by which a share can be done, with their titles: public ones of the
     * campaign first. None to whoever is not of the unit: others' drafts are not seen.
     */
    @Transactional(readOnly = true)
    public Map<DocumentId, String> candidates(
            Actor actor, String campaign, int number, UnitKey unit) {
        return actor.units().contains(unit)
                ? evidence.candidates(campaign, number, unit, CANDIDATES)
                : Map.of();
    }

    /**
     * Refuses what recording a publication elsewhere would refuse, before the file that shows it is
     * kept.
     */
    @Transactional
    public void expect(
            Actor by, String campaign, int number, UnitKey unit, Evidence.Elsewhere elsewhere) {
        Rights.requireOf(by, unit, "Recording evidence");
        publications.require(locked(by, campaign, number, unit), elsewhere, true);
    }

    /**
     * Records a publication elsewhere, with a link or a file of the unit's library.
     *
     * @throws AssignmentRefused if the unit has no share, or it lacks something
     */
    @Transactional
    public Evidence prove(
            Actor by, String campaign, int number, UnitKey unit, Evidence.Elsewhere elsewhere) {
        Rights.requireOf(by, unit, "Recording evidence");
        Share share = locked(by, campaign, number, unit);
        publications.require(share, elsewhere, false);
        return record(by, share, elsewhere.channel(), null, elsewhere, elsewhere.remark().strip());
    }

    /**
     * Takes back what was recorded by mistake; it stays on record as retracted.
     *
     * @throws NoSuchAssignment if there is no such evidence that the actor may see
     */
    @Transactional
    public void retract(Actor by, String campaign, UUID id) {
        Rights.requireReader(by);
        assignments.lock(campaign);
        EvidenceRows.Found found =
                evidence.find(campaign, id, by.units())
                        .filter(one -> Rights.oversees(by) || by.units().contains(one.of().unit()))
                        .orElseThrow(() -> new NoSuchAssignment("evidence " + id));
        Rights.requireOf(by, found.of().unit(), "Retracting evidence");
        evidence.retract(id, by.id().value(), clock.instant());
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "evidence-retracted",
                Map.of(
                        "campaign",
                        campaign,
                        "unit",
                        found.of().unit().value(),
                        "evidence",
                        id.toString()));
    }

    private Optional<DocumentId> at(String address) {
        Matcher id = ID.matcher(address);
        try {
            if (id.matches()) {
                return Optional.of(new DocumentId(UUID.fromString(id.group(1))));
            }
            String path = Objects.requireNonNullElse(new URI(address).getPath(), "");
            return evidence.at(path.endsWith("/") ? path : path + "/");
        } catch (IllegalArgumentException | URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Share locked(Actor by, String campaign, int number, UnitKey unit) {
        desk.get(by, campaign, number);
        assignments.lock(campaign);
        return of(campaign).stream()
                .filter(one -> one.assignment().number() == number && one.unit().equals(unit))
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssignmentRefused(
                                        AssignmentRefused.Why.NO_SHARE,
                                        "Assignment %d is not issued to the unit %s"
                                                .formatted(number, unit),
                                        number));
    }

    private Evidence record(
            Actor by,
            Share share,
            Channel channel,
            @Nullable DocumentId document,
            Evidence.@Nullable Elsewhere elsewhere,
            String remark) {
        String campaign = share.assignment().campaign();
        UUID id;
        try {
            id =
                    evidence.insert(
                            by.id().value(),
                            share,
                            channel,
                            document,
                            elsewhere,
                            remark,
                            clock.instant());
        } catch (DuplicateKeyException e) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.DOCUMENT_TWICE,
                    "Document %s is evidence of it already".formatted(document));
        }
        Map<String, Object> detail =
                new HashMap<>(
                        Map.of(
                                "campaign", campaign,
                                "assignment", share.assignment().number(),
                                "unit", share.unit().value(),
                                "evidence", id.toString(),
                                "channel", channel.name()));
        if (document != null) {
            detail.put("document", document.toString());
        }
        if (elsewhere != null) {
            if (elsewhere.link() != null) {
                detail.put("link", new Words(elsewhere.link()));
            }
            if (elsewhere.sha256() != null) {
                detail.put("sha256", elsewhere.sha256());
            }
            detail.put("publishedAt", String.valueOf(elsewhere.publishedAt()));
            detail.put("remark", new Words(remark));
        }
        audit.append(AuditLog.SYSTEM, by.account(), "evidence-recorded", detail);
        return evidence.find(campaign, id, by.units()).orElseThrow().evidence();
    }
}
