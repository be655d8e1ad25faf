package org.gongkai.content.assignment;

import org.gongkai.content.audit.AuditLog;
import org.gongkai.content.audit.Words;
import org.gongkai.content.campaign.Campaigns;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.UnitKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The notice of each campaign: written and issued by the office, signed for by liaisons. */
@Service
public class Circulars {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_WORDS = 20_000;

    private final JdbcClient jdbc;
    private final Receipts receipts;
    private final Campaigns campaigns;
    private final Liaisons liaisons;
    private final AuditLog audit;
    private final Clock clock;

    Circulars(
            JdbcClient jdbc,
            Receipts receipts,
            Campaigns campaigns,
            Liaisons liaisons,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.receipts = receipts;
        this.campaigns = campaigns;
        this.liaisons = liaisons;
        this.audit = audit;
        this.clock = clock;
    }

    /** The notice of a campaign, for the system; pages ask with an actor. */
    @Transactional(readOnly = true)
    public Optional<Circular> of(String campaign) {
        return jdbc.sql(
                        """
                        select c.*, p.name as issued_name
                        from circular c left join person p on p.id = c.issued_by where c.campaign_key = :campaign
                        """)
                .param("campaign", campaign)
                .query(
                        (row, n) -> {
                            OffsetDateTime at = row.getObject("issued_at", OffsetDateTime.class);
                            return new Circular(
                                    campaign,
                                    row.getString("title"),
                                    row.getString("words"),
                                    row.getLong("version"),
                                    row.getInt("issue"),
                                    at == null
                                            ? null
                                            : new Assignment.Issue(
                                                    at.toInstant(), row.getString("issued_name")),
                                    Map.of());
                        })
                .optional()
                .map(this::withReceipts);
    }

    /**
     * The units that sign for the notice once it is issued: those that there were by then, or that
     * were founded before the campaign closed. For the system.
     */
    @Transactional(readOnly = true)
    public List<UnitKey> signers(String campaign) {
        return jdbc.sql(
                        """
                        select u.key from circular c join unit u on u.created_at <= c.issued_at
                            or u.created_at < coalesce(
                                (select m.at from milestone m where m.campaign_key = c.campaign_key and m.kind = 'CLOSING'),
                                'infinity')
                        where c.campaign_key = :campaign order by u.key
                        """)
                .param("campaign", campaign)
                .query((row, n) -> new UnitKey(row.getString("key")))
                .list();
    }

    /** The notice as this person sees it: once it is issued, with the receipts of the own units. */
    @Transactional(readOnly = true)
    public Optional<Circular> of(Actor actor, String campaign) {
        Rights.requireReader(actor);
        campaigns.get(campaign);
        Optional<Circular> found = of(campaign);
        return Rights.oversees(actor)
                ? found
                : found.filter(Circular::isIssued)
                        .map(
                                one ->
                                        with(
                                                one,
                                                one.receipts().entrySet().stream()
                                                        .filter(
                                                                entry ->
                                                                        actor.units()
                                                                                .contains(
                                                                                        entry
                                                                                                .getKey()))
                                                        .collect(
                                                                Collectors.toMap(
                                                                        Map.Entry::getKey,
                                                                        Map.Entry::getValue))));
    }

