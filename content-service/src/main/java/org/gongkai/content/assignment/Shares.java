package org.gongkai.content.assignment;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.canonical.Digest;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The units' shares of what is issued: liaisons sign for them, and the people of the unit record by
 * what they are done. Thread-safe.
 */
@Service
public class Shares {
    private static final int LONGEST_LINK = 1000;
    private static final int LONGEST_REMARK = 500;

    private final AssignmentRows assignments;
    private final Receipts receipts;
    private final EvidenceRows evidence;
    private final Assignments desk;
    private final Liaisons liaisons;
    private final Units units;
    private final AuditLog audit;
    private final Clock clock;

    Shares(
            AssignmentRows assignments,
            Receipts receipts,
            EvidenceRows evidence,
            Assignments desk,
            Liaisons liaisons,
            Units units,
            AuditLog audit,
            Clock clock) {
        this.assignments = assignments;
        this.receipts = receipts;
        this.evidence = evidence;
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
        List<UnitKey> all = units.all().stream().map(Unit::key).toList();
        return assignments.of(campaign).stream()
                .filter(Assignment::isIssued)
                .flatMap(
                        one ->
                                all.stream()
                                        .filter(
                                                unit ->
                                                        one.task().everyUnit()
                                                                || one.task()
                                                                        .units()
                                                                        .contains(unit))
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
     * Records a publication elsewhere, with a link or a file of the unit's library.
     *
     * @throws AssignmentRefused if the unit has no share, or it lacks something
     */
    @Transactional
    public Evidence prove(
            Actor by, String campaign, int number, UnitKey unit, Evidence.Elsewhere elsewhere) {
        Rights.requireOf(by, unit, "Recording evidence");
        Share share = locked(by, campaign, number, unit);
        requireSound(unit, elsewhere);
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

    private void requireSound(UnitKey unit, Evidence.Elsewhere elsewhere) {
        String link = elsewhere.link();
        String sha256 = elsewhere.sha256();
        if (link == null && sha256 == null) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.NO_EVIDENCE,
                    "A publication elsewhere needs a link to it, or a file that shows it");
        }
        if (link != null && !onTheWeb(link)) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.LINK,
                    "Not an address on the web, with http or https: " + link,
                    link);
        }
        if (sha256 != null && !evidence.has(unit, new Digest(sha256))) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.FILE,
                    "The library of the unit %s has no file %s; upload it there first"
                            .formatted(unit, sha256),
                    sha256);
        }
        Instant at = elsewhere.publishedAt();
        if (at == null || at.isAfter(clock.instant())) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.TIME,
                    "A publication has the time when it was made, which has come");
        }
        if (elsewhere.remark().length() > LONGEST_REMARK) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.REMARK,
                    "A remark has at most %d characters".formatted(LONGEST_REMARK));
        }
    }

    private static boolean onTheWeb(String link) {
        try {
            URI uri = new URI(link);
            String scheme = uri.getScheme();
            return link.length() <= LONGEST_LINK
                    && scheme != null
                    && link.startsWith(scheme.toLowerCase(Locale.ROOT))
                    && Set.of("http", "https").contains(scheme)
                    && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