    /**
     * Writes the notice.
     *
     * @param version that was read before; null for a new one
     * @throws AssignmentRefused if it changed meanwhile, is issued, or does not fit
     */
    @Transactional
    public Circular put(
            Actor by, String campaign, @Nullable Long version, String title, String words) {
        Rights.requireOffice(by, "Writing the notice of a campaign");
        campaigns.get(campaign);
        if (title.isBlank()
                || title.strip().length() > LONGEST_TITLE
                || words.strip().length() > LONGEST_WORDS) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.CIRCULAR,
                    "A notice has a title of 1 to %d characters and at most %d characters of text"
                            .formatted(LONGEST_TITLE, LONGEST_WORDS));
        }
        Circular before = lock(campaign);
        if (before == null ? version != null : version == null || before.version() != version) {
            throw stale();
        }
        if (before != null && before.isIssued()) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.ISSUED,
                    "The notice is issued and does not change; withdraw it first",
                    0);
        }
        jdbc.sql(
                        """
                        insert into circular (campaign_key, title, words) values (:campaign, :title, :words)
                        on conflict (campaign_key) do update
                            set title = :title, words = :words, version = circular.version + 1
                        """)
                .param("campaign", campaign)
                .param("title", title.strip())
                .param("words", words.strip())
                .update();
        audit.append(
                AuditLog.SYSTEM,
                by.account(),
                "circular-set",
                Map.of(
                        "campaign",
                        campaign,
                        "title",
                        new Words(title.strip()),
                        "words",
                        new Words(words.strip())));
        return of(campaign).orElseThrow();
    }

    /** Issues the notice to the liaisons; issuing what is issued changes nothing. */
    @Transactional
    public Circular issue(Actor by, String campaign, long version) {
        return move(by, campaign, version, "circular-issued", clock.instant());
    }

    /**
     * Withdraws the notice, so that it can be changed.
     *
     * @throws AssignmentRefused if it changed meanwhile
     */
    @Transactional
    public Circular withdraw(Actor by, String campaign, long version) {
        return move(by, campaign, version, "circular-withdrawn", null);
    }

    /**
     * Signs for the notice; signing again changes nothing.
     *
     * @throws org.gongkai.content.people.NotAllowed unless the actor is a liaison of the unit
     * @throws AssignmentRefused if it is not issued
     */
    @Transactional
    public Receipt sign(Actor by, String campaign, UnitKey unit) {
        liaisons.require(by, campaign, unit);
        Circular circular = lock(campaign);
        if (circular == null || !circular.isIssued()) {
            throw new AssignmentRefused(
                    AssignmentRefused.Why.NOT_ISSUED, "The notice is not issued", 0);
        }
        return receipts.sign(by, campaign, null, unit, circular.issues());
    }

    private Circular move(
            Actor by, String campaign, long version, String action, @Nullable Instant at) {
        Rights.requireOffice(by, "Issuing the notice of a campaign");
        Circular before = lock(campaign);
        if (before == null) {
            throw new NoSuchAssignment("notice of the campaign " + campaign);
        }
        if (before.version() != version) {
            throw stale();
        }
        if (before.isIssued() == (at != null)) {
            return before;
        }
        jdbc.sql(
                        """
                        update circular set issued_at = :at, issued_by = :by, version = version + 1,
                            issue = issue + case when :at::timestamptz is null then 0 else 1 end
                        where campaign_key = :campaign
                        """)
                .param(
                        "at",
                        at == null ? null : at.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("by", at == null ? null : by.id().value(), Types.OTHER)
                .param("campaign", campaign)
                .update();
        audit.append(AuditLog.SYSTEM, by.account(), action, Map.of("campaign", campaign));
        return of(campaign).orElseThrow();
    }

    private @Nullable Circular lock(String campaign) {
        jdbc.sql("select from circular where campaign_key = :campaign for update")
                .param("campaign", campaign)
                .query((row, n) -> true)
                .optional();
        return of(campaign).orElse(null);
    }

    private Circular withReceipts(Circular one) {
        return one.isIssued() ? with(one, receipts.of(one.campaign(), one.issues())) : one;
    }

    private static Circular with(Circular one, Map<UnitKey, Receipt> receipts) {
        return new Circular(
                one.campaign(),
                one.title(),
                one.words(),
                one.version(),
                one.issues(),
                one.issue(),
                receipts);
    }

    private static AssignmentRefused stale() {
        return new AssignmentRefused(
                AssignmentRefused.Why.STALE,
                "Somebody changed the notice meanwhile; read it again, then repeat your change");
    }
}
